import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Catalog, FieldEntry, Join, TypeEntry } from '../../../schema/catalog/catalog.js';
import type { RequestContext } from '../../../schema/context.js';
import { keyOf, type Node, nodeOf } from '../node.js';
import { type SelectionInfo, selectionOf } from '../operations/selection.js';
import { perRequest } from '../per-request.js';
import { type GuardedRead, readGuarded } from '../reads/guarded-read.js';
import { reachedOnce } from '../reads/reached.js';
import { readPlanOf } from '../reads/read-plan.js';
import { emptyRead, readByKey, readList } from '../reads/reading.js';
import { ListAnswer, PageInfo } from './list-answer.js';
import { assertNarrow } from './narrow.js';
import { type PageArguments, pageRequestOf } from './page-request.js';
import type { PreparedList } from './prepared-list.js';
import { changedReader } from './related-changes.js';
import { readThrough } from './through.js';

type ListField = FieldEntry & { readonly shape: { readonly kind: 'list'; readonly join: Join | null } };

/** Resolves a `@list` field of a parent (or of the root) into a connection. */
export function resolveList(
  catalog: Catalog,
  parentType: string,
  field: ListField,
  parent: Node | undefined,
  args: PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): unknown {
  const coordinate = `${parentType}.${field.name}`;
  const prepared = prepare(catalog, field, args, context, info, field.joined ? coordinate : undefined);
  const { slot, plan, request } = prepared;
  const { join } = field.shape;
  if (join === null) {
    const { related } = request;
    const readRows = related === null ? readList : changedReader(catalog, plan.projection.type, related, context);
    const read = readGuarded(plan, request.request, slot, (each) => readRows(each, coordinate, context));
    return read.then((rows) => connectionOf(rows, prepared, args, context, parent));
  }
  const key = keyOf(parent, join.from);
  if (key === null) return connectionOf({ ...emptyRead, shares: [] }, prepared, args, context, parent);
  const { by, through } = join;
  return prepared.reached(key, parent, async () => {
    const read = await readGuarded(plan, request.request, slot, (each, slotOfRead) =>
      through
        ? readThrough(each, slotOfRead, `${slot}:hop`, through, by, key, coordinate, context)
        : readByKey(slotOfRead, each, by, key, coordinate, context),
    );
    return connectionOf(read, prepared, args, context, parent);
  });
}

const listsOf = perRequest(() => new Map<readonly FieldNode[], PreparedList>());

function prepare(
  catalog: Catalog,
  field: ListField,
  args: PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
  reachedBy: string | undefined,
): PreparedList {
  const lists = listsOf(context);
  const known = lists.get(info.fieldNodes);
  if (known) return known;
  const type = typeOf(catalog, field);
  assertNarrow(type.name, args, context.access);
  const selection = selectionOf(info.fieldNodes, `${type.name}Connection`, info);
  const plan = readPlanOf(type, rowNodes(selection.fields, type, info), info, context, reachedBy);
  const request = pageRequestOf(plan, args, selection.fields.has('totalCount'), context);
  const prepared = { slot: `list:${lists.size}`, plan, request, reached: reachedOnce() };
  lists.set(info.fieldNodes, prepared);
  return prepared;
}

// `edges { node }` and `nodes` select of the same rows.
function rowNodes(
  selected: ReadonlyMap<string, readonly FieldNode[]>,
  type: TypeEntry,
  info: SelectionInfo,
): readonly FieldNode[] {
  const edges = selectionOf(selected.get('edges') ?? [], `${type.name}Edge`, info);
  return [...(selected.get('nodes') ?? []), ...(edges.fields.get('node') ?? [])];
}

export function typeOf(catalog: Catalog, { target }: FieldEntry): TypeEntry {
  const type = target === null ? undefined : catalog.types.get(target);
  if (type === undefined) throw new Error('the catalog was checked: every target exists');
  return type;
}

function connectionOf(
  read: GuardedRead,
  { plan, request }: PreparedList,
  args: PageArguments,
  context: RequestContext,
  parent: Node | undefined,
): ListAnswer {
  const nodes = read.page.rows.map((row) => nodeOf(row, plan, read, context, parent));
  return new ListAnswer(read, nodes, new PageInfo(read, request, Boolean(args.after), context));
}
