import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

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
  return { format: 'module', source: compile(url).code, shortCircuit: true };
}

/** Whether a URL names a source of ours; a test file may be asked for anew by a query. */
export function isSource(url) {
  return /\.ts(\?|$)/.test(url) && !url.includes('/node_modules/');
}

/** The JavaScript of a source, with the map that leads back. */
export function compile(url) {
  const path = fileURLToPath(url);
  return transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    sourceMaps: true,
  });
}
