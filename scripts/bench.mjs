import { delimiter } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { nodeOptions } from './node-options.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);

/** What `npm run bench` runs: install, build, then the benchmark with the arguments given. */
await install();
await build();

// As `npm start` runs the hub; what is started from here, too.
process.env.NODE_OPTIONS = nodeOptions();

const server = measuresServer() ? await startServer() : undefined;
try {
  const more = server === undefined ? [] : ['--mysql-url', server.url];
  const { code } = await run(process.execPath, ['--expose-gc', 'dist/bench/main.js', ...args, ...more]);
  process.exitCode = code;
} finally {
  server?.close();
}

/** Whether what is written is measured, and nobody named a server. */
function measuresServer() {
  const only = args.find((arg, at) => arg.startsWith('--only=') || args[at - 1] === '--only');
  return !args.some((arg) => arg.startsWith('--mysql-url')) && (only === undefined || /audit|landing/.test(only));
}

/** The tests' MariaDB, where it is installed already, with commits that are durable. */
async function startServer() {
  const { kinds, provide } = await import('../test/servers/binaries.mjs');
  try {
    provide(kinds.mysql, { path: () => (process.env.PATH ?? '').split(delimiter), install: () => {} });
  } catch {
    console.error('MariaDB is not installed here: the audit log and landing are measured on the embedded store alone.');
    return undefined;
  }
  const { launch } = await import('../test/servers/launch.mjs');
  const { closeRun, note, openRun, runFolder } = await import('../test/servers/leftovers.mjs');
  delete process.env[kinds.mysql.variable];
  openRun();
  process.once('exit', closeRun);
  const { url } = await launch('mysql', `${runFolder}/mysql`, (child) => note('mysql', child.pid));
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(url);
  await connection.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
  await connection.end();
  return { url, close: closeRun };
}
