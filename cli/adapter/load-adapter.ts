import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadOutside } from '../../gateway/outside-adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';
import type { AdapterDefinition } from '../../sdk/definition/adapter-definition.js';
import { placed } from '../../sdk/jurisdiction.js';

/** An agency's folder with what was built there. */
export interface LoadedAdapter {
  readonly folder: string;
  /** The module that was loaded. */
  readonly module: string;
  readonly definition: AdapterDefinition<unknown, unknown>;
}

/** Where an agency's folder is, and the module that was built there. Rejects with `BAD_USER_INPUT`, saying the command, where none was. */
export function builtModule(folder: string): Pick<LoadedAdapter, 'folder' | 'module'> {
  const place = resolve(folder);
  if (!existsSync(place) || !statSync(place).isDirectory())
    throw new PlumblineError('BAD_USER_INPUT', `there is no folder ${folder}`);
  const module = join(place, mainOf(place));
  if (existsSync(module)) return { folder: place, module };
  throw new PlumblineError('BAD_USER_INPUT', `${folder} is not built: run "npm install" and "npm run build" there`);
}

/**
 * Loads the built adapter of an agency's folder: the module that its `package.json` names as `main`. Rejects with
 * `BAD_USER_INPUT` where nothing is built or another version of this program is installed, saying the command, and with
 * `ADAPTER_INVALID` for what is no adapter.
 */
export async function loadAdapter(folder: string): Promise<LoadedAdapter> {
  const { folder: place, module } = builtModule(folder);
  assertSameVersion(place, folder);
  const definition = await loadOutside(module).catch((cause: unknown) => {
    const isWithoutSdk = cause instanceof Error && cause.message.includes('ERR_MODULE_NOT_FOUND');
    if (!isWithoutSdk) throw cause;
    throw new PlumblineError(
      'BAD_USER_INPUT',
      `what ${module} imports is not installed: run "npm install" in ${folder}`,
    );
  });
  if (!isWhole(definition))
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${module} exports an adapter without entities: make it with defineAdapter`,
    );
  return { folder: place, module, definition };
}

/**
 * The adapter as a deployment opens it that names these divisions: the bindings of tables that name none are of that one, for
 * whoever compares readings with bindings.
 */
export function inDivisions(
  definition: AdapterDefinition<unknown, unknown>,
  divisions: readonly string[],
): AdapterDefinition<unknown, unknown> {
  if (divisions.length === 0) return definition;
  return {
    ...definition,
    entities: definition.entities.map((binding) => placed(definition.id, binding, divisions)),
    open: (options, setting) => definition.open(options, { ...setting, divisions }),
  };
}

/** A certificate says by which version it was made: the one that holds the adapter to its checks has to be the one it is built with. */
function assertSameVersion(place: string, folder: string): void {
  const manifest = join(place, 'node_modules', 'plumbline', 'package.json');
  if (!existsSync(manifest)) return;
  const [own, ours] = [manifest, join(packageRoot, 'package.json')].map((file) => String(manifestOf(file)?.version));
  if (own === ours) return;
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${folder} is built with plumbline ${own}, and this is ${ours}: run "npx plumbline" in the folder`,
  );
}

function mainOf(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest))
    throw new PlumblineError('BAD_USER_INPUT', `${folder} holds no package.json: it is no adapter’s folder`);
  const main = manifestOf(manifest)?.main;
  return typeof main === 'string' ? main : 'dist/adapter.js';
}

function manifestOf(file: string): { readonly main?: unknown; readonly version?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' ? parsed : null;
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${file} is no JSON`, { cause });
  }
}

function isWhole(definition: object): definition is AdapterDefinition<unknown, unknown> {
  const { entities, source } = definition as Partial<AdapterDefinition<unknown, unknown>>;
  return Array.isArray(entities) && typeof source === 'function';
}
