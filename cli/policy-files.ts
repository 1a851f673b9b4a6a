import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { PolicyFiles } from '../policies/loading/load.js';
import type { TextFile } from '../policies/loading/yaml-file.js';
import { PlumblineError } from '../schema/errors.js';
import { packageRoot } from '../schema/package-root.js';

/** The texts of one state of the policies, with the tests that lie beside the sets. */
export interface PolicyState {
  /** How messages call it. */
  readonly name: string;
  readonly files: PolicyFiles;
  readonly tests: readonly TextFile[];
}

/** The policies that this program came with. */
export const ownPolicies = join(packageRoot, 'policies');

/**
 * Reads policies out of a folder, or out of a revision of the repository that the program lies in (`HEAD~1`, a tag).
 * Rejects with `BAD_USER_INPUT` when the place is neither.
 */
export function readPolicies(place: string): PolicyState {
  const folder = resolve(place);
  if (existsSync(folder) && statSync(folder).isDirectory()) return stateOf(place, folderTexts(folder));
  return stateOf(place, revisionTexts(place));
}

type Texts = ReadonlyMap<string, string>;

function folderTexts(folder: string): Texts {
  const sets = join(folder, 'sets');
  const found = existsSync(sets) ? readdirSync(sets).filter((name) => name.endsWith('.yaml')) : [];
  const names = found.map((name) => `sets/${name}`);
  const known = [...names, 'roles.yaml', 'purposes.yaml'].filter((name) => existsSync(join(folder, name)));
  return new Map(known.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function revisionTexts(revision: string): Texts {
  try {
    // The name is one argument and never an option: a revision does not begin with a dash.
    if (revision.startsWith('-')) throw new Error('an option is no revision');
    const listed = git('ls-tree', '-r', '--name-only', revision, '--', 'policies');
    const names = listed.split('\n').filter((name) => name.endsWith('.yaml'));
    return new Map(names.map((name) => [name.slice('policies/'.length), git('show', `${revision}:${name}`)]));
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `"${revision}" is neither a folder of policies nor a revision of them`, {
      cause,
    });
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', packageRoot, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function stateOf(place: string, texts: Texts): PolicyState {
  const text = (name: string): TextFile => {
    const found = texts.get(name);
    if (found === undefined) throw new PlumblineError('BAD_USER_INPUT', `${place} has no ${name}`);
    return { name: join(basename(place), name), text: found };
  };
  const named = (ending: string) => [...texts.keys()].filter((name) => name.endsWith(ending)).sort();
  return {
    name: place,
    files: {
      roles: text('roles.yaml'),
      purposes: text('purposes.yaml'),
      sets: named('.policy.yaml').map(text),
    },
    tests: named('.policy.test.yaml').map(text),
  };
}
