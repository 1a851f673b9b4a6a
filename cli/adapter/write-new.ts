import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlumblineError } from '../../schema/errors.js';

/** Writes a file that is not there yet, with its folder; what somebody has worked on is never overwritten. */
export function writeNew(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const why = isThere ? 'is there already: name another one, or move it away' : 'cannot be written';
    throw new PlumblineError('BAD_USER_INPUT', `${file} ${why}`, { cause });
  }
}
