import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReadRequest } from '../../schema/adapter.js';
import { bind } from '../../sdk/entity.js';
import { complete, dateTime, memory, text } from '../../sdk/index.js';
import { type RawCondition, type RawRecord, rawTrue } from '../../sdk/raw.js';
import { rawMatches } from '../../sdk/raw-match.js';
import type { OpenSource } from '../../sdk/source.js';
import {
  binding,
  opened,
  readPages,
  readShared,
  request,
  restrictedRequest,
  restrictedTable,
  setting,
  table,
} from './check-ins.js';
import { naivePages, naiveShared } from './naive-check-ins.js';

const abilities = fc.record({
  taken: fc.uniqueArray(
    fc.constantFrom('in', 'notIn', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull', 'shape', 'and', 'or'),
  ),
  orders: fc.boolean(),
  groups: fc.boolean(),
  counts: fc.boolean(),
});

/** A source that takes conditions of some forms only. */
function ableTo(taken: readonly string[]): (condition: RawCondition) => boolean {
  // Odd spellings are found by a scan: a source that takes keys must also let itself be scanned for them.
  const able = taken.includes('shape') && taken.includes('or') ? taken : taken.filter((op) => op !== 'in');
  const takes = (raw: RawCondition): boolean =>
    able.includes(raw.op) && (raw.op === 'and' || raw.op === 'or' ? raw.of.every(takes) : true);
  return takes;
}

test('a read gives the same pages whatever the source can do by itself', async () => {
  await fc.assert(
    fc.asyncProperty(table, request, abilities, async (rows, asked, { taken, ...can }) => {
      const source = await opened(memory({ tables: { qd: rows }, ...can, takes: ableTo(taken) }));
      expect(await readPages(source, 'qd', asked, 4)).toEqual(await naivePages(rows, asked, 4));
    }),
    { numRuns: 1500 },
  );
});

const divisions = fc.constantFrom<readonly string[]>([], ['371422'], ['3714', '15'], ['370114']);

test('records that may not be shared, of other divisions or written before are never read, whatever the source can do', async () => {
  await fc.assert(
    fc.asyncProperty(
      restrictedTable,
      restrictedRequest,
      abilities,
      divisions,
      fc.boolean(),
      async (rows, asked, { taken, ...can }, held, isDoubted) => {
        const source = await opened(memory({ tables: { qd: rows }, ...can, takes: ableTo(taken) }));
        const pages = await readShared({ ...source, isDoubted }, 'qd', held, asked, 4);
        expect(pages).toEqual(await naiveShared(rows, held, asked, 4));
      },
    ),
    { numRuns: 1500 },
  );
});

describe('at a source that is doubted', () => {
  const rows = [
    { bh: 'K1', sfzh: '37142219800101123X', zq: '2024-04', sfyx: '1', mj: '公开', zm: '盗窃罪', kfbz: '1' },
    { bh: 'K2', sfzh: '150402199211150024', zq: '2024-05', sfyx: '1', mj: '公开', zm: '盗窃罪', kfbz: '1' },
  ];
  const everything = {
    entity: 'CheckIn',
    fields: ['period'],
    where: { op: 'true' },
    order: [],
    first: 9,
    count: false,
  } as const;
  /** Answers every row of the table, whatever was asked. */
  const lying = async (table: readonly RawRecord[], isDoubted: boolean): Promise<OpenSource<string>> => {
    const source = await opened(memory({ tables: { qd: table }, counts: false, distinct: false }));
    return { ...source, isDoubted, rows: (query, context) => source.rows({ ...query, where: rawTrue }, context) };
  };
  const reading = async (table: readonly RawRecord[], isDoubted: boolean, asked: Partial<ReadRequest>) =>
    readShared(await lying(table, isDoubted), 'qd', [], { ...everything, ...asked }, 1);
  const malformed = { code: 'SOURCE_UNAVAILABLE', cause: { reason: 'MALFORMED' } };

  test.each<[string, readonly RawRecord[], Partial<ReadRequest>]>([
    ['a row outside of the filter', rows, { where: { op: 'eq', field: 'period', value: '2024-04' } }],
    ['a row of another person', rows, { by: { field: 'citizenId', values: ['37142219800101123X'] } }],
    ['a deleted row', [...rows, { ...rows[0], bh: 'K3', sfyx: '0' }], {}],
    ['a row that may not be shared', [...rows, { ...rows[0], bh: 'K3', mj: '机密' }], {}],
  ])('%s fails the whole read', async (_what, table, asked) => {
    await expect(reading(table, true, asked)).rejects.toMatchObject(malformed);
  });

  test('rows that were asked for are answered', async () => {
    const answered = await reading(rows, true, { where: { op: 'ge', field: 'period', value: '2024-04' } });
    expect(answered.map((page) => page.flatMap(([, { rows: found }]) => found.map(({ id }) => id)))).toEqual([
      ['K1', 'K2'],
    ]);
  });

  test('a source that is not doubted is believed', async () => {
    const answered = await reading(rows, false, { where: { op: 'eq', field: 'period', value: '2024-04' } });
    expect(answered.map((page) => page.flatMap(([, { rows: found }]) => found.map(({ id }) => id)))).toEqual([
      ['K1', 'K2'],
    ]);
  });
});

test('keys of records that may not be shared are not looked through', async () => {
  const looked: RawCondition[] = [];
  const secret = { bh: 'K1', sfzh: '37142219800101123x', mj: '机密', zm: '盗窃罪', kfbz: '1' };
  const source = await opened(memory({ tables: { qd: [secret] } }));
  const watched: OpenSource<string> = {
    ...source,
    distinct: async (query, context) => {
      looked.push(query.where);
      return source.distinct?.(query, context) ?? [];
    },
  };
  const by = { field: 'citizenId', values: ['37142219800101123X'] };
  await readShared(
    watched,
    'qd',
    [],
    { entity: 'CheckIn', fields: [], where: { op: 'true' }, order: [], first: 1, count: false, by },
    1,
  );
  expect(looked.map((where) => rawMatches(where, secret))).toEqual([false]);
  expect(looked.map((where) => rawMatches(where, { ...secret, mj: '公开' }))).toEqual([true]);
});

test.each([
  ['a time that is none', 'yesterday', binding],
  ['an entity that does not say when its records were written', '2024-05-01', { ...binding, updated: null }],
])('%s cannot be asked since', async (_what, since, bound) => {
  const reader = complete(bound, await opened(memory({ tables: {} })), setting);
  const asked = {
    entity: 'CheckIn',
    fields: [],
    where: { op: 'true' },
    order: [],
    first: 1,
    count: false,
    since,
  } as const;
  const context = { requestId: 'r', signal: new AbortController().signal };
  await expect(reader.read(asked, context)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a time of change that is read by a codec of its own may be asked since, at the source where the column is clean', async () => {
  const rows = [
    { bh: 'K1', gx: '2024-05-01 00:00:00' },
    { bh: 'K2', gx: '2024-05-02 00:00:01' },
    { bh: 'K3', gx: null },
  ];
  const source = await opened(memory({ tables: { t: rows } }));
  const asked: RawCondition[] = [];
  const watched: OpenSource<string> = {
    ...source,
    rows: (query, context) => {
      asked.push(query.where);
      return source.rows(query, context);
    },
  };
  const shape = { table: 't', key: 'bh', fields: { id: text('bh') }, updated: dateTime('gx', { clean: true }) };
  const reader = complete(bind('X', shape), watched, setting);
  const request = { entity: 'X', fields: [], where: { op: 'true' }, order: [], first: 9, count: true } as const;
  const since = '2024-05-01T16:00:00.250Z';
  const { groups } = await reader.read({ ...request, since }, { requestId: 'r', signal: new AbortController().signal });
  expect([groups.get('')?.rows.map(({ id, asOf }) => [id, asOf]), groups.get('')?.total]).toEqual([
    [['K2', '2024-05-02T00:00:01+08:00']],
    1,
  ]);
  // No row lies between a second and its fraction.
  expect(asked).toEqual([{ op: 'gt', column: 'gx', value: '2024-05-02 00:00:00', type: 'text' }]);
});
