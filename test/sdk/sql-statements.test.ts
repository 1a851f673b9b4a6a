import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import type { SqlDialect } from '../../schema/sql.js';
import type { RawCondition, RawOrder } from '../../sdk/raw.js';
import type { RawQuery } from '../../sdk/source.js';
import { tables } from '../../sdk/sources/sql/statements.js';
import type { SqlTable } from '../../sdk/sources/sql/table.js';
import { openWriter } from '../../sdk/sources/sql/written.js';

const column = fc.constantFrom('a', 'b', 'sfzh');
const scalar = fc.oneof(fc.constantFrom('1', '01', '王', "o'neil"), fc.integer({ min: -9, max: 99 }), fc.boolean());
const text = fc.constantFrom('3714', '3715', '𬭎王', '%');
const leaf: fc.Arbitrary<RawCondition> = fc.oneof(
  fc.constantFrom<RawCondition>({ op: 'true' }, { op: 'false' }),
  fc.record({
    op: fc.constant('in' as const),
    column,
    values: fc.array(scalar, { maxLength: 14 }),
    key: fc.constant(true as const),
  }),
  fc.record({
    op: fc.constantFrom('in' as const, 'notIn' as const),
    column,
    values: fc.array(scalar, { maxLength: 9 }),
  }),
  fc.record({
    op: fc.constantFrom('lt' as const, 'le' as const, 'gt' as const, 'ge' as const),
    column,
    value: scalar,
    type: fc.constantFrom('text' as const, 'number' as const),
  }),
  fc.record({ op: fc.constantFrom('prefix' as const, 'contains' as const), column, value: text }),
  fc.record({ op: fc.constant('isNull' as const), column, value: fc.boolean() }),
  fc.record({
    op: fc.constant('shape' as const),
    column,
    shape: fc.constantFrom({ each: ['0-9', 'X'] }, { only: '0-9', min: 1, max: 3 }, { has: ['0-9'] }),
    value: fc.boolean(),
  }),
);
const { condition } = fc.letrec<{ condition: RawCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}));
const order: fc.Arbitrary<RawOrder> = fc.record({
  column,
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  type: fc.constantFrom('text' as const, 'number' as const),
});
const limit = fc.integer({ min: 1, max: 30 });
const query: fc.Arbitrary<RawQuery<SqlTable>> = fc.record(
  {
    table: fc.constantFrom('t', 'sjck.v'),
    columns: fc.subarray(['a', 'b', 'sfzh'], { minLength: 1 }),
    where: condition,
    order: fc.array(order, { maxLength: 2 }),
    limit,
    each: fc.record({ column, limit }),
  },
  { requiredKeys: ['table', 'columns', 'where', 'order', 'limit'] },
);

const placeholders = { mysql: /\?/g, sqlite: /\?/g, postgres: /\$\d+/g };

for (const dialect of ['mysql', 'postgres', 'sqlite'] as const satisfies readonly SqlDialect[]) {
  test(`${dialect}: a statement that is remembered says what one that is written anew says`, () => {
    const remembering = openWriter(dialect, tables);
    fc.assert(
      fc.property(query, condition, (first, where) => {
        for (const asked of [first, { ...first, where }, first]) {
          const anew = openWriter(dialect, tables);
          const rows = remembering.rows(asked);
          expect(rows).toEqual(anew.rows(asked));
          expect(rows.sql.match(placeholders[dialect])?.length ?? 0).toBe(rows.params.length);
          expect(rows.params.every((param) => typeof param !== 'object')).toBe(true);
          const { table, limit: most } = asked;
          for (const by of [null, 'a']) {
            const counted = { table, where: asked.where, by };
            expect(remembering.count(counted)).toEqual(anew.count(counted));
          }
          const distinct = { table, where: asked.where, column: 'a', limit: most };
          expect(remembering.distinct(distinct)).toEqual(anew.distinct(distinct));
        }
      }),
      { numRuns: 300 },
    );
  });
}

test('lists of many lengths share a statement; the last value is said again', () => {
  const writer = openWriter('postgres', tables);
  const asked = (count: number) => {
    const values = Array.from({ length: count }, (_, at) => `v${at}`);
    return writer.rows({ table: 't', columns: ['a'], where: { op: 'in', column: 'a', values }, order: [], limit: 1 });
  };
  expect(asked(5)).toEqual({
    sql: 'select "a" as "a" from "t" where "a"::text in ($1, $2, $3, $4, $5, $6) limit 1',
    params: ['v0', 'v1', 'v2', 'v3', 'v4', 'v4'],
    columns: ['a'],
  });
  const statements = Array.from({ length: 500 }, (_, count) => asked(count + 1).sql);
  expect(new Set(statements).size).toBe(18);
});

test('prefixes of one length, as divisions are, take their column apart once', () => {
  const writer = openWriter('sqlite', tables);
  const asked = (...prefixes: readonly string[]) => {
    const of = prefixes.map((value): RawCondition => ({ op: 'prefix', column: 'a', value }));
    return writer.rows({ table: 't', columns: ['a'], where: { op: 'or', of }, order: [], limit: 1 });
  };
  const start = 'select "a" as "a" from "t" where (substr(cast("a" as text), 1, ?)';
  expect(asked('3714', '371400', '371402', '371403')).toEqual({
    sql: `${start} = ? or substr(cast("a" as text), 1, ?) in (?, ?, ?)) limit 1`,
    params: [4, '3714', 6, '371400', '371402', '371403'],
    columns: ['a'],
  });
  expect(asked('37', '3714', '3715', '371500').params).toEqual([2, '37', 4, '3714', '3715', 6, '371500']);
});

test('no value of a question is in its statement', () => {
  const canary = 'canary-3714';
  const where: RawCondition = {
    op: 'and',
    of: [
      { op: 'in', column: 'a', values: [canary], key: true },
      { op: 'notIn', column: 'a', values: [canary] },
      { op: 'ge', column: 'a', value: canary, type: 'text' },
      { op: 'gt', column: 'a', value: 3714, type: 'number' },
      { op: 'prefix', column: 'a', value: canary },
      { op: 'contains', column: 'a', value: canary },
    ],
  };
  for (const dialect of ['mysql', 'postgres', 'sqlite'] as const) {
    const statement = openWriter(dialect, tables).rows({ table: 't', columns: ['a'], where, order: [], limit: 1 });
    expect(statement.sql).not.toMatch(/canary|3714/);
    expect(statement.params).toContain(canary);
  }
});
