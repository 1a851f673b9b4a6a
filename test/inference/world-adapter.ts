import type { EntityReader, OpenAdapter, Page, ReadRequest, RecordRow } from '../../schema/adapter.js';
import { wholeList } from '../../schema/adapter.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { inTotalOrder } from '../../schema/total-order.js';
import { matches } from '../subgraphs/array-reader.js';
import { rowId, type World, type WorldRow } from './world.js';

const asOf = '2026-11-01T00:00:00.000Z';
const adapter = 'world';

/** One adapter that holds a whole world, exactly as the reader contract says. @param world asked at each read */
export function worldAdapter(catalog: Catalog, world: () => World): OpenAdapter {
  const records = [...catalog.types.values()].filter(({ record }) => record);
  return {
    id: adapter,
    agency: 'everybody',
    timeoutMs: 10_000,
    concurrency: 1_000,
    freshnessMs: Number.MAX_SAFE_INTEGER,
    readers: records.map((type) => readerOf(type, world)),
    close: async () => {},
  };
}

function readerOf(type: TypeEntry, world: () => World): EntityReader {
  const values = [...type.fields.values()].filter(({ shape }) => shape.kind === 'value').map(({ name }) => name);
  return {
    adapter,
    agency: 'everybody',
    entity: type.name,
    contributes: 'rows',
    fields: new Set(values),
    lookups: new Set(values),
    async read(request) {
      const rows = (world().get(type.name) ?? []).filter((row) => matches(request.where, row));
      const { by } = request;
      if (by === undefined) return { groups: new Map([[wholeList, pageOf(rows, request)]]), asOf };
      const groups = by.values.map((value) => {
        const found = rows.filter((row) => row[by.field] !== null && String(row[by.field]) === value);
        return [value, pageOf(found, request)] as const;
      });
      return { groups: new Map(groups), asOf };
    },
  };
}

function pageOf(rows: readonly WorldRow[], { fields, order, first, after, count }: ReadRequest): Page {
  const compare = inTotalOrder(order);
  const sorted = rows.map((row) => recordOf(row, [...fields, ...order.map(({ field }) => field)])).sort(compare);
  const seen = after && {
    ...recordOf({}, []),
    adapter: after.adapter,
    id: after.id,
    values: Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null])),
  };
  const left = seen ? sorted.filter((row) => compare(row, seen) > 0) : sorted;
  return { rows: left.slice(0, first), hasNext: left.length > first, total: count ? rows.length : null };
}

function recordOf(row: WorldRow, fields: readonly string[]): RecordRow {
  const values = Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
  return { adapter, id: String(row[rowId]), values, flags: {}, asOf };
}
