import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlumblineError } from '../schema/errors.js';
import type { AdapterDefinition } from '../sdk/definition/adapter-definition.js';
import { nameOf } from './registry/guard.js';

/** An adapter's definition, as far as a configuration needs to know it. */
export type Definition = Pick<AdapterDefinition, 'id' | 'agency' | 'options' | 'secrets' | 'timeoutMs' | 'open'>;

export function isPath(use: string): boolean {
  return use.startsWith('./') || use.startsWith('../') || isAbsolute(use);
}

/** Where an adapter from outside is: a path from the configuration's folder, or a package found from there; null where neither is. */
export function findOutside(use: string, folder: string): string | null {
  if (isPath(use)) {
    const path = resolve(folder, use);
    return existsSync(path) ? path : null;
  }
  if (!/^(@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/.test(use)) return null;
  for (let from = resolve(folder); ; from = dirname(from)) {
    const path = join(from, 'node_modules', use);
    if (existsSync(path)) return path;
    if (from === dirname(from)) return null;
  }
}

/**
 * Loads the export `adapter` of a module: a file, or a folder with a `package.json`. Recognised by shape: it may have been
 * made with another copy of the SDK. Rejects with `ADAPTER_INVALID`, and what its code throws leaves as its class or code alone; with
 * `CONFIG_INVALID` when it has not loaded within `loadMs`: a module may wait for what never comes, and a hub has to start or say why.
 */
export async function loadOutside(path: string, loadMs = longestLoadMs): Promise<Definition> {
  const file = statSync(path).isDirectory() ? entryOf(path) : path;
  if (extname(file) === '.ts')
    throw new PlumblineError('ADAPTER_INVALID', `${file} is TypeScript: build it, and name what the build wrote`);
  const module = await withinPatience(file, loadMs, () => import(pathToFileURL(file).href));
  const definition = typeof module === 'object' && module !== null ? Reflect.get(module, 'adapter') : undefined;
  if (isDefinition(definition)) return definition;
  throw new PlumblineError(
    'ADAPTER_INVALID',
    `${file} exports no adapter: write "export const adapter = defineAdapter(…)"`,
  );
}

/** A module with its packages is read from a disk: seconds at most. */
const longestLoadMs = 30_000;

async function withinPatience(file: string, loadMs: number, load: () => Promise<unknown>): Promise<unknown> {
  let overdue: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const words = `${file} has not loaded within ${loadMs} ms: let it connect in "open", and await nothing beside its exports`;
    // Not unreferenced: where nothing else is under way, the process would end without a word.
    overdue = setTimeout(() => reject(new PlumblineError('CONFIG_INVALID', words)), loadMs);
  });
  const loading = load().catch((error: unknown) => {
    throw new PlumblineError('ADAPTER_INVALID', `${file} could not be loaded (${nameOf(error)})`);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(overdue);
  }
}

function isDefinition(value: unknown): value is Definition {
  const definition = value as Partial<Definition> | null | undefined;
  return (
    typeof definition?.id === 'string' &&
    typeof definition.agency === 'string' &&
    typeof definition.open === 'function' &&
    typeof definition.options?.safeParse === 'function'
  );
}

/** The module that a package's folder stands for. */
function entryOf(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest))
    throw new PlumblineError('ADAPTER_INVALID', `${folder} has no package.json that names its module`);
  const { exports, main } = parseManifest(manifest);
  const entry =
    exportOf(typeof exports === 'object' && exports !== null && '.' in exports ? exports['.'] : exports) ?? main;
  const file = join(folder, typeof entry === 'string' ? entry : 'index.js');
  if (existsSync(file)) return file;
  throw new PlumblineError('ADAPTER_INVALID', `${file}, named by ${manifest}, is not there: build the adapter first`);
}

function parseManifest(file: string): { readonly exports?: unknown; readonly main?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { exports?: unknown; main?: unknown };
  } catch (cause) {
    throw new PlumblineError('ADAPTER_INVALID', `${file} cannot be read as JSON`, { cause });
  }
}

const conditions: ReadonlySet<string> = new Set(['node', 'import', 'default']);

/** The first target of a package's `exports` that this process may import. */
function exportOf(target: unknown): string | null {
  if (typeof target === 'string') return target;
  if (typeof target !== 'object' || target === null) return null;
  for (const [condition, each] of Object.entries(target)) {
    const found = conditions.has(condition) ? exportOf(each) : null;
    if (found !== null) return found;
  }
  return null;
}
