import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Keyset, Order, ReadRequest, RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import { complete } from '../../sdk/complete.js';
import {
  caseNumber,
  citizenId,
  date,
  dateTime,
  entity,
  enumeration,
  flag,
  integer,
  memory,
  text,
} from '../../sdk/index.js';
import type { RawCondition } from '../../sdk/raw.js';
import type { RawRecord } from '../../sdk/source.js';

const ids = ['37142219800101123X', '150402199211150024', '370102198802291013'];
const rawIds = [
  ...ids,
  '37142219800101123x',
  '371422800101123',
  ' 370102198802291013',
  '3701 02198802291013',
  '０',
  '无',
];
const binding = entity('CheckIn', {
  table: 'qd',
  key: 'bh',
  fields: {
    citizenId: citizenId('sfzh'),
    day: date('rq'),
    at: dateTime('sj'),
    mode: enumeration('fs', { '01': 'IN_PERSON', '02': 'PHONE' }, { legacy: { 电话: 'PHONE' } }),
    late: flag('sfcq'),
    hours: integer('xs', { min: 0, max: 24 }),
    place: text('dd', { placeholders: true }),
    caseNumber: caseNumber('ah'),
  },
  lookups: ['citizenId', 'caseNumber'],
  alive: { column: 'sfyx', dead: ['0'] },
  updated: 'gxsj',
});

const rawRow: fc.Arbitrary<Omit<Record<string, unknown>, 'bh'>> = fc.record({
  sfzh: fc.constantFrom(...rawIds, null),
  rq: fc.constantFrom(
    '2024-04-01',
    '2024-04-02',
    '20240401',
    '2024/4/3',
    '２０２４-04-02',
    '1900-01-01',
    'x',
    '',
    null,
  ),
  sj: fc.constantFrom(
    '2024-04-01 08:00:00',
    '2024-04-01 24:00:00',
    '2024-04-02T00:00:00+08:00',
    '2024/4/1 9:30',
    '无',
    null,
  ),
  fs: fc.constantFrom('01', '02', '电话', '09', ' 01', null),
  sfcq: fc.constantFrom('1', '0', '是', 'N', '?', null),
  xs: fc.constantFrom('2', '12', '三', '48', 'x', 3, null),
  dd: fc.constantFrom('司法所', '司法 所', '无', 'Ａ室', 'A室', '𬭎', '\uffee', null),
  ah: fc.constantFrom(
    '(2024)鲁1422刑初1号',
    '（2024）鲁1422刑初1号',
    '(2024)鲁1422刑初01号',
    '(2024)鲁01刑更2号',
    '无',
    null,
  ),
  sfyx: fc.constantFrom('1', '0', null),
  gxsj: fc.constantFrom('2024-05-01 00:00:00', null),
});
const table = fc
  .array(rawRow, { maxLength: 30 })
  .map((rows) => rows.map((row, at): RawRecord => ({ ...row, bh: `K${(at * 7) % 31}` })));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    op: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'),
    field: fc.constant('day'),
    value: fc.constantFrom('2024-04-01', '2024-04-02', '2024'),
  }),
  fc.record({
    op: fc.constantFrom('eq', 'lt', 'ge'),
    field: fc.constant('at'),
    value: fc.constantFrom('2024-04-01T08:00:00+08:00', '2024-04-02T00:00:00+08:00'),
  }),
  fc.record({ op: fc.constantFrom('eq', 'ne'), field: fc.constant('mode'), value: fc.constantFrom('PHONE', 'APP') }),
  fc.record({ op: fc.constantFrom('eq', 'ne'), field: fc.constant('late'), value: fc.boolean() }),
  fc.record({ op: fc.constantFrom('eq', 'gt', 'le'), field: fc.constant('hours'), value: fc.constantFrom(2, 3, 12) }),
  fc.record({
    op: fc.constantFrom('prefix', 'contains'),
    field: fc.constantFrom('place', 'day', 'citizenId'),
    value: fc.constantFrom('司', 'A', '2024-04', '37'),
  }),
  fc.record({ op: fc.constant('in'), field: fc.constant('citizenId'), values: fc.subarray(ids) }),
  fc.record({
    op: fc.constant('eq'),
    field: fc.constant('caseNumber'),
    value: fc.constantFrom('(2024)鲁1422刑初1号', '(2024)鲁01刑更2号'),
  }),
  fc.record({
    op: fc.constant('isNull'),
    field: fc.constantFrom('day', 'mode', 'place', 'citizenId', 'absent'),
    value: fc.boolean(),
  }),
  fc.constantFrom<Condition>({ op: 'true' }, { op: 'false' }, { op: 'eq', field: 'absent', value: 'x' }),
) as fc.Arbitrary<Condition>;
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('and', 'or'),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }) as fc.Arbitrary<Condition>,
    fc.record({ op: fc.constant('not'), of: tie('condition') }) as fc.Arbitrary<Condition>,
  ),
}));
const order: fc.Arbitrary<Order[]> = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('day', 'hours', 'place', 'absent'),
    direction: fc.constantFrom('ASC', 'DESC'),
  }) as fc.Arbitrary<Order>,
  { maxLength: 2, selector: ({ field }) => field },
);
const request: fc.Arbitrary<ReadRequest> = fc
  .record({
    fields: fc.subarray([...Object.keys(binding.fields), 'absent']),
    where: condition,
    order,
    first: fc.nat({ max: 6 }),
    count: fc.boolean(),
    by: fc.option(
      fc.oneof(
        fc.record({ field: fc.constant('citizenId'), values: fc.subarray([...ids, 'nobody']) }),
        fc.record({
          field: fc.constant('caseNumber'),
          values: fc.constant(['(2024)鲁1422刑初1号', '(2024)鲁01刑更2号']),
        }),
      ),
      { nil: undefined },
    ),
  })
  .map(({ by, ...rest }) => ({ entity: 'CheckIn', ...rest, ...(by === undefined ? {} : { by }) }));

