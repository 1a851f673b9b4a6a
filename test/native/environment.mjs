import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const ofJest = createRequire(createRequire(import.meta.url).resolve('jest-environment-node'));
const { ModernFakeTimers } = ofJest('@jest/fake-timers');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Heap at which garbage is looked for: jest replaces a worker by what it has, garbage and all, a little later (`workerIdleMemoryLimit`). */
const muchBytes = 1_100 * 1024 ** 2;

/** Tests run in the worker’s own realm; what a file changed of the process is put back after it. */
// biome-ignore lint/style/noDefaultExport: jest loads the default export.
export default class NativeEnvironment {
  global = globalThis;
  #found = { variables: { ...process.env }, console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    const { variables, console, exit } = this.#found;
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
    Object.assign(process.env, variables);
    globalThis.console = console;
    process.exit = exit;
    if (process.memoryUsage().heapUsed > muchBytes) collect();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
