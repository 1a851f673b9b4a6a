import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kinds, provide } from './binaries.mjs';
import { finish, freePort, ready, start, unprivileged } from './launch.mjs';

/** A real Redis of one test file's own. */
export interface TestRedis {
  /** With its password: `redis://…`, or `rediss://…`. */
  readonly url: string;
  /** Certificate of its authority, PEM; absent without TLS. */
  readonly ca?: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again where it was, with what it had written down, or with nothing. */
  restart(has?: 'EVERYTHING' | 'NOTHING'): Promise<void>;
  /** All that it was ever told to keep. */
  told(): string;
  remove(): Promise<void>;
}

export interface RedisOptions {
  readonly tls?: boolean;
}

const makeSecrets = new URL('../../deploy/make-secrets.mjs', import.meta.url).pathname;

/**
 * Starts Redis on loopback, from the machine's binaries or Debian's packages where these may be installed. Its account has the rights
 * of the deployment's.
 */
export async function openRedis({ tls = false }: RedisOptions = {}): Promise<TestRedis> {
  const { server, certify = '' } = provide(kinds.redis);
  const owner = unprivileged(kinds.redis);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-redis-'));
  chmodSync(folder, 0o755);
  execFileSync(process.execPath, [makeSecrets, '--folder', join(folder, 'secrets')]);
  const secret = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8');
  const list = join(folder, 'redis.acl');
  writeFileSync(list, secret('redis.acl'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const written = join(folder, 'appendonlydir');
  const port = await freePort();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  if (tls) {
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
    const made = ['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', ...subject];
    await finish(start(certify, [...made, '-keyout', key, '-out', certificate], owner, folder));
  }
  const place = tls
    ? ['--port', '0', '--tls-port', `${port}`, '--tls-cert-file', certificate, '--tls-key-file', key]
    : ['--port', `${port}`];
  const keeping = ['--appendonly', 'yes', '--aof-use-rdb-preamble', 'no', '--appendfsync', 'always', '--save', ''];
  const open = ['--bind', '127.0.0.1', '--aclfile', list, '--dir', folder, '--tls-auth-clients', 'no'];

  let running: ChildProcess;
  async function begin(): Promise<void> {
    running = start(server, [...place, ...keeping, ...open, '--maxmemory-policy', 'noeviction'], owner, folder);
    await ready(running, /Ready to accept connections/);
  }
  async function kill(): Promise<void> {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }

  await begin();
  return {
    url: `${tls ? 'rediss' : 'redis'}://plumbline:${secret('redis.password')}@127.0.0.1:${port}`,
    ...(tls ? { ca: readFileSync(certificate, 'utf8') } : {}),
    kill,
    restart: async (has = 'EVERYTHING') => {
      await kill();
      if (has === 'NOTHING') rmSync(written, { recursive: true });
      await begin();
    },
    told: () =>
      readdirSync(written)
        .map((file) => readFileSync(join(written, file), 'utf8'))
        .join(''),
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
