import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';

/**
 * Rejects with `BAD_USER_INPUT` where the program is not run from a checkout of its sources: the installed package has nothing that
 * was written from the SDL, and what a command wrote there would be lost with the next installation.
 * @param root the folder of package.json
 */
export function assertCheckout(command: string, root: string): void {
  if (existsSync(join(root, 'schema', 'generated'))) return;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `"plumbline ${command}" is about files of the sources, which the installed package does not have: run it in a checkout of them`,
  );
}
