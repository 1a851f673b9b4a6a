import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const limits = { reason: 250, failure: 400 };

/** Folders whose programs are no part of the hub, and the one file of the hub that reads the environment. */
const mayReadEnvironment = /^(scripts|test|demo)\/|^gateway\/environment\.ts$|\.config\.(ts|mjs)$/;
const notWritten = /^schema\/generated\/|^dist\//;

/** Sources above 400 lines, and above 250 without a first line that says why (`// long: …` or `/** long: …`). */
export function longFiles(root) {
  return sources(root).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const lines = text.split('\n').length - 1;
    if (lines > limits.failure) return [`${file}: ${lines} lines; the limit is ${limits.failure}`];
    if (lines <= limits.reason || /^(\/\/|\/\*\*?) long: \S/.test(text)) return [];
    return [`${file}: ${lines} lines; above ${limits.reason} the first line gives the reason: "// long: …"`];
  });
}

/** Files that read `process.env` and may not. */
export function environmentReaders(root) {
  return sources(root)
    .filter((file) => !mayReadEnvironment.test(file))
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))
    .map((file) => `${file}: reads process.env; gateway/environment.ts is the one file that does`);
}

function sources(root) {
  const { stdout, status } = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('The check lists files through git, which did not answer');
  return stdout
    .split('\n')
    .filter((file) => /\.(ts|tsx|mjs|js)$/.test(file) && !notWritten.test(file) && existsSync(join(root, file)));
}
