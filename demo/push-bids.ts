import { existsSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';
import { deployedFiles } from './deployed-files.js';
import { openProcurementCentre } from './systems/procurement/centre.js';

export interface PushBidsOptions {
  readonly dataDir: string;
  /** The process that opened the adapter `procurement-push`. */
  readonly hub: URL;
  /** What the centre signs with. */
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Has the procurement centre push what `seedSystems` wrote into its book. Rejects with `CONFIG_INVALID` where there is none, and
 * with `SOURCE_UNAVAILABLE` when the hub does not take it.
 */
export async function pushBids({ dataDir, hub, secret, now }: PushBidsOptions): Promise<void> {
  const { procurement: file } = deployedFiles(dataDir);
  if (!existsSync(file))
    throw new PlumblineError(
      'CONFIG_INVALID',
      `procurement has no data in ${dataDir}; run "plumbline demo-seed" first`,
    );
  const centre = await openProcurementCentre({ file, secret, now });
  await centre.pushTo(hub);
  await centre.close();
}
