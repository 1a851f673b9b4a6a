import type { EntityReader, Page, ReadRequest, ReadResult, RecordRow } from '../../schema/adapter.js';
import { inTotalOrder } from '../../schema/total-order.js';

/** One reader's answer. */
export interface Answer {
  readonly reader: EntityReader;
  readonly result: ReadResult;
}

/** Merges the pages of adapters that hold rows of their own: one total order, no loss, no duplicate. */
export function mergeRows(answers: readonly Answer[], request: ReadRequest): ReadonlyMap<string, Page> {
  const [only] = answers;
  if (answers.length === 1 && only) return only.result.groups;
  const merged = new Map<string, Page>();
  for (const group of new Set(answers.flatMap(({ result }) => [...result.groups.keys()]))) {
    const pages = answers.flatMap(({ result }) => result.groups.get(group) ?? []);
    const rows = pages.flatMap((page) => page.rows).sort(inTotalOrder(request.order));
    merged.set(group, {
      rows: rows.slice(0, request.first),
      hasNext: rows.length > request.first || pages.some((page) => page.hasNext),
      total: request.count ? pages.reduce((sum, page) => sum + (page.total ?? 0), 0) : null,
    });
  }
  return merged;
}

/** Joins the fields that several authorities hold of the same records; the first that has a value wins. */
export function joinFields(answers: readonly Answer[]): ReadonlyMap<string, Page> {
  const joined = new Map<string, Page>();
  for (const { result } of answers) {
    for (const [group, page] of result.groups) {
      const known = joined.get(group)?.rows[0];
      const [row] = page.rows;
      if (row) joined.set(group, { rows: [known ? joinRow(known, row) : row], hasNext: false, total: null });
    }
  }
  return joined;
}

function joinRow(a: RecordRow, b: RecordRow): RecordRow {
  return { ...a, values: { ...b.values, ...a.values }, flags: { ...b.flags, ...a.flags } };
}
