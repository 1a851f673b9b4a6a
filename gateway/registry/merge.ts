import type { Page, ReadRequest, ReadResult, RecordRow } from '../../schema/adapter.js';
import { wholeList } from '../../schema/adapter.js';
import { inTotalOrder } from '../../schema/total-order.js';

/** The pages of adapters that hold rows of their own, merged as they come: no more rows are held than the page has. */
export interface Merge {
  add(result: ReadResult): void;
  groups(): ReadonlyMap<string, Page>;
}

/** One total order, no loss, no duplicate, in whatever order the answers come: an adapter's rows are its own, and in order. */
export function mergeRows(request: Pick<ReadRequest, 'order' | 'first' | 'count' | 'by'>): Merge {
  const { first, count } = request;
  const compare = inTotalOrder(request.order);
  const merged = new Map<string, Page>();
  return {
    add: ({ groups }) => {
      for (const [group, page] of groups) {
        const known = merged.get(group);
        merged.set(group, known === undefined ? page : join(known, page));
      }
    },
    // A list that nobody has to be asked for is empty, and known to be.
    groups: () => {
      if (merged.size === 0 && request.by === undefined)
        merged.set(wholeList, { rows: [], hasNext: false, total: count ? 0 : null });
      return merged;
    },
  };

  function join(a: Page, b: Page): Page {
    return {
      rows: firstRows(a.rows, b.rows, first, compare),
      hasNext: a.hasNext || b.hasNext || a.rows.length + b.rows.length > first,
      total: count ? (a.total ?? 0) + (b.total ?? 0) : null,
      ...(a.mayLack || b.mayLack ? { mayLack: true } : {}),
    };
  }
}

function firstRows(
  a: readonly RecordRow[],
  b: readonly RecordRow[],
  most: number,
  compare: (a: RecordRow, b: RecordRow) => number,
): readonly RecordRow[] {
  const rows: RecordRow[] = [];
  let [left, right] = [0, 0];
  while (rows.length < most) {
    const [own, other] = [a[left], b[right]];
    const next = own === undefined ? other : other === undefined || compare(own, other) < 0 ? own : other;
    if (next === undefined) break;
    if (next === own) left += 1;
    else right += 1;
    rows.push(next);
  }
  return rows;
}

/** Joins the fields that several authorities hold of the same records; of each field the first that has a value. */
export function joinFields(results: readonly ReadResult[]): ReadonlyMap<string, Page> {
  const joined = new Map<string, Page>();
  for (const { groups } of results) {
    for (const [group, page] of groups) {
      const known = joined.get(group)?.rows[0];
      const [row] = page.rows;
      if (row) joined.set(group, { rows: [known ? joinRow(known, row) : row], hasNext: false, total: null });
    }
  }
  return joined;
}

function joinRow(known: RecordRow, row: RecordRow): RecordRow {
  const values = { ...row.values };
  const flags = { ...row.flags };
  for (const [field, value] of Object.entries(known.values)) {
    if (value === null && (values[field] ?? null) !== null) continue;
    values[field] = value;
    const found = known.flags[field];
    if (found === undefined) delete flags[field];
    else flags[field] = found;
  }
  // As new as the newest of its parts.
  const asOf = known.asOf === null || row.asOf === null || known.asOf > row.asOf ? known.asOf : row.asOf;
  return { ...known, values, flags, asOf };
}
