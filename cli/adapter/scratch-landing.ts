import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandingLanding } from '../../sdk/testing/subject.js';
import { openStore } from '../../store/open-store.js';

/** A store of its own for deliveries that a tool lands and forgets again: nothing is left of them when it is closed. */
export async function scratchLanding(clock: () => Date): Promise<StandingLanding> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-landing-'));
  const url = `file:${join(folder, 'store.db')}`;
  const secret = randomBytes(32).toString('base64url');
  const store = await openStore({ url, clock, chain: 'check', digest: 'sha256', secret });
  return {
    landing: store.landing,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
