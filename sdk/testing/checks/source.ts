// long: every ability of a source beside the condition that tries it, so that none is forgotten.
import type { Scalar } from '../../../schema/scalar.js';
import type { EntityBinding } from '../../entity.js';
import { type RawCondition, type RawOrder, type RawRecord, rawTrue } from '../../raw.js';
import { byRawOrder, rawMatches } from '../../raw-match.js';
import type { OpenSource } from '../../source.js';
import type { Bench } from '../bench.js';
import type { EntityCheck } from '../check.js';
import { type Findings, Skip } from '../findings.js';
import { isKeyed } from './asking.js';

interface Tried {
  readonly source: OpenSource<unknown>;
  readonly rows: readonly RawRecord[];
  readonly columns: readonly string[];
}

const context = () => ({ requestId: 'check', signal: AbortSignal.timeout(15_000) });

/** All rows of the binding's table as the source gives them when nothing is asked of it. */
async function tried(bench: Bench, binding: EntityBinding): Promise<Tried> {
  const source = await bench.main.source();
  if (source === null) throw new Skip('The source is not asked: its deliveries are read back from the store.');
  if (isKeyed(binding)) throw new Skip('The system answers this register by key only.');
  const columns = [...new Set([binding.key, ...Object.values(binding.fields).flatMap((codec) => codec.columns)])];
  const query = { table: binding.table, columns, where: rawTrue, order: [], limit: 2_000 };
  const { rows } = await source.rows(query, context());
  if (rows.length === 2_000) throw new Skip('The table has more than 2,000 rows: check it against golden data.');
  return { source, rows, columns };
}

const thinned = ({ isThinned }: Bench, columns: readonly string[]): readonly string[] =>
  columns.filter((_, at) => !isThinned || at % 3 === 0);

function leavesOn(column: string, rows: readonly RawRecord[]): readonly RawCondition[] {
  const held = [...new Set(rows.flatMap((row): Scalar[] => scalarOf(row[column])))];
  const value = held[Math.floor(held.length / 2)];
  const absent: RawCondition = { op: 'isNull', column, value: true };
  if (value === undefined) return [absent];
  const type = typeof value === 'number' ? 'number' : 'text';
  const text = String(value);
  return [
    absent,
    { op: 'isNull', column, value: false },
    { op: 'in', column, values: [value] },
    { op: 'notIn', column, values: [value] },
    ...(['lt', 'le', 'gt', 'ge'] as const).map((op) => ({ op, column, value, type }) as const),
    // Of numbers, every database has its own way of writing them.
    ...(type === 'number' ? [] : textLeaves(column, text)),
    ...twinLeaves(column, held),
    ...wildcardLeaves(column, held),
  ];
}

/** Of two values that differ in the case of letters alone, one: a collation takes it for the other. */
function twinLeaves(column: string, held: readonly Scalar[]): readonly RawCondition[] {
  const lower = held.map((value) => String(value).toLowerCase());
  const twin = held.find((_, at) => lower.indexOf(lower[at] ?? '') !== lower.lastIndexOf(lower[at] ?? ''));
  if (twin === undefined) return [];
  return [
    { op: 'in', column, values: [twin] },
    { op: 'prefix', column, value: String(twin) },
  ];
}

/** A value with a sign that LIKE takes for any other. */
function wildcardLeaves(column: string, held: readonly Scalar[]): readonly RawCondition[] {
  const value = held.find((each) => /[%_]/.test(String(each)));
  const [sign] = /[%_]/.exec(String(value ?? '')) ?? [];
  return sign === undefined ? [] : [{ op: 'contains', column, value: sign }];
}

const textLeaves = (column: string, text: string): readonly RawCondition[] => [
  { op: 'prefix', column, value: [...text].slice(0, 2).join('') },
  { op: 'contains', column, value: [...text].slice(-2).join('') },
  { op: 'shape', column, shape: { only: '0-9', min: 1, max: 60 }, value: true },
];

const scalarOf = (value: unknown): Scalar[] => (typeof value === 'string' || typeof value === 'number' ? [value] : []);

