import { readFileSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';

/** The text of a file that the command line names; `-` is standard input. Rejects with `BAD_USER_INPUT`. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    const what = file === '-' ? 'standard input' : file;
    throw new PlumblineError('BAD_USER_INPUT', `${what} cannot be read: name a file that is there`, { cause });
  }
}
