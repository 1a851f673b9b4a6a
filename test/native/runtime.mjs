import { existsSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { compile, isSource } from '../servers/typescript-hooks.mjs';
import { give } from './globals.mjs';

register('../servers/typescript-hooks.mjs', import.meta.url, {
  data: { globals: new URL('./globals.mjs', import.meta.url).href },
});

const require = createRequire(import.meta.url);

/** Maps of sources, made when a stack is printed: a map costs more than it takes to load the source. */
const maps = new (class extends Map {
  get(url) {
    if (!isSource(url)) return undefined;
    if (!super.has(url))
      super.set(url, `data:application/json;base64,${Buffer.from(compile(url).map).toString('base64')}`);
    return super.get(url);
  }
})();

/**
 * Runs a test file as a function of what it imports. Node keeps every module for ever, and with a test file’s all that it opened: a
 * function is forgotten with what it had.
 */
async function runOnce(url) {
  const { code } = compile(url);
  const imported = new Map();
  for (const [, specifier] of code.matchAll(/\brequire\("([^"]+)"\)/g))
    if (!imported.has(specifier)) imported.set(specifier, await import(placeOf(specifier, url)));
  const body = runInThisContext(`(async (require, exports, __filename) => {${code}\n})`, { filename: url });
  await body((specifier) => imported.get(specifier), {}, fileURLToPath(url));
}

/** Where a file of ours is; whatever else a test imports, Node finds from here as from there. */
function placeOf(specifier, url) {
  if (!specifier.startsWith('.')) return specifier;
  const place = new URL(specifier, url);
  const source = new URL(specifier.replace(/\.js$/, '.ts'), url);
  return (existsSync(source) ? source : place).href;
}

/**
 * Jest’s runtime without its modules: Node itself loads what tests import, once for all the files of a worker, as it does in
 * production. Under jest’s own, every test file evaluates every module anew, and nothing is ever warm.
 */
// biome-ignore lint/style/noDefaultExport: jest loads the default export.
export default class NativeRuntime {
  #environment;

  constructor(_config, environment) {
    this.#environment = environment;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** A test file is evaluated each time that it is run; what it imports is not. */
  unstable_importModule(path) {
    const { href } = pathToFileURL(path);
    return path.endsWith('.test.ts') ? runOnce(href) : import(href);
  }

  requireModule(path) {
    return require(path);
  }

  /** Jest’s runner of tests, anew for each file: it keeps what it knows of the file in itself. */
  requireInternalModule(path) {
    delete require.cache[path];
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    const { fakeTimersModern: timers } = this.#environment;
    const jest = {
      useFakeTimers: (options) => timers.useFakeTimers(options),
      useRealTimers: () => timers.useRealTimers(),
      setSystemTime: (now) => timers.setSystemTime(now),
      advanceTimersByTimeAsync: (ms) => timers.advanceTimersByTimeAsync(ms),
    };
    give({ ...globals, jest });
  }

  getSourceMaps() {
    return maps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
}
