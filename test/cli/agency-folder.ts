import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { transform } from '@swc/core';
import { compile } from '../sdk/compile.js';

/** A folder for one test file, with agencies' folders in it. */
export interface Workplace {
  readonly folder: string;
  path(...names: readonly string[]): string;
  remove(): void;
}

export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-agency-'));
  return {
    folder,
    path: (...names) => join(folder, ...names),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What `npm run build` makes of an agency's sources; the lines that strict tsc has against them, none as it should be. */
export async function buildFolder(folder: string): Promise<readonly string[]> {
  const names = readdirSync(join(folder, 'src'));
  const sources = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'src', name), 'utf8')]));
  const faults = await compile(sources);
  mkdirSync(join(folder, 'dist'), { recursive: true });
  for (const [name, text] of Object.entries(sources)) {
    const { code } = await transform(text, {
      filename: name,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(folder, 'dist', `${basename(name, '.ts')}.js`), code);
  }
  return faults;
}
