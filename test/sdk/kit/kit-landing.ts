import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandingLanding } from '../../../sdk/testing/index.js';
import { openStore } from '../../../store/open-store.js';
import { clock } from './permits.js';

/** A store of its own for each system of files or pushes that the kit stands up. */
export async function kitLanding(): Promise<StandingLanding> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-kit-'));
  const store = await openStore({
    url: `file:${join(folder, 'store.db')}`,
    clock,
    chain: 'kit',
    digest: 'sha256',
    secret: 'the secret of a hub of tests',
  });
  return {
    landing: store.landing,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
