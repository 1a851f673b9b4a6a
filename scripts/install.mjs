import { existsSync, statSync } from 'node:fs';
import { root, run } from './run.mjs';

/** Installs the packages of the lockfile when they are missing or older than it. Built-in modules only: nothing else is there yet. */
export async function install() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci) …');
  const { code } = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund']);
  if (code === 0) return;
  console.error(
    [
      `npm ci failed (exit ${code}): the packages could not be installed.`,
      '  - No network or a proxy in between? Set "registry" or "proxy" in ~/.npmrc and try again.',
      `  - Node ${process.versions.node} runs here; Plumbline needs 20.19 or newer.`,
    ].join('\n'),
  );
  process.exit(code);
}

/** npm writes its own copy of the lockfile when an installation is complete. */
function isInstalled() {
  const mark = `${root}node_modules/.package-lock.json`;
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
}

if (import.meta.url === `file://${process.argv[1]}`) await install();
