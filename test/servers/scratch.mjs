import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Linux keeps what is here in memory. */
const memory = '/dev/shm';
const root = join(memory, 'plumbline-test-scratch');
const own = join(root, String(process.pid));

/** What two workers' counties and logs may take at once, bytes, several times over. */
const needed = 2 * 1024 ** 3;

/**
 * Makes the folder of temporary files of this run in memory and answers it: tests prove what programs do that are
 * killed, never what a disk does that loses power, and every commit waits for a disk. Null where there is no room in
 * memory: a container has 64 MB of it unless told otherwise.
 */
export function openScratch() {
  if (!hasRoom()) return null;
  sweep();
  mkdirSync(own, { recursive: true });
  // Servers that do not run as root have files here too.
  chmodSync(own, 0o1777);
  return own;
}

export function closeScratch() {
  rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function hasRoom() {
  if (process.platform !== 'linux' || !existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= needed;
}

/** Removes what crashed runs left behind. */
function sweep() {
  if (!existsSync(root)) return;
  for (const owner of readdirSync(root))
    if (!existsSync(`/proc/${owner}`)) rmSync(join(root, owner), { recursive: true, force: true });
}
