import type { OpenSource, RawCondition, RawOrder, RawQuery, RawRecord, SqlTable } from '../../../../sdk/index.js';
import { compareRaw, rawMatches } from '../../../../sdk/raw-match.js';
import { rows, sqlBase, withSource } from './permit.js';

export type Query = RawQuery<SqlTable>;
export type Leaf = Exclude<RawCondition, { readonly op: 'and' | 'or' }>;
export type Rows = OpenSource<SqlTable>['rows'];

export const base = sqlBase;
export const columns = Object.keys(rows[0] ?? {});

/** The source asks another question than it was asked. */
export const asking = (change: (query: Query) => Query) =>
  withSource((source) => ({ rows: (query, context) => source.rows(change(query), context) }));

/** The source makes another answer of what it read. */
export const answering = (change: (rows: readonly RawRecord[], query: Query) => readonly RawRecord[]) =>
  withSource((source) => ({
    rows: async (query, context) => {
      const answer = await source.rows(query, context);
      return { ...answer, rows: change(answer.rows, query) };
    },
  }));

/** The condition with its leaves changed. */
export function leaves(condition: RawCondition, change: (leaf: RawCondition) => RawCondition): RawCondition {
  return condition.op === 'and' || condition.op === 'or'
    ? { ...condition, of: condition.of.map((part) => leaves(part, change)) }
    : change(condition);
}

/** The source reads everything, and filters in its own way. */
export const filtering = (passes: (leaf: Leaf, row: RawRecord) => boolean | null) => {
  const holds = (condition: RawCondition, row: RawRecord): boolean => {
    if (condition.op === 'and') return condition.of.every((part) => holds(part, row));
    if (condition.op === 'or') return condition.of.some((part) => holds(part, row));
    return passes(condition as Leaf, row) ?? rawMatches(condition, row);
  };
  return withSource((source) => ({
    groups: false,
    rows: async ({ where, limit, columns: asked, ...query }, context) => {
      const answer = await source.rows({ ...query, where: { op: 'true' }, columns, limit: 20_000 }, context);
      const kept = answer.rows.filter((row) => holds(where, row)).slice(0, limit);
      return {
        ...answer,
        rows: kept.map((row) => Object.fromEntries(asked.map((column) => [column, row[column] ?? null]))),
      };
    },
  }));
};

/** The source orders in its own way. */
export const ordering = (compare: (a: RawRecord, b: RawRecord, order: readonly RawOrder[]) => number) =>
  withSource((source) => ({
    groups: false,
    rows: async ({ order, limit, ...query }, context) => {
      const asked = [...new Set([...query.columns, ...order.map(({ column }) => column)])];
      const answer = await source.rows({ ...query, columns: asked, order: [], limit: 20_000 }, context);
      const sorted = order.length === 0 ? answer.rows : [...answer.rows].sort((a, b) => compare(a, b, order));
      return { ...answer, rows: sorted.slice(0, limit) };
    },
  }));

export type Compare = (a: unknown, b: unknown, type: 'text' | 'number') => number;

export function byColumns(order: readonly RawOrder[], compare: Compare = compareRaw) {
  return (a: RawRecord, b: RawRecord): number => {
    for (const { column, direction, type } of order) {
      const [left, right] = [a[column] ?? null, b[column] ?? null];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const difference = compare(left, right, type);
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

/** Remembers answers under what `nameOf` makes of a question. */
export function remembering(nameOf: (query: Query) => string) {
  return withSource((source) => {
    const known = new Map<string, ReturnType<Rows>>();
    return {
      rows: (query, context) => {
        const name = nameOf(query);
        const answer = known.get(name) ?? source.rows(query, context);
        known.set(name, answer);
        return answer;
      },
    };
  });
}

export const isLookup = (where: RawCondition): boolean =>
  where.op === 'in' ? where.key === true : 'of' in where && where.of.some(isLookup);
