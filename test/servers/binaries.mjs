import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * The real servers that tests run against: what each needs, where Debian keeps it, and which package brings it.
 * MariaDB's core packages hold the programs alone: no system service comes with them. Redis is started by each test that
 * needs it (`redis.ts`), which restarts it and ends it: no URL stands in for one.
 */
export const kinds = {
  mysql: {
    title: 'MariaDB',
    variable: 'PLUMBLINE_TEST_MYSQL_URL',
    example: 'mysql://root:secret@127.0.0.1:3306',
    programs: {
      server: ['mariadbd', 'mysqld'],
      install: ['mariadb-install-db', 'mysql_install_db'],
      defaults: ['my_print_defaults'],
    },
    folders: () => ['/usr/sbin', '/usr/libexec', '/usr/local/mysql/bin', '/opt/homebrew/bin'],
    packages: ['mariadb-server-core', 'mariadb-client-core'],
    users: ['mysql', 'nobody'],
  },
  postgres: {
    title: 'PostgreSQL',
    variable: 'PLUMBLINE_TEST_POSTGRES_URL',
    example: 'postgres://postgres:secret@127.0.0.1:5432/postgres',
    programs: { server: ['postgres'], install: ['initdb'] },
    folders: () => versions('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
    packages: ['postgresql'],
    users: ['postgres', 'nobody'],
  },
  redis: {
    title: 'Redis',
    programs: { server: ['redis-server'], certify: ['openssl'] },
    folders: () => ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'],
    packages: ['redis-server', 'openssl'],
    users: ['redis', 'nobody'],
  },
};

/** This machine: what is on its PATH, and Debian's packages where this user may install them. */
const machine = { path: () => (process.env.PATH ?? '').split(delimiter), install };

/** Finds the programs of a kind, installing Debian's packages where that is allowed; throws with what to do otherwise. */
export function provide(kind, { path, install } = machine) {
  const found = find(kind, path());
  if (found !== undefined) return found;
  install(kind);
  const installed = find(kind, path());
  if (installed !== undefined) return installed;
  throw new Error(advice(kind));
}

function find({ programs, folders }, path) {
  const search = [...path, ...folders()];
  const server = locate(programs.server, search);
  if (server === undefined) return undefined;
  // Debian links some programs into PATH one by one: the others are beside the real file.
  const beside = [...search, dirname(realpathSync(server))];
  const found = Object.entries(programs).map(([role, names]) => [role, locate(names, beside)]);
  return found.every(([, file]) => file !== undefined) ? Object.fromEntries(found) : undefined;
}

function locate(names, folders) {
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Newest first; what is no number comes last. */
export function versions(folder) {
  if (!existsSync(folder)) return [];
  const rank = (name) => Number.parseFloat(name) || 0;
  return readdirSync(folder).sort((a, b) => rank(b) - rank(a));
}

function install(kind) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.error(`Tests need ${kind.title}: installing Debian's ${kind.packages.join(', ')} (once, about 20 s) …`);
  const restore = forbidServices();
  try {
    apt(['update', '-q']);
    apt(['install', '-y', '-q', '--no-install-recommends', ...kind.packages]);
  } finally {
    restore();
  }
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=180', ...args], {
    env,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${(stderr ?? '').slice(-2_000)}`);
}

/** Packages ask policy-rc.d before they start a service; 101 means "not allowed". */
function forbidServices() {
  const file = '/usr/sbin/policy-rc.d';
  if (existsSync(file)) return () => undefined;
  writeFileSync(file, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(file, { force: true });
}

function advice({ title, packages, variable, example }) {
  const install = `install it:  apt-get install -y --no-install-recommends ${packages.join(' ')}   (or your system's package)`;
  const name = `name a server whose user may create databases:  ${variable}=${example} npm test`;
  const ways = variable === undefined ? [install] : [install, name];
  return [
    `Tests need a real ${title} server and none was found.`,
    'Do one of these:',
    ...ways.map((way) => `  - ${way}`),
  ].join('\n');
}
