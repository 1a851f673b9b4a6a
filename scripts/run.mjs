import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The rooms that are compiled (docs/adr/0001). */
export const rooms = [
  'schema',
  'policies',
  'sdk',
  'adapters',
  'subgraphs',
  'oversight',
  'store',
  'gateway',
  'cli',
  'demo',
  'bench',
];

/** Path of a program that a dependency brings. */
export function tool(name) {
  return `${root}node_modules/.bin/${name}`;
}

/**
 * Runs a program to its end and answers its exit code and, with `capture`, what it printed. SIGINT and SIGTERM are
 * passed on, so that whoever is asked to stop waits for the program to stop.
 */
export function run(command, args, { capture = false } = {}) {
  const stdio = capture ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd: root, stdio });
  let output = '';
  const keep = (chunk) => {
    output += chunk;
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  let asked;
  const passOn = (signal) => {
    asked = signal;
    child.kill(signal);
  };
  process.on('SIGINT', passOn);
  process.on('SIGTERM', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      // Who was asked to stop does not go on to the next step.
      if (asked !== undefined) process.exit(asked === 'SIGINT' ? 130 : 143);
      resolve({ code: code ?? 1, output });
    });
  });
}
