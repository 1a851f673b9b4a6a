import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'plumbline-sftp-';

/** Longer than any delivery takes to land once it was fetched (half an hour), ms: until then it may be in use. */
const idleMs = 2 * 3_600_000;

/** Runs `work` in a folder of its own, for this account alone, which is removed with all that is in it. */
export async function withOwnFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${processes()}-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes what processes that were killed left behind: at once where they are known to be no more, else (another container or
 * machine with the same temporary folder, a number that was given again) when nothing has changed there for two hours. One of
 * another account, which cannot be removed, keeps nobody from looking.
 */
export async function removeLeftovers(): Promise<void> {
  const now = await withOwnFolder(changedAt);
  for (const name of await readdir(tmpdir())) {
    const [, where, pid] = new RegExp(`^${prefix}([0-9a-f]+)-(\\d+)-`).exec(name) ?? [];
    if (where === undefined) continue;
    const folder = join(tmpdir(), name);
    const isGone = where === processes() && !isAlive(Number(pid));
    const isLeft = isGone || now - (await changedAt(folder)) > idleMs;
    if (isLeft) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** Among which processes this one is counted: the same number is another process in the next container. */
function processes(): string {
  const facts = [
    hostname(),
    factOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    factOf(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(facts.join('\n')).digest('hex').slice(0, 12);
}

/** Only Linux has all of them; elsewhere there are no containers. */
function factOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** By the file system's own clock, ms; with what lies in the folder. */
async function changedAt(folder: string): Promise<number> {
  const places = [folder, ...(await readdir(folder).catch(() => [])).map((name) => join(folder, name))];
  const times = places.map((place) => stat(place).catch(() => ({ mtimeMs: 0 })));
  return Math.max(...(await Promise.all(times)).map(({ mtimeMs }) => mtimeMs));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another account's process.
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
