import { compareText } from '../../../schema/total-order.js';
import type { RawCondition, RawRecord } from '../../raw.js';
import { byRawOrder, rawMatches } from '../../raw-match.js';
import type { OpenSource, Source } from '../../source.js';

export interface MemorySettings {
  /** Rows by table name. The arrays are read at each call: tests may add to them. */
  readonly tables: Readonly<Record<string, readonly RawRecord[]>>;
  /** What the source can do; by default everything. */
  readonly takes?: (condition: RawCondition) => boolean;
  readonly orders?: boolean;
  readonly groups?: boolean;
  readonly counts?: boolean;
  readonly distinct?: boolean;
}

/** Rows held in memory, with abilities that can be switched off: the partner of tests. */
export function memory(settings: MemorySettings): Source<string> {
  return {
    kind: 'memory',
    about: { settings },
    open: async ({ clock, onStatement }) => {
      const rowsOf = (table: string, where: RawCondition) =>
        (settings.tables[table] ?? []).filter((row) => rawMatches(where, row));
      const source: OpenSource<string> = {
        takes: (_table, condition) => settings.takes?.(condition) ?? true,
        takesOrder: () => settings.orders ?? true,
        groups: settings.groups ?? true,
        rows: async ({ table, columns, where, order, limit, each }) => {
          onStatement?.(`${table}: ${columns.join(', ')}`);
          const sorted = rowsOf(table, where).sort(byRawOrder(order));
          const kept = each === undefined ? sorted : firstOfEach(sorted, each.column, each.limit);
          return { rows: kept.slice(0, limit).map((row) => pick(row, columns)), asOf: clock().toISOString() };
        },
        close: async () => {},
      };
      return {
        ...source,
        ...(settings.counts === false
          ? {}
          : { count: async ({ table, where, by }) => tally(rowsOf(table, where), by) }),
        ...(settings.distinct === false
          ? {}
          : {
              distinct: async ({ table, column, where, limit }) =>
                [...new Set(rowsOf(table, where).map((row) => row[column]))].slice(0, limit),
            }),
      };
    },
  };
}

function pick(row: RawRecord, columns: readonly string[]): RawRecord {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function firstOfEach(rows: readonly RawRecord[], column: string, limit: number): readonly RawRecord[] {
  const seen = new Map<string, number>();
  return rows.filter((row) => {
    const key = String(row[column]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count <= limit;
  });
}

function tally(rows: readonly RawRecord[], by: string | null): ReadonlyMap<string | null, number> {
  if (by === null) return new Map([[null, rows.length]]);
  const counts = new Map<string | null, number>();
  for (const row of rows) {
    const key = String(row[by]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => compareText(a ?? '', b ?? '')));
}
