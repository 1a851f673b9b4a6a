import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { Page } from '../../schema/adapter.js';
import type { Catalog, FieldEntry, Join, TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { keyOf, type Node, nodeOf } from './node.js';
import { cursorOf, type PageArguments, pageRequestOf } from './page-request.js';
import type { PreparedList } from './prepared-list.js';
import { projectionOf } from './projection.js';
import { type PageRead, readByKey, readList, sharedOf } from './reading.js';
import { type SelectionInfo, selectionOf } from './selection.js';
import { readThrough } from './through.js';

type ListField = FieldEntry & { readonly shape: { readonly kind: 'list'; readonly join: Join | null } };

/** Resolves a `@list` field of a parent (or of the root) into a connection. */
export async function resolveList(
  catalog: Catalog,
  parentType: string,
  field: ListField,
  parent: Node | undefined,
  args: PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const coordinate = `${parentType}.${field.name}`;
  const prepared = prepare(catalog, field, args, context, info, field.joined ? coordinate : undefined);
  const { join } = field.shape;
  if (join === null) {
    const read = await readList(prepared.request.request, coordinate, context);
    return connectionOf(read, prepared, args, context);
  }
  const key = keyOf(parent, join.from);
  if (key === null) return connectionOf(emptyRead, prepared, args, context);
  const read = join.through
    ? await readThrough(prepared, join.through, join.by, key, coordinate, context)
    : await readByKey(prepared.slot, prepared.request.request, join.by, key, coordinate, context);
  return connectionOf(read, prepared, args, context);
}

const emptyPage: Page = { rows: [], hasNext: false, total: 0 };
const emptyRead: PageRead = { page: emptyPage, missing: new Set(), isWhole: true };

function prepare(
  catalog: Catalog,
  field: ListField,
  args: PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
  reachedBy: string | undefined,
): PreparedList {
  const { lists } = sharedOf(context);
  const [node] = info.fieldNodes;
  const known = node && lists.get(node);
  if (known) return known;
  const type = typeOf(catalog, field);
  const selection = selectionOf(info.fieldNodes, field.type, info);
  const rows = rowNodes(selection.fields, type, info);
  const projection = projectionOf(type, rows, info, context.access);
  const request = pageRequestOf(type, args, projection, selection.fields.has('totalCount'), context, reachedBy);
  const prepared = { slot: String(lists.size), projection, request };
  if (node) lists.set(node, prepared);
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

// Parts are getters, computed when they are selected: a connection without edges makes no cursors. Functions would need
// graphql-js's default resolver, which compiled operations do not call.
function connectionOf(
  { page, missing, isWhole }: PageRead,
  { projection, request }: PreparedList,
  args: PageArguments,
  context: RequestContext,
): unknown {
  const nodes = page.rows.map((row) => nodeOf(row, projection, context, missing));
  const cursorAt = (index: number): string | null => {
    const row = page.rows[index];
    return row === undefined ? null : cursorOf(row, request, context);
  };
  return {
    nodes,
    get edges() {
      return nodes.map((node, index) => ({
        node,
        get cursor() {
          return cursorAt(index);
        },
      }));
    },
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: Boolean(args.after),
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(page.rows.length - 1);
      },
    },
    // A count over a list that lacks a source would be a false number.
    totalCount: isWhole ? page.total : null,
  };
}
