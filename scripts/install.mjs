import { existsSync, lstatSync, statSync } from 'node:fs';
import { root, run } from './run.mjs';

/** Installs the packages of the lockfile when they are missing or older than it. Built-in modules only: nothing else is there yet. */
export async function install() {
  if (isInstalled()) return;
  console.error('Installing packages (about a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ];
  const exact = await run(npm, ['ci', ...quiet], { capture: true });
  if (exact.code === 0) return;
  // A lockfile written behind a registry that lacks packages of other platforms is refused, and can still be installed by.
  const code = exact.output.includes('EUSAGE') ? (await run(npm, ['install', '--no-save', ...quiet])).code : exact.code;
  if (code === 0) return;
  console.error(exact.output.trimEnd());
  console.error(
    [
      `npm failed (exit ${code}): the packages could not be installed.`,
      '  - No network or a proxy in between? Set "registry" or "proxy" in ~/.npmrc and try again.',
      `  - Node ${process.versions.node} runs here; Plumbline needs 20.19 or newer.`,
    ].join('\n'),
  );
  process.exit(code);
}

/** npm writes its own copy of the lockfile when an installation is complete. */
function isInstalled() {
  // A link leads to the packages of another checkout, which npm would empty.
  if (lstatSync(`${root}node_modules`, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const mark = `${root}node_modules/.package-lock.json`;
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
}

if (import.meta.url === `file://${process.argv[1]}`) await install();
