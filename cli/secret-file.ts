import { readFileSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';

/** The secret that a file given as `--secret-file` holds. Throws `CONFIG_INVALID`. */
export function readSecretFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', `${file}, named by --secret-file, cannot be read`, { cause });
  }
}
