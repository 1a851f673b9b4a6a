import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** Removes from dist/ what a source was compiled to that is no longer there: the compiler leaves it, and it would be packed. */
export function removeLeftovers(rooms) {
  for (const room of rooms) {
    const folder = join(root, 'dist', room);
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder, { recursive: true })) {
      const source = file.replace(/(\.d\.ts|\.js|\.js\.map)$/, '.ts');
      if (source !== file && !existsSync(join(root, room, source))) rmSync(join(folder, file));
    }
  }
}
