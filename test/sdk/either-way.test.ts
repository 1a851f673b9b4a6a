import { expect, test } from '@jest/globals';
import { type RawCondition, rawAll, rawAny } from '../../sdk/raw.js';
import { rawMatches } from '../../sdk/raw-match.js';
import type { OpenSource } from '../../sdk/source.js';
import { eitherWay } from '../../sdk/sources/http/either-way.js';

const is = (column: string, ...values: string[]): RawCondition => ({ op: 'in', column, values });
const records = [
  { ah: '3', respondent: 'a', applicant: 'b', kind: '1' },
  { ah: '1', respondent: 'b', applicant: 'a', kind: '1' },
  { ah: '2', respondent: 'a', applicant: 'a', kind: '1' },
  { ah: '4', respondent: 'a', applicant: 'c', kind: '2' },
  { ah: '5', respondent: 'c', applicant: 'c', kind: '1' },
];

/** Takes one list of values a column, and nothing that holds `or`. */
function service(asked: RawCondition[]): OpenSource<string> {
  return {
    takes: (_table, condition) => condition.op === 'in' && condition.column !== 'note',
    takesOrder: () => true,
    groups: false,
    rows: async ({ where, limit }) => {
      asked.push(where);
      const rows = records.filter((row) => rawMatches(where, row)).sort((a, b) => (a.ah < b.ah ? -1 : 1));
      return { rows: rows.slice(0, limit), asOf: `2026-11-2${asked.length}` };
    },
    close: async () => undefined,
  };
}

const own = rawAny([is('respondent', 'a'), is('applicant', 'a')]);
const query = {
  ...{ table: 'cases', columns: ['ah'], limit: 10 },
  order: [{ column: 'ah', type: 'text', direction: 'ASC' }],
} as const;
const context = { signal: new AbortController().signal } as never;

test('a condition of two sides is asked a side at a time, and a record on both of them is one', async () => {
  const asked: RawCondition[] = [];
  const { rows, asOf } = await eitherWay(service(asked)).rows(
    { ...query, where: rawAll([own, is('kind', '1')]) },
    context,
  );
  expect(rows.map(({ ah }) => ah)).toEqual(['1', '2', '3']);
  expect(asOf).toBe('2026-11-21');
  expect(asked).toEqual([
    rawAll([is('respondent', 'a'), is('kind', '1')]),
    rawAll([is('applicant', 'a'), is('kind', '1')]),
  ]);
});

test('the first of an order are the first of both sides together', async () => {
  const { rows } = await eitherWay(service([])).rows({ ...query, limit: 2, where: own }, context);
  expect(rows.map(({ ah }) => ah)).toEqual(['1', '2']);
});

test('a condition of one side is asked as it is', async () => {
  const asked: RawCondition[] = [];
  await eitherWay(service(asked)).rows({ ...query, where: is('respondent', 'c') }, context);
  expect(asked).toEqual([is('respondent', 'c')]);
});

test('sides of several conditions are asked in every combination', async () => {
  const asked: RawCondition[] = [];
  const either = rawAny([is('kind', '1'), is('kind', '2'), is('kind', '3')]);
  const many = rawAny([own, is('respondent', 'c')]);
  const { rows } = await eitherWay(service(asked)).rows({ ...query, where: rawAll([either, many]) }, context);
  expect(rows.map(({ ah }) => ah)).toEqual(['1', '2', '3', '4', '5']);
  expect(asked).toHaveLength(9);
});

test('a condition is taken when every side of it is, and they are few', () => {
  const { takes } = eitherWay(service([]));
  expect(takes('cases', own)).toBe(true);
  expect(takes('cases', rawAny([is('respondent', 'a'), is('note', 'x')]))).toBe(false);
  const many = Array.from({ length: 9 }, (_, at) => is(`c${at}`, 'a'));
  expect(takes('cases', rawAny(many.slice(1)))).toBe(true);
  expect(takes('cases', rawAny(many))).toBe(false);
});
