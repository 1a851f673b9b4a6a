import { pageSize } from '../../schema/catalog/expand.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Node } from '../kit/node.js';

/** A list of one of the hub's books, newest first: how its rows are known from each other and ordered. */
export interface Listing<Row> {
  /** Cursors of one list do not open another. */
  readonly list: string;
  /** What a row is ordered by, compared part by part; equal for the same row alone. */
  readonly place: (row: Row) => readonly string[];
  readonly node: (row: Row) => Node;
}

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** Rows that a caller asks for, 1 to `pageSize.most`. Rejects with `BAD_USER_INPUT`. */
export function firstOf({ first }: PageArguments): number {
  const wanted = first ?? pageSize.standard;
  if (wanted >= 1 && wanted <= pageSize.most) return wanted;
  throw new PlumblineError('BAD_USER_INPUT', `first must be between 1 and ${pageSize.most}`);
}

/** The place that a page begins after. Rejects with `CURSOR_INVALID`. */
export function placeOf(
  { after }: PageArguments,
  list: string,
  { seals }: RequestContext,
): readonly string[] | undefined {
  if (after === null || after === undefined) return undefined;
  const text = seals.openCursor(after);
  if (text === null) throw new PlumblineError('CURSOR_INVALID', 'the cursor was not made by this hub');
  const [of, ...place] = JSON.parse(text) as [string, ...string[]];
  if (of !== list) throw new PlumblineError('CURSOR_INVALID', 'the cursor belongs to another list');
  return place;
}

/** Joins the pages of several parts of one book: newest first, each row once. */
export function joinPages<Row>(
  pages: readonly { readonly rows: readonly Row[]; readonly hasNext: boolean }[],
  first: number,
  { place }: Listing<Row>,
): { readonly rows: readonly Row[]; readonly hasNext: boolean } {
  const [only, second] = pages;
  if (only !== undefined && second === undefined) return only;
  const distinct = new Map(pages.flatMap(({ rows }) => rows.map((row) => [JSON.stringify(place(row)), row] as const)));
  const rows = [...distinct.values()].sort((a, b) => -compare(place(a), place(b)));
  return { rows: rows.slice(0, first), hasNext: rows.length > first || pages.some(({ hasNext }) => hasNext) };
}

/** A page as the graph has it. */
export function connectionOf<Row>(
  { rows, hasNext }: { readonly rows: readonly Row[]; readonly hasNext: boolean },
  { list, place, node }: Listing<Row>,
  args: PageArguments,
  { seals }: RequestContext,
): unknown {
  const cursorAt = (index: number): string | null => {
    const row = rows[index];
    return row === undefined ? null : seals.sealCursor(JSON.stringify([list, ...place(row)]));
  };
  return {
    nodes: rows.map(node),
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: Boolean(args.after),
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(rows.length - 1);
      },
    },
  };
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
