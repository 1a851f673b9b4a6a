import { expect, test } from '@jest/globals';
import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import {
  date,
  defineAdapter,
  entity,
  enumeration,
  flag,
  integer,
  isOneOf,
  list,
  memory,
  otherwise,
  text,
  whenOneOf,
  z,
} from '../../sdk/index.js';

// The compiler is the test: `npm run check` fails when one of the expected errors is no error.
const place = { table: 't', key: 'id' } as const;
const checkIns = mysqlTable('sqjz_bdjl', { bh: varchar('bh', { length: 32 }), bdzq: varchar('bdzq', { length: 7 }) });

test('a binding maps canonical fields with codecs of their type', () => {
  const binding = entity('CheckIn', {
    ...place,
    fields: {
      subjectNo: text('dxbh'),
      mode: enumeration('bdfs', { IN_PERSON: '01', PHONE: ['02', { code: '2', to: '2019-12-31' }] }, { on: 'bdsj' }),
    },
    lookups: ['subjectNo'],
  });
  expect(Object.keys(binding.fields)).toEqual(['subjectNo', 'mode']);
});

test('columns may be a table’s own, and one that the table lacks does not compile', () => {
  const binding = entity('CheckIn', {
    table: checkIns,
    key: checkIns.bh,
    fields: { period: text(checkIns.bdzq) },
    updated: checkIns.bdzq,
    alive: { column: checkIns.bh, dead: ['0'] },
    excluded: [{ column: checkIns.bh, is: ['机密'] }],
  });
  expect([binding.key, binding.fields.period.columns, binding.updated?.columns]).toEqual(['bh', ['bdzq'], ['bdzq']]);
  // @ts-expect-error The table has no column `bdrq`.
  expect(() => text(checkIns.bdrq)).toThrow(TypeError);
});

test('a field that the schema lacks does not compile', () => {
  // @ts-expect-error CheckIn has no field `weather`.
  entity('CheckIn', { ...place, fields: { weather: text('tq') } });
});

test('a codec of another type than the field does not compile', () => {
  // @ts-expect-error CheckIn.period is text.
  entity('CheckIn', { ...place, fields: { period: integer('zq') } });
  // @ts-expect-error CheckIn.late is yes or no.
  entity('CheckIn', { ...place, fields: { backfilled: text('sfbl') } });
  // @ts-expect-error CheckIn.period is one text.
  entity('CheckIn', { ...place, fields: { period: list('zq', date) } });
});

test('a value that the field’s enum lacks does not compile', () => {
  // @ts-expect-error CheckIn.mode has no value PIGEON.
  entity('CheckIn', { ...place, fields: { mode: enumeration('fs', { IN_PERSON: '01', PIGEON: '09' }) } });
  // @ts-expect-error Any text is not a value of CheckIn.mode.
  entity('CheckIn', { ...place, fields: { mode: text('fs') } });
  const dated = enumeration('fs', { PIGEON: { code: '9', to: '2019-12-31' } }, { on: 'rq' });
  // @ts-expect-error Nor is one of a dated code.
  entity('CheckIn', { ...place, fields: { mode: dated } });
  const penalty = (column: string) => enumeration(column, { FINE: '1', PRAISE: '2' });
  // @ts-expect-error AdministrativePenalty.penalties has no value PRAISE.
  entity('AdministrativePenalty', { ...place, fields: { penalties: list('cfzl', penalty) } });
});

test('a value that a codec inside never reads does not compile', () => {
  const state = enumeration('zt', { ON: '1', OFF: '0' });
  // @ts-expect-error `state` is never MAYBE.
  isOneOf(state, ['MAYBE']);
  // @ts-expect-error `state` is never MAYBE.
  whenOneOf(state, ['MAYBE'], text('mc'));
  // @ts-expect-error A flag is yes or no.
  otherwise(flag('bz'), 'no');
});

test('a record type that the schema lacks does not compile', () => {
  // @ts-expect-error There is no record type Weather.
  entity('Weather', { ...place, fields: {} });
});

test('a lookup that is not mapped does not compile', () => {
  // @ts-expect-error `citizenId` is not mapped.
  entity('CheckIn', { ...place, fields: { id: text('id') }, lookups: ['citizenId'] });
});

test('the system’s division is of records that have one, and where no column says it', () => {
  entity('CheckIn', { ...place, fields: { id: text('id') }, jurisdiction: 'system' });
  // @ts-expect-error Announcement has no field jurisdictionDivisionCode.
  entity('Announcement', { ...place, fields: { id: text('id') }, jurisdiction: 'system' });
  // @ts-expect-error It is mapped, and the system’s.
  entity('CheckIn', { ...place, fields: { jurisdictionDivisionCode: text('xzqh') }, jurisdiction: 'system' });
});

test('a clean column has no sentinels', () => {
  // @ts-expect-error A filter at the source would find -1.
  integer('n', { clean: true, sentinels: [-1] });
  // @ts-expect-error A filter at the source would find 1900-01-01.
  date('rq', { clean: true, sentinels: ['1980-01-01'] });
});

test('an exclusion says one thing of a column', () => {
  // @ts-expect-error Either `is` or `unless`.
  entity('CheckIn', { ...place, fields: { id: text('id') }, excluded: [{ column: 'mj', is: ['1'], unless: ['0'] }] });
});

test('a secret that is no option does not compile', () => {
  const shape = {
    id: 'a',
    agency: 'g',
    source: () => memory({ tables: {} }),
    entities: [entity('CheckIn', { ...place, fields: { id: text('id') } })],
  };
  const options = z.object({ url: z.string(), password: z.string() });
  expect(defineAdapter({ ...shape, options, secrets: ['password'] }).secrets).toEqual(['password']);
  // @ts-expect-error There is no option `pasword`.
  expect(() => defineAdapter({ ...shape, options, secrets: ['pasword'] })).toThrow('did you mean password?');
});

test('a source that the options do not suffice for does not compile', () => {
  const options = z.object({ url: z.string() });
  const entities = [entity('CheckIn', { ...place, fields: { id: text('id') } })];
  const named = { id: 'a', agency: 'g', options, entities };
  // @ts-expect-error There is no option `file`.
  defineAdapter({ ...named, source: ({ file }) => memory({ tables: { t: [{ file }] } }) });
});

test('a table of another kind than the source’s does not compile', () => {
  const options = z.object({});
  const entities = [entity('CheckIn', { ...place, table: { path: '/check-ins' }, fields: { id: text('id') } })];
  // @ts-expect-error `memory` names tables by text.
  defineAdapter({ id: 'a', agency: 'g', options, entities, source: () => memory({ tables: {} }) });
});
