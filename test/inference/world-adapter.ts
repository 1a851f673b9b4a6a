import { homeDivision } from '../../demo/lives/divisions.js';
import type { EntityReader, OpenAdapter, Page, ReadRequest, RecordRow } from '../../schema/adapter.js';
import { wholeList } from '../../schema/adapter.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { inTotalOrder } from '../../schema/total-order.js';
import { matches } from '../subgraphs/array-reader.js';
import { pools, rowId, type World, type WorldRow } from './world.js';

const asOf = '2026-11-01T00:00:00.000Z';

/** A county's system, which is asked for its own divisions alone, its neighbour's, and one of all that is left. */
const systems: readonly { readonly id: string; readonly divisions: readonly string[] }[] = [
  { id: 'home', divisions: [homeDivision] },
  { id: 'neighbour', divisions: ['371423'] },
  { id: 'world', divisions: [] },
];

/**
 * Adapters that hold a world together, exactly as the reader contract says: who is asked, and so who is named in
 * `extensions.sources`, may depend on the question alone.
 * @param world asked at each read
 */
export function worldAdapters(catalog: Catalog, world: () => World): readonly OpenAdapter[] {
  const records = [...catalog.types.values()].filter(({ record }) => record);
  return systems.map(({ id, divisions }) => ({
    id,
    agency: 'everybody',
    timeoutMs: 10_000,
    concurrency: 1_000,
    freshnessMs: Number.MAX_SAFE_INTEGER,
    divisions,
    readers: records.map((type) => readerOf(id, type, world)),
    close: async () => {},
  }));
}

/** By its id alone: a time that followed from what is hidden would tell of it in `source`, too. */
function writtenAt(row: WorldRow): string {
  const id = String(row[rowId]);
  return pools.dateTime[id.charCodeAt(id.length - 1) % pools.dateTime.length] as string;
}

/** Whether a record without a key may have been meant for this one (ADR 19): by its id alone, too. */
function isLike(row: WorldRow, key: string): boolean {
  const lastOf = (text: string) => text.charCodeAt(text.length - 1);
  return lastOf(String(row[rowId])) % 4 === lastOf(key) % 4;
}

function systemOf({ jurisdictionDivisionCode: division }: WorldRow): string {
  const isWithin = (prefix: string) => typeof division === 'string' && division.startsWith(prefix);
  return systems.find(({ divisions }) => divisions.some(isWithin))?.id ?? 'world';
}

function readerOf(adapter: string, type: TypeEntry, world: () => World): EntityReader {
  const values = [...type.fields.values()].filter(({ shape }) => shape.kind === 'value').map(({ name }) => name);
  return {
    adapter,
    agency: 'everybody',
    entity: type.name,
    contributes: 'rows',
    fields: new Set(values),
    lookups: new Set(values),
    async read(request) {
      const { since = '' } = request;
      const rows = (world().get(type.name) ?? []).filter(
        (row) => systemOf(row) === adapter && matches(request.where, row) && writtenAt(row) >= since,
      );
      const { by } = request;
      if (by === undefined) return { groups: new Map([[wholeList, pageOf(adapter, rows, request)]]), asOf };
      const groups = by.values.map((value) => {
        const found = rows.filter((row) => row[by.field] !== null && String(row[by.field]) === value);
        const mayLack = rows.some((row) => row[by.field] === null && isLike(row, value));
        return [value, { ...pageOf(adapter, found, request), ...(mayLack ? { mayLack } : {}) }] as const;
      });
      return { groups: new Map(groups), asOf };
    },
  };
}

function pageOf(adapter: string, rows: readonly WorldRow[], { fields, order, first, after, count }: ReadRequest): Page {
  const compare = inTotalOrder(order);
  const sorted = rows
    .map((row) => recordOf(adapter, row, [...fields, ...order.map(({ field }) => field)]))
    .sort(compare);
  const seen = after && {
    ...recordOf(adapter, {}, []),
    adapter: after.adapter,
    id: after.id,
    values: Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null])),
  };
  const left = seen ? sorted.filter((row) => compare(row, seen) > 0) : sorted;
  return { rows: left.slice(0, first), hasNext: left.length > first, total: count ? rows.length : null };
}

function recordOf(adapter: string, row: WorldRow, fields: readonly string[]): RecordRow {
  const values = Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
  return { adapter, id: String(row[rowId]), values, flags: {}, asOf: writtenAt(row) };
}
