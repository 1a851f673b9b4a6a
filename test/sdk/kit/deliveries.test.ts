import { expect, test } from '@jest/globals';
import { defineAdapter } from '../../../sdk/define.js';
import { bind } from '../../../sdk/entity.js';
import { files, memory, push, z } from '../../../sdk/index.js';
import type { Delivery } from '../../../sdk/sources/files/delivery.js';
import { certify, type Report } from '../../../sdk/testing/index.js';
import { sampleOf } from '../../../sdk/testing/systems/sample-text.js';
import { kitLanding } from './kit-landing.js';
import { clock, golden, rows, shape } from './permits.js';

const failuresOf = ({ checks }: Report) =>
  checks.flatMap(({ id, failures }) => failures.map((failure) => `${id} ${failure}`));

const columns = Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [`列${column}`, column]));
const named = (bureau: string, ending = 'zip') => new RegExp(`^${bureau}_XZXK_(?<day>\\d{8})\\d{3}\\.${ending}$`);
const deliveries: readonly Delivery[] = [
  { match: named('A'), table: 'XZXK', format: 'csv', delimiter: '|', columns },
  { match: named('B'), table: 'XZXK', format: 'xml', records: ['DATA', 'BODY', 'R'], count: ['DATA', 'N'] },
  { match: named('C', 'jsonl'), table: 'XZXK', format: 'json', isLines: true, packed: 'none' },
  {
    match: named('D', 'csv\\.gz'),
    table: 'XZXK',
    format: 'csv',
    delimiter: ',',
    columns,
    packed: 'gz',
    encoding: 'gbk',
    isCountedInMark: true,
  },
];

test('an honest adapter of delivered files passes every check that applies', async () => {
  const definition = defineAdapter({
    id: 'permits-files',
    agency: '行政审批局',
    options: z.object({ inbox: z.string() }).strict(),
    source: ({ inbox }) => files({ inbox, deliveries }),
    entities: [bind('Permit', shape)],
  });
  const report = await certify({ definition, options: { inbox: '/exchange/in' }, golden, clock, landing: kitLanding });
  expect(failuresOf(report)).toEqual([]);
  expect(report.figures.records).toEqual({ Permit: 11 });
}, 60_000);

test('an honest adapter that is pushed to passes every check that applies', async () => {
  const definition = defineAdapter({
    id: 'permits-push',
    agency: '行政审批局',
    options: z.object({ secret: z.string() }).strict(),
    secrets: ['secret'],
    source: ({ secret }) => push({ credentials: [{ kind: 'hmac', secret, digest: 'sm3' }] }),
    entities: [bind('Permit', shape)],
  });
  const options = { secret: 'a-made-up-secret-of-thirty-two-characters' };
  const report = await certify({ definition, options, golden, clock, landing: kitLanding });
  expect(failuresOf(report)).toEqual([]);
  expect(report.figures.records).toEqual({ Permit: 11 });
}, 60_000);

test('an honest adapter of rows in memory passes every check that applies', async () => {
  const tables = { XZXK: [] };
  const definition = defineAdapter({
    id: 'permits-memory',
    agency: '行政审批局',
    options: z.object({}).strict(),
    source: () => memory({ tables }),
    entities: [bind('Permit', shape)],
  });
  const report = await certify({ definition, options: {}, golden, clock });
  expect(failuresOf(report)).toEqual([]);
  expect(report.figures.records).toEqual({ Permit: 11 });
}, 60_000);

test.each([
  { pattern: /^A_(?<day>\d{8})\d{3}\.zip$/, text: 'A_20260105111.zip' },
  { pattern: /^(?:税务|人社)_[A-Z]{2}(-补)?\.csv$/, text: '税务_AA.csv' },
  { pattern: /^TRAILER\|(?<count>\d+)/, text: 'TRAILER|12' },
  { pattern: /^(?!x)y$/, text: null },
])('a name for $pattern is $text', ({ pattern, text }) => {
  expect(sampleOf(pattern, { day: '20260105', count: '12' })).toBe(text);
});
