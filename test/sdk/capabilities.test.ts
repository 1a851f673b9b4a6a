import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Pushdown, wholeList } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import { complete } from '../../sdk/complete.js';
import { bind } from '../../sdk/entity.js';
import { citizenId, code, dateTime, enumeration, flag, integer, list, memory, text } from '../../sdk/index.js';
import type { RawCondition } from '../../sdk/raw.js';
import type { OpenSource } from '../../sdk/source.js';
import { opened, restricted, setting } from './check-ins.js';

const clean = { clean: true } as const;
const binding = bind('CheckIn', {
  table: 't',
  key: 'id',
  fields: {
    citizenId: citizenId('sfzh'),
    period: text('zq', clean),
    at: dateTime('sj', clean),
    hours: integer('xs'),
    mode: enumeration('fs', { IN_PERSON: '01' }, clean),
    late: flag('cq'),
    topics: list('zt', text),
  },
  lookups: ['citizenId'],
  updated: 'gxsj',
});

const capabilitiesOf = async (
  takes: (condition: RawCondition) => boolean,
  can: Partial<Parameters<typeof memory>[0]>,
) => complete(binding, await opened(memory({ tables: {}, takes, ...can })), setting).capabilities;

const every = (ops: readonly string[], pushdown: Pushdown) => Object.fromEntries(ops.map((op) => [op, pushdown]));
const ofText = ['eq', 'in', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull'];
const ofNumber = ['eq', 'in', 'lt', 'le', 'gt', 'ge', 'isNull'];
const ofFew = ['eq', 'in', 'isNull'];

test('a source that takes everything does what codecs can say exactly', async () => {
  expect(await capabilitiesOf(() => true, {})).toEqual({
    filters: {
      citizenId: { ...every(ofText, 'NARROWED'), eq: 'EXACT', in: 'EXACT', isNull: 'NONE' },
      period: every(ofText, 'EXACT'),
      at: { ...every(ofText, 'EXACT'), prefix: 'NONE', contains: 'NONE' },
      hours: { ...every(ofNumber, 'NARROWED'), isNull: 'NONE' },
      mode: { ...every(ofText, 'NONE'), eq: 'EXACT', in: 'EXACT', isNull: 'EXACT' },
      late: every(ofFew, 'NARROWED'),
      topics: { ...every(ofFew, 'NARROWED'), isNull: 'NONE' },
    },
    orders: ['period', 'at'],
    lookups: ['citizenId'],
    counts: true,
    groups: true,
    changes: true,
  });
});

test('a source that takes equality alone does that alone', async () => {
  const none = { orders: false, groups: false, counts: false, distinct: false };
  expect(await capabilitiesOf(({ op }) => op === 'in', none)).toEqual({
    filters: {
      citizenId: { ...every(ofText, 'NONE'), eq: 'EXACT', in: 'EXACT' },
      period: { ...every(ofText, 'NONE'), eq: 'EXACT', in: 'EXACT' },
      at: { ...every(ofText, 'NONE'), eq: 'EXACT', in: 'EXACT' },
      hours: every(ofNumber, 'NONE'),
      mode: { ...every(ofText, 'NONE'), eq: 'EXACT', in: 'EXACT' },
      late: every(ofFew, 'NONE'),
      topics: every(ofFew, 'NONE'),
    },
    orders: [],
    lookups: ['citizenId'],
    counts: false,
    groups: false,
    changes: true,
  });
});

test('a comparison that is said to be exact leaves nothing to be tested after reading', async () => {
  const ops = ['in', 'notIn', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull', 'shape', 'and', 'or'];
  await fc.assert(
    fc.asyncProperty(fc.subarray(ops), async (taken) => {
      const takes = (raw: RawCondition): boolean =>
        taken.includes(raw.op) && (raw.op === 'and' || raw.op === 'or' ? raw.of.every(takes) : true);
      const source = await opened(memory({ tables: { qd: [] }, takes }));
      const filters = complete(unrestricted, source, setting).capabilities?.filters ?? {};
      for (const [field, op] of Object.entries(filters).flatMap(([name, all]) =>
        Object.keys(all).map((key) => [name, key] as const),
      )) {
        if (filters[field]?.[op] !== 'EXACT') continue;
        const counted = await countsAtSource(source, conditionOn(field, op));
        expect([field, op, counted]).toEqual([field, op, true]);
      }
    }),
    { numRuns: 60 },
  );
});

const unrestricted = { ...restricted, excluded: null, alive: null };

test('counts and limits by key are the source’s own only where it applies what holds for every record', async () => {
  const able = async (refused: string, divisions: readonly string[], bound = restricted) => {
    const source = await opened(memory({ tables: {}, takes: (raw) => !JSON.stringify(raw).includes(`"${refused}"`) }));
    const { counts, groups } = complete(bound, source, { ...setting, divisions }).capabilities ?? {};
    return [counts, groups];
  };
  expect(await able('-', [])).toEqual([true, true]);
  expect(await able('sfyx', [])).toEqual([false, false]);
  expect(await able('mj', [])).toEqual([false, false]);
  // Divisions of an unclean column are tested again.
  expect(await able('-', ['37'])).toEqual([false, false]);
  const jurisdictionDivisionCode = code('xzqh', 'GB/T 2260', clean);
  const known = { ...restricted, fields: { ...restricted.fields, jurisdictionDivisionCode } };
  expect(await able('-', ['37'], known)).toEqual([true, true]);
  expect(await able('xzqh', ['37'], known)).toEqual([false, false]);
});

/** Values by field that every codec of `restricted` reads. */
const samples: Readonly<Record<string, string | number | boolean>> = {
  citizenId: '37142219800101123X',
  caseNumber: '(2024)鲁1422刑初1号',
  entered: '2024-04-01T08:00:00+08:00',
  mode: 'PHONE',
  state: 'OPEN',
  grade: 2,
};

function conditionOn(field: string, op: string): Condition {
  const value = samples[field] ?? '2024-04-01';
  if (op === 'isNull') return { op, field, value: true };
  return (op === 'in' ? { op, field, values: [value] } : { op, field, value }) as Condition;
}

/** Whether the total came from a count of the source: it may only where rows need not be tested again. */
async function countsAtSource(source: OpenSource<string>, where: Condition): Promise<boolean> {
  let counted = false;
  const watched: OpenSource<string> = {
    ...source,
    count: async (query, context) => {
      counted = true;
      return source.count?.(query, context) ?? new Map();
    },
  };
  const reader = complete(unrestricted, watched, setting);
  const request = { entity: 'CheckIn', fields: [], where, order: [], first: 1, count: true };
  const result = await reader.read(request, { requestId: 'r', signal: new AbortController().signal });
  return counted || result.groups.get(wholeList)?.total === null;
}
