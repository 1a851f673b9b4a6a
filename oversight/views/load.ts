import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readYaml } from '../../policies/loading/yaml-file.js';
import { PlumblineError } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';
import { compileView, type ViewGround } from './compile.js';
import { viewFile } from './format.js';
import type { CompiledView, ViewBook } from './view-book.js';

/** The views that this program came with. */
const ownViews = join(packageRoot, 'oversight', 'view-catalogue');

export interface LoadViewsOptions extends ViewGround {
  /** Folder of view folders; absent: the program's own. */
  readonly folder?: string | undefined;
}

/** What was read of a folder of views, faults and all. */
export interface ReadViews {
  readonly views: readonly CompiledView[];
  /** `file:line: fact and remedy`. */
  readonly problems: readonly string[];
}

/**
 * Loads every view of a folder, held against the schema.
 * @throws `VIEW_INVALID` that names file, line and remedy of everything that is wrong
 */
export function loadViews(options: LoadViewsOptions): ViewBook {
  const { views, problems } = readViews(options);
  if (problems.length > 0)
    throw new PlumblineError(
      'VIEW_INVALID',
      `The views are not sound:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  const byId = new Map(views.map((view) => [view.facts.id, view]));
  return { views, view: (id) => byId.get(id) };
}

/** Reads a folder of views, or of one view, and tells what is wrong instead of refusing it. */
export function readViews({ folder = ownViews, ...ground }: LoadViewsOptions): ReadViews {
  const problems: string[] = [];
  const views = viewFolders(folder).flatMap((place) => readView(place, ground, problems) ?? []);
  if (views.length === 0 && problems.length === 0) problems.push(`${folder}: holds no folder with a view.yaml`);
  return { views, problems };
}

function viewFolders(folder: string): readonly string[] {
  if (!existsSync(folder))
    throw new PlumblineError('VIEW_INVALID', `${folder} is no folder; name one that holds views`);
  if (existsSync(join(folder, 'view.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'view.yaml')))
    .map(({ name }) => join(folder, name))
    .sort();
}

function readView(place: string, ground: ViewGround, problems: string[]): CompiledView | null {
  const folder = basename(place);
  const file = (name: string) => ({ name: `${folder}/${name}`, text: readFileSync(join(place, name), 'utf8') });
  if (!existsSync(join(place, 'query.graphql'))) {
    problems.push(`${folder}/query.graphql:1: is missing; every view has one`);
    return null;
  }
  const view = readYaml(file('view.yaml'), viewFile, problems);
  return view === null ? null : compileView({ folder, view, query: file('query.graphql') }, ground, problems);
}
