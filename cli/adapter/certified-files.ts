import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, normalize, relative, resolve, sep } from 'node:path';
import { PlumblineError } from '../../schema/errors.js';

/** Neither the adapter's own, nor the same on another machine. */
const foreign: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * What a certificate is of, by path from the folder: what was built, the golden data that it was held against, and `package.json`.
 * Built is what `package.json` lists in `files`, else the folder of its `main`. Throws `BAD_USER_INPUT` where that would be the
 * whole folder, leads out of it, or goes through a link: what stands behind one could change and the certificate not see it.
 */
export function certifiedFiles(folder: string, module: string): ReadonlyMap<string, Uint8Array> {
  const names = new Set(certifiedPlaces(folder, module).flatMap((place) => within(folder, place)));
  const main = relative(folder, module);
  if (!names.has(main))
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `${folder}: ${main} is none of the adapter’s own files: build into dist`,
    );
  return new Map([...names].map((name) => [name, readFileSync(join(folder, name))]));
}

/** Whether a file is, or would be, one of those that a certificate is of. */
export function isCertified(folder: string, module: string, file: string): boolean {
  const name = relative(folder, resolve(file));
  return certifiedPlaces(folder, module).some((place) => name === place || name.startsWith(`${place}${sep}`));
}

function certifiedPlaces(folder: string, module: string): readonly string[] {
  const places = [...builtPlaces(folder, relative(folder, module)), 'golden', 'package.json'];
  return places.map((place) => inside(folder, place));
}

function builtPlaces(folder: string, main: string): readonly string[] {
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly files?: unknown };
  if (Array.isArray(files)) return [main, ...files.map((each) => plainPlace(folder, each))];
  const [first = '', ...rest] = main.split(sep);
  if (rest.length > 0 && first !== '') return [main.slice(0, main.lastIndexOf(sep))];
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${folder}: ${main} lies beside everything else: list the adapter’s files in "files" of package.json, or build into a folder`,
  );
}

/** Patterns are npm's to read: what is certified is said by names. */
function plainPlace(folder: string, given: unknown): string {
  const isPlain = typeof given === 'string' && !/[*?[\]{}!]/.test(given) && normalize(`${given}/`) !== `.${sep}`;
  if (isPlain) return given;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${folder}: "files" of package.json has a pattern: name files and folders of the adapter, such as dist`,
  );
}

function inside(folder: string, place: string): string {
  const name = relative(folder, join(folder, place));
  if (name !== '' && name.split(sep)[0] !== '..') return name;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${folder}: package.json names ${place}, which is not inside of the folder`,
  );
}

function within(folder: string, name: string): readonly string[] {
  if (name.split(sep).some((part) => foreign.has(part))) return [];
  assertNoLink(folder, name);
  const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [name];
  return readdirSync(join(folder, name))
    .sort()
    .flatMap((each) => within(folder, join(name, each)));
}

/** Each step of the way: a folder that is a link leads elsewhere as well. */
function assertNoLink(folder: string, name: string): void {
  const steps = name.split(sep);
  for (const at of steps.keys()) {
    const step = join(...steps.slice(0, at + 1));
    if (lstatSync(join(folder, step), { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new PlumblineError('BAD_USER_INPUT', `${folder}: ${step} is a link: put there what it leads to`);
  }
}
