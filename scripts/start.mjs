import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { nodeOptions } from './node-options.mjs';
import { root } from './run.mjs';

/** What `npm start` runs: install, build, then the demonstration with the arguments given. */
await install();
await build();

const hub = spawn(process.execPath, ['dist/cli/main.js', 'demo', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, NODE_OPTIONS: nodeOptions() },
  stdio: 'inherit',
});
// A terminal's Ctrl-C reaches the hub by itself; a supervisor's signal reaches this process alone.
let interruptions = 0;
process.on('SIGTERM', () => hub.kill('SIGTERM'));
process.on('SIGINT', () => {
  interruptions += 1;
  if (!process.stdin.isTTY || interruptions > 1) hub.kill('SIGINT');
});
// npm tells its shell to stop, and a shell that stops tells nobody: its disappearance is the signal.
const shell = process.ppid;
const watch = setInterval(() => {
  if (process.env.npm_lifecycle_event !== undefined && process.ppid !== shell) hub.kill('SIGTERM');
}, 250);
hub.once('exit', (code, signal) => {
  clearInterval(watch);
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});
