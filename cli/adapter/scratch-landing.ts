import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandingLanding } from '../../sdk/testing/subject.js';
import { openStore } from '../../store/open-store.js';

/** A store of its own for deliveries that a tool lands and forgets again: nothing is left of them when it is closed. */
export async function scratchLanding(clock: () => Date): Promise<StandingLanding> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-landing-'));
  const store = await openStore({ url: `file:${join(folder, 'store.db')}`, clock, chain: 'check', digest: 'sha256' });
  return {
    landing: store.landing,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
