import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countryIn } from '../../demo/country-files.js';
import type { Plant } from '../../demo/lives/facts.js';
import { packageRoot } from '../../schema/package-root.js';
import { at } from '../hub/answers.js';
import type { AskOptions } from '../hub/hub-client.js';
import type { OpenedHub } from '../hub/open-hubs.js';

const folder = join(packageRoot, 'test', 'acceptance', 'queries');

/** The text of an acceptance query by its number in domain 2.11. */
export function queryNumbered(number: number): string {
  const start = String(number).padStart(2, '0');
  const file = readdirSync(folder).find((name) => name.startsWith(`${start}-`));
  if (file === undefined) throw new Error(`no acceptance query ${start}`);
  return readFileSync(join(folder, file), 'utf8');
}

/** Asks, and answers the data; throws what was wrong, should anything be. */
export async function dataOf(hub: OpenedHub, query: string, options: AskOptions): Promise<unknown> {
  const { status, body, text } = await hub.ask(query, options);
  if (status !== 200 || body.errors !== undefined) throw new Error(`${status} ${text}`);
  return body.data;
}

type Node = Readonly<Record<string, unknown>>;

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** All nodes of a root list, page after page by its end cursors. */
export async function everyNode(
  hub: OpenedHub,
  query: string,
  root: string,
  options: AskOptions,
): Promise<readonly Node[]> {
  const found: Node[] = [];
  let after: string | null = null;
  do {
    const data = await dataOf(hub, query, { ...options, variables: { ...options.variables, after } });
    found.push(...(at(data, `${root}.nodes`) as readonly Node[]));
    const { hasNextPage, endCursor } = at(data, `${root}.pageInfo`) as PageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  return found;
}

/** The same query with another page size at its root. */
export function inPagesOf(first: number, query: string): string {
  return query.replace(/first: \d+/, `first: ${first}`);
}

/** What was planted in a hub's country for a rule. */
export function plantsOf(hub: OpenedHub, rule: string, sort: Plant['sort']): readonly Plant[] {
  const { plants } = JSON.parse(readFileSync(countryIn(hub.demo.files.folder).manifest, 'utf8')) as {
    readonly plants: readonly Plant[];
  };
  return plants.filter((plant) => plant.rule === rule && plant.sort === sort);
}
