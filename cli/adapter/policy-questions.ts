import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SubgraphResponse } from '../../schema/subgraph.js';
import type { PolicyDesk } from './policy-asking.js';
import type { Standing } from './policy-standings.js';

/** A list of the schema's root with the question for every value of its records. */
export interface RootList {
  readonly subgraph: string;
  readonly root: string;
  readonly query: string;
}

/** The root list of a record type; null where it is reached through other records only. */
export function listOf(catalog: Catalog, type: TypeEntry): RootList | null {
  const roots = type.owner === null ? undefined : catalog.subgraphs.get(type.owner)?.roots;
  const root = [...(roots?.values() ?? [])].find(({ shape }) => shape.kind === 'list' && shape.of === type.name)?.name;
  if (root === undefined || type.owner === null) return null;
  const fields = [...type.fields.values()].filter(({ shape }) => shape.kind === 'value').map(({ name }) => name);
  const node = `${fields.join(' ')} source { recordId }`;
  return {
    subgraph: type.owner,
    root,
    query: `query($first: Int, $after: String) { list: ${root}(first: $first, after: $after) { nodes { ${node} } pageInfo { hasNextPage endCursor } totalCount } }`,
  };
}

export interface Pages {
  /** Keys of the records, in the order of the pages. */
  readonly ids: readonly string[];
  readonly totals: readonly (number | null)[];
}

/** Pages that are more than this are a cursor that goes round. */
const mostPages = 2_000;

/** Follows a list page by page as somebody. */
export async function pagesOf(desk: PolicyDesk, list: RootList, as: Standing, size: number): Promise<Pages> {
  const query = list.query.replace(/nodes \{.*?\} \}/, 'nodes { source { recordId } }');
  const [ids, totals]: [string[], (number | null)[]] = [[], []];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: SubgraphResponse = await desk.ask(list.subgraph, query, { first: size, after }, as);
    const found = connectionOf(answer);
    ids.push(...nodesOf(answer).flatMap((node) => recordIdOf(node) ?? []));
    totals.push(found?.totalCount ?? null);
    if (found?.pageInfo?.hasNextPage !== true) break;
    after = found.pageInfo.endCursor ?? null;
  }
  return { ids, totals };
}

/** The records of a list's answer; none where it was refused. */
export function nodesOf(answer: SubgraphResponse): readonly Readonly<Record<string, unknown>>[] {
  return connectionOf(answer)?.nodes ?? [];
}

interface Connection {
  readonly nodes?: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
  readonly totalCount?: number | null;
}

/** Throws `SOURCE_UNAVAILABLE` where the adapter did not answer: that says nothing of the rows that it would have answered. */
function connectionOf({ data, errors = [] }: SubgraphResponse): Connection | null {
  if (errors.some(({ path, extensions }) => path?.length === 1 && extensions?.code === 'SOURCE_UNAVAILABLE'))
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'the adapter did not answer a list');
  return (data?.list ?? null) as Connection | null;
}

function recordIdOf({ source }: Readonly<Record<string, unknown>>): string | null {
  const id = typeof source === 'object' && source !== null && 'recordId' in source ? source.recordId : null;
  return typeof id === 'string' ? id : null;
}