const keysOf = (rows: readonly RawRecord[], key: string): string =>
  rows
    .map((row) => String(row[key]))
    .sort()
    .join('\n');

export const sourceFilters: EntityCheck = {
  id: 'source.filters',
  of: 'entity',
  title: 'applies every condition that its source takes',
  law: 'A condition that the source takes is applied exactly: no other row is answered and none is left out.',
  needs: ['a source that is asked'],
  run: async (bench, binding, findings) => {
    const { source, rows, columns } = await tried(bench, binding);
    for (const column of thinned(bench, columns)) {
      for (const where of leavesOn(column, rows)) {
        if (!source.takes(binding.table, where)) continue;
        const found = (await source.rows({ table: binding.table, columns, where, order: [], limit: 2_000 }, context()))
          .rows;
        const expected = rows.filter((row) => rawMatches(where, row));
        if (keysOf(found, binding.key) !== keysOf(expected, binding.key)) {
          findings.fail(
            fieldOf(binding, column),
            `the source takes \`${where.op}\` on ${column} and answers other rows: ${found.length} where ${expected.length} pass`,
          );
        }
        await tryCount({ source, rows, columns }, binding, where, findings);
      }
    }
  },
};

async function tryCount(
  { source, rows }: Tried,
  binding: EntityBinding,
  where: RawCondition,
  findings: Findings,
): Promise<void> {
  if (source.count === undefined) return;
  const counted = await source.count({ table: binding.table, where, by: null }, context());
  const expected = rows.filter((row) => rawMatches(where, row)).length;
  if ((counted.get(null) ?? 0) !== expected)
    findings.fail(null, `the source counts under \`${where.op}\` other rows than it answers`);
}

export const sourceUnderclaims: EntityCheck = {
  id: 'source.underclaims',
  of: 'entity',
  title: 'lets its source do what it can',
  law: 'What a source does not claim it cannot do: a condition or an order that works when it is sent all the same is one that the adapter fails to use.',
  needs: ['a source that is asked', 'two records'],
  run: async (bench, binding, findings) => {
    const { source, rows, columns } = await tried(bench, binding);
    const query = { table: binding.table, columns, order: [], limit: 2_000 };
    const refused = new Map<string, { readonly right: number; readonly tried: number }>();
    for (const column of thinned(bench, columns)) {
      for (const where of leavesOn(column, rows)) {
        const expected = rows.filter((row) => rawMatches(where, row));
        // Only a condition that some rows pass and some do not tells anything.
        if (source.takes(binding.table, where) || expected.length === 0 || expected.length === rows.length) continue;
        const found = await source.rows({ ...query, where }, context()).catch(() => null);
        const isRight = found !== null && keysOf(found.rows, binding.key) === keysOf(expected, binding.key);
        const known = refused.get(where.op) ?? { right: 0, tried: 0 };
        refused.set(where.op, { right: known.right + Number(isRight), tried: known.tried + 1 });
        if (isRight)
          findings.fail(
            fieldOf(binding, column),
            `the source does not claim \`${where.op}\` on ${column}, and applies it rightly: claim it, so that less is read`,
          );
      }
    }
    await tryOrders({ source, rows, columns }, binding, findings);
  },
};

async function tryOrders({ source, rows, columns }: Tried, binding: EntityBinding, findings: Findings): Promise<void> {
  const order: readonly RawOrder[] = [{ column: binding.key, direction: 'DESC', type: 'text' }];
  if (source.takesOrder(binding.table, order)) return;
  const found = await source
    .rows({ table: binding.table, columns, where: rawTrue, order, limit: 2_000 }, context())
    .catch(() => null);
  const expected = [...rows].sort(byRawOrder(order));
  const isNative = sequence(rows, binding.key) === sequence(expected, binding.key);
  if (
    found !== null &&
    rows.length > 1 &&
    !isNative &&
    sequence(found.rows, binding.key) === sequence(expected, binding.key)
  ) {
    findings.fail(
      null,
      'the source does not claim that it orders, and orders by the key: claim it (`takesOrder`), so that pages are read and not lists',
    );
  }
}

