import type { Access } from '../../schema/access.js';
import { all, always, type Condition } from '../../schema/condition.js';
import type { NaiveEffect, NaiveInterpreter } from './naive.js';
import type { Row, Value } from './naive-rows.js';
import { type Case, checkSame, chosen, effectOn, fieldsOf } from './oracle-case.js';
import { matches, type Order, readPages, rowKey, sorted } from './oracle-source.js';
import type { Query } from './random-policies-rows.js';
import { smallFacts } from './random-policies-schema.js';

interface Told {
  readonly total: number;
  readonly pages: readonly { readonly rows: readonly unknown[]; readonly hasNext: boolean }[];
}

// Plan: the condition goes to the source, which filters, orders and cuts pages. Naive: rows are hidden first, then all else.
export function checkQuery(each: Case, way: string | null, access: Access, naive: NaiveInterpreter): void {
  const { type, query } = each;
  if (smallFacts.types.get(type)?.record !== true) return;
  const rows = each.rows.map(({ row }, at): Row => ({ ...row, [rowKey]: at }));
  const fields = fieldsOf(type).filter((field) => each.isExact || naive.isPlainField(type, field));
  const clear = fields.filter((field) => isValueField(type, field) && isClear(access, type, field));
  const order: Order = { field: chosen(clear, query.orderBy) ?? rowKey, isDescending: query.isDescending };
  const filter = filterOf(chosen(clear, query.filterBy), rows, query);

  const existing = way === null ? access.rows(type) : access.rows(type, way);
  const condition = all(existing, filter.pushed);
  const planned: Told = {
    total: rows.filter((row) => matches(condition, row)).length,
    pages: readPages(rows, condition, order, query.pageSize).map(({ rows: read, hasNext }) => ({
      rows: read.map((row) => told(row, fields, (field) => effectOn(access, type, field, { row, way }))),
      hasNext,
    })),
  };

  const seen = sorted(rows.filter((row) => naive.isVisible(type, { row, way })).filter(filter.read), order);
  const cut = Math.max(1, Math.ceil(seen.length / query.pageSize));
  const filtered: Told = {
    total: seen.length,
    pages: Array.from({ length: cut }, (_, at) => ({
      rows: seen
        .slice(at * query.pageSize, (at + 1) * query.pageSize)
        .map((row) => told(row, fields, (field) => naive.effectOn(type, field, { row, way }))),
      hasNext: at < cut - 1,
    })),
  };
  // In the entangled world formats were compared above, with the allowance that is made there.
  if (each.isExact) checkSame(`list of ${type} by ${way}`, planned, filtered);
  else checkSame(`list of ${type} by ${way}`, withoutFormats(planned), withoutFormats(filtered));
}

const told = (row: Row, fields: readonly string[], effect: (field: string) => NaiveEffect) => [
  row[rowKey],
  ...fields.map(effect),
];

function withoutFormats(answer: Told): string {
  return JSON.stringify(answer).replaceAll(/"(?!ALLOW|DENY)[A-Z_]{4,}"/g, '"MASK"');
}

function isValueField(type: string, field: string): boolean {
  return smallFacts.types.get(type)?.fields.get(field)?.target === null;
}

function isClear(access: Access, type: string, field: string): boolean {
  const decision = access.decide(type, field);
  return decision.effect === 'ALLOW' && decision.rows === 'ALL';
}

interface Filter {
  readonly pushed: Condition;
  readonly read: (row: Row) => boolean;
}

function filterOf(field: string | undefined, rows: readonly Row[], { filterLike, isNegated }: Query): Filter {
  if (field === undefined) return { pushed: always, read: () => true };
  const value: Value = chosen(rows, filterLike)?.[field] ?? null;
  if (value === null)
    return {
      pushed: { op: 'isNull', field, value: !isNegated },
      read: (row) => isNegated !== ((row[field] ?? null) === null),
    };
  return {
    pushed: { op: isNegated ? 'ne' : 'eq', field, value },
    read: (row) => (row[field] ?? null) !== null && isNegated === (row[field] !== value),
  };
}
