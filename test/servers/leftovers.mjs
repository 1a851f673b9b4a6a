import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(tmpdir(), 'plumbline-test-servers');

/** The folder of this run, named after the process that owns it. */
export const runFolder = join(root, String(process.pid));

export function openRun() {
  mkdirSync(runFolder, { recursive: true, mode: 0o755 });
}

/** Notes a server so that a later run can end it, should this one crash. */
export function note(name, pid) {
  writeFileSync(join(runFolder, `${name}.server`), String(pid));
}

/** Ends the servers of this run and removes their data. */
export function closeRun() {
  endRun(runFolder);
}

/** Ends what crashed runs left behind: folders whose owner is gone. */
export function sweep() {
  if (!existsSync(root)) return;
  for (const owner of readdirSync(root)) {
    if (!isAlive(Number(owner))) endRun(join(root, owner));
  }
}

function endRun(folder) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.server'))) {
    const pid = Number(readFileSync(join(folder, file), 'utf8'));
    if (belongsTo(pid, folder)) kill(pid);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** A process id may have been given to another program since: the command line tells. */
function belongsTo(pid, folder) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return !existsSync('/proc') && isAlive(pid);
  }
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function isAlive(pid) {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}
