import { pushBids } from '../demo/push-bids.js';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import type { Output } from './output.js';
import { readSecretFile } from './secret-file.js';

export interface DemoPushOptions {
  readonly hub: string;
  readonly secretFile: string;
}

/** Pushes the simulated procurement centre's bids to a hub. */
export async function demoPushCommand(
  { hub, secretFile }: DemoPushOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  if (!URL.canParse(hub)) throw new PlumblineError('BAD_USER_INPUT', '--hub is the address of the hub, http://…');
  await pushBids({
    dataDir: environment.dataFolder,
    hub: new URL(hub),
    secret: readSecretFile(secretFile),
    now: Date.now,
  });
  output.data({ pushed: true }, 'The hub has every bid');
  return 0;
}