const abilities = fc.record({
  taken: fc.uniqueArray(
    fc.constantFrom('in', 'notIn', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull', 'shape', 'and', 'or'),
  ),
  orders: fc.boolean(),
  groups: fc.boolean(),
  counts: fc.boolean(),
});
// Odd spellings are found by a scan; a source that takes keys and has no way to scan cannot be asked for them.
const nothing = { takes: () => false, orders: false, groups: false, counts: false, distinct: false };

async function readAll(rows: readonly RawRecord[], can: object, asked: ReadRequest, page: number) {
  const setting = {
    adapter: 'a',
    agency: 'g',
    clock: () => new Date('2024-06-01T00:00:00Z'),
    timeoutMs: 1000,
    concurrency: 1,
  };
  const source = await memory({ tables: { qd: rows }, ...can }).open(setting);
  const reader = complete(binding, source, setting);
  const context = { requestId: 'r', signal: new AbortController().signal };
  const pages: unknown[] = [];
  let after: Keyset | undefined;
  for (let at = 0; at <= page; at += 1) {
    const { groups } = await reader.read({ ...asked, ...(after === undefined ? {} : { after }) }, context);
    pages.push([...groups].filter(([, { rows: kept, total }]) => kept.length > 0 || total !== null).sort());
    const last: RecordRow | undefined = [...groups.values()][0]?.rows.at(-1);
    if (last === undefined) break;
    after = { adapter: 'a', id: last.id, values: asked.order.map(({ field }) => scalar(last.values[field])) };
  }
  return pages;
}

const scalar = (value: unknown) => (value === undefined || typeof value === 'object' ? null : (value as string));

test('a read gives the same pages whatever the source can do by itself', async () => {
  await fc.assert(
    fc.asyncProperty(table, request, abilities, async (rows, asked, { taken, ...can }) => {
      const takes = (raw: RawCondition): boolean =>
        taken.includes(raw.op) && (raw.op === 'and' || raw.op === 'or' ? raw.of.every(takes) : true);
      // A source that takes `in` must be able to take the shapes that find odd spellings.
      const able = {
        ...can,
        takes: (raw: RawCondition) =>
          takes(raw) && (taken.includes('shape') && taken.includes('or') ? true : raw.op !== 'in'),
      };
      expect(await readAll(rows, able, asked, 3)).toEqual(await readAll(rows, nothing, asked, 3));
    }),
    { numRuns: 1500 },
  );
});