export const sourceOrders: EntityCheck = {
  id: 'source.orders',
  of: 'entity',
  title: 'orders and limits as its source claims',
  law: 'A source that orders puts nulls last and texts by code point, and a limit cuts that order, in all and for each value of a column.',
  needs: ['a source that is asked', 'two records'],
  run: async (bench, binding, findings) => {
    const { source, rows, columns } = await tried(bench, binding);
    const { table, key } = binding;
    const last: RawOrder = { column: key, direction: 'ASC', type: 'text' };
    const ordered = Object.entries(binding.fields).flatMap(([field, { order }]) =>
      order === null ? [] : [{ field, ...order }],
    );
    let hasOrder = false;
    for (const { field, column, type } of [{ field: null, column: key, type: 'text' as const }, ...ordered]) {
      for (const direction of ['ASC', 'DESC'] as const) {
        if (column === key && direction === 'DESC') continue;
        const order = column === key ? [last] : [{ column, direction, type }, last];
        if (!source.takesOrder(table, order)) continue;
        hasOrder = true;
        const limit = Math.max(1, Math.ceil(rows.length / 2));
        const found = (await source.rows({ table, columns, where: rawTrue, order, limit }, context())).rows;
        const expected = [...rows].sort(byRawOrder(order)).slice(0, limit);
        if (sequence(found, key) !== sequence(expected, key))
          findings.fail(field, `the source claims to order, and by ${column} ${direction} it gives another order`);
      }
    }
    if (!hasOrder) throw new Skip('The source does not claim to order.');
    if (source.groups) await tryGroups({ source, rows, columns }, binding, findings);
  },
};

async function tryGroups({ source, rows, columns }: Tried, binding: EntityBinding, findings: Findings): Promise<void> {
  const order: readonly RawOrder[] = [{ column: binding.key, direction: 'ASC', type: 'text' }];
  for (const field of binding.lookups) {
    const column = binding.fields[field]?.spelling?.column;
    if (column === undefined) continue;
    const where: RawCondition = { op: 'isNull', column, value: false };
    const query = { table: binding.table, columns, where, order, limit: 2_000, each: { column, limit: 1 } };
    const found = (await source.rows(query, context())).rows;
    const seen = new Set<string>();
    const expected = [...rows].sort(byRawOrder(order)).filter((row) => {
      const value = row[column] ?? null;
      if (value === null || seen.has(String(value))) return false;
      seen.add(String(value));
      return true;
    });
    if (keysOf(found, binding.key) !== keysOf(expected, binding.key))
      findings.fail(field, `the source claims to limit rows for each value, and by ${column} it gives other rows`);
  }
}

export const sourceDistinct: EntityCheck = {
  id: 'source.distinct',
  of: 'entity',
  title: 'tells the distinct values of a key as they are written',
  law: 'The distinct values of a column are told apart by code point: no collation puts two spellings together.',
  needs: ['a source that is asked', 'lookups'],
  run: async (bench, binding, findings) => {
    const { source, rows } = await tried(bench, binding);
    if (source.distinct === undefined) throw new Skip('The source does not claim distinct values.');
    for (const field of binding.lookups) {
      const column = binding.fields[field]?.spelling?.column;
      if (column === undefined) continue;
      const where: RawCondition = { op: 'isNull', column, value: false };
      const found = await source.distinct({ table: binding.table, column, where, limit: 5_000 }, context());
      const expected = new Set(
        rows.flatMap((row) => (row[column] === null || row[column] === undefined ? [] : [String(row[column])])),
      );
      if ([...new Set(found.map(String))].sort().join('\n') !== [...expected].sort().join('\n'))
        findings.fail(field, `the distinct values of ${column} are not those of its rows`);
    }
  },
};

const sequence = (rows: readonly RawRecord[], key: string): string => rows.map((row) => String(row[key])).join('\n');

function fieldOf(binding: EntityBinding, column: string): string | null {
  return Object.entries(binding.fields).find(([, { columns }]) => columns.includes(column))?.[0] ?? null;
}
