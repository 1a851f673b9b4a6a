import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { kinds, provide } from './binaries.mjs';

const launchers = { mysql: launchMariadb, postgres: launchPostgres };

/**
 * Starts a private server in `folder` and answers its URL and process. A URL given in the environment wins.
 * Data does not outlive the run, so nothing is flushed to disk.
 */
export async function launch(name, folder, onSpawn) {
  const kind = kinds[name];
  const given = process.env[kind.variable];
  if (given) return { url: given };
  const programs = provide(kind);
  const owner = unprivileged(kind);
  mkdirSync(folder, { recursive: true });
  if (owner) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  const port = await freePort();
  return launchers[name]({ programs, owner, folder, port, onSpawn });
}

async function launchMariadb({ programs, owner, folder, port, onSpawn }) {
  const data = join(folder, 'data');
  const user = owner?.name ?? spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim();
  const install = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal'];
  await finish(start(programs.install, [...install, '--skip-test-db', `--user=${user}`], owner, folder));
  const server = start(
    programs.server,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(folder, 's.sock')}`,
      `--pid-file=${join(folder, 'pid')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=64M',
      '--innodb-use-native-aio=0',
      '--skip-log-bin',
      '--performance-schema=0',
      '--max-connections=200',
    ],
    owner,
    folder,
  );
  onSpawn(server);
  await ready(server, /ready for connections/);
  return { url: `mysql://root@127.0.0.1:${port}` };
}

async function launchPostgres({ programs, owner, folder, port, onSpawn }) {
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'plumbline', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await finish(start(programs.install, init, owner, folder));
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '32MB',
    // In its own folder, which goes with it: a server that is killed leaves what it has in /dev/shm.
    dynamic_shared_memory_type: 'mmap',
    max_connections: 100,
    logging_collector: 'off',
    lc_messages: 'C',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const server = start(programs.server, ['-D', data, ...options], owner, folder);
  onSpawn(server);
  await ready(server, /ready to accept connections/);
  return { url: `postgres://plumbline@127.0.0.1:${port}/postgres` };
}

/** No server runs as root, and most refuse to: they get the first of the kind's users that exists. */
export function unprivileged(kind) {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of kind.users) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout);
    if (uid > 0 && gid > 0) return { name, uid, gid };
  }
  throw new Error(`${kind.title} refuses to run as root, and none of the users ${kind.users.join(', ')} exists.`);
}

const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0;

/** With setpriv (util-linux) the kernel ends the server when this process dies, however it dies. */
export function start(program, args, owner, cwd) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  if (!hasSetpriv) return spawn(program, args, { cwd, stdio, ...(owner && { uid: owner.uid, gid: owner.gid }) });
  const identity = owner ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : [];
  return spawn('setpriv', [...identity, '--pdeathsig', 'KILL', program, ...args], { cwd, stdio });
}

export function finish(child) {
  const output = collect(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(failure(child, code, output())))));
  });
}

export function ready(child, line) {
  const output = collect(child);
  return new Promise((resolve, reject) => {
    const look = () => line.test(output()) && resolve();
    child.stderr.on('data', look);
    child.stdout.on('data', look);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(failure(child, code, output()))));
  });
}

function failure(child, code, output) {
  return `${child.spawnargs.join(' ')} ended with ${code}:\n${output.slice(-2_000)}`;
}

function collect(child) {
  let text = '';
  const keep = (chunk) => {
    text = (text + chunk).slice(-10_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return () => text;
}

/** A port below those that systems give to outgoing connections: nobody is given it before the server listens. */
export async function freePort() {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}
