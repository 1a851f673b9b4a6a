import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sdk = new URL('../../sdk/', import.meta.url);
const doors = { 'plumbline/sdk': 'index.ts', 'plumbline/sdk/testing': 'testing/index.ts' };

/** Where `@jest/globals` is, for whoever runs tests with these hooks. */
let globals;

export function initialize(data) {
  globals = data?.globals;
}

/** Sources import `./x.js`, which is `./x.ts` until it is built. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals' && globals !== undefined) return { url: globals, shortCircuit: true };
  if (specifier in doors) return { url: new URL(doors[specifier], sdk).href, shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && isSource(context.parentURL ?? '')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!isSource(url)) return next(url, context);
  return { format: 'module', source: codeOf(url), shortCircuit: true };
}

/** Whether a URL names a source of ours. */
export function isSource(url) {
  return url.endsWith('.ts') && !url.includes('/node_modules/');
}

/** Where the processes of one run keep what they compiled: each source is compiled once, and not by every process anew. */
const kept = process.env.PLUMBLINE_TEST_COMPILED;

function codeOf(url) {
  if (kept === undefined) return compile(url).code;
  const path = fileURLToPath(url);
  const file = join(kept, `${createHash('sha256').update(path).update(readFileSync(path)).digest('hex')}.js`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const { code } = compile(url);
  // Another process that compiles the same never reads half of it.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, file);
  return code;
}

const require = createRequire(import.meta.url);

/** A test file is compiled to what can be run as a function (`test/native/runtime.mjs`). */
const forms = {
  module: { type: 'es6' },
  test: { type: 'commonjs', importInterop: 'none' },
};

/** The JavaScript of a source, with the map that leads back. */
export function compile(url) {
  const path = fileURLToPath(url);
  // Loaded only where something is compiled.
  const { transformSync } = require('@swc/core');
  return transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: url.endsWith('.test.ts') ? forms.test : forms.module,
    sourceMaps: true,
  });
}
