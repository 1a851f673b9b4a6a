import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { enforcementRest } from '../../adapters/enforcement-rest/adapter.js';
import type { Country } from '../../demo/country.js';
import { apiResources } from '../../demo/systems/enforcement/resources.js';
import type { OpenAdapter } from '../../schema/adapter.js';
import { filtersExactly } from './conditions.js';
import {
  everything,
  failureOf,
  list,
  missingLookups,
  openSmallCountry,
  read,
  readerOf,
  setting,
  strangeFields,
  unmappedFields,
} from './county.js';

let country: Country;
let adapter: OpenAdapter;
const open = (options: object = {}) => {
  const { url, appKey, appSecret } = country.connection.enforcement;
  return enforcementRest.open({ url, appKey, appSecret, callsPerSecond: 10_000, ...options }, setting);
};

beforeAll(async () => {
  country = await openSmallCountry(0.2);
  adapter = await open();
}, 60_000);
afterAll(async () => {
  await adapter.close();
  await country.close();
});
beforeEach(() => {
  country.systems.enforcement.log.length = 0;
  country.systems.enforcement.faults.clear();
});

const queries = () => country.systems.enforcement.log.filter(({ operation }) => operation !== 'token');

test('every field of the schema is mapped that the system has a column for', () => {
  expect(strangeFields(adapter.readers)).toEqual([]);
  expect(missingLookups(adapter.readers)).toEqual([]);
  expect(unmappedFields(adapter.readers)).toEqual([
    'EnforcementCase.receivedDate', // The system begins with the filing.
    'AssetFinding.name', // Assets name their owner by number only,
    'AssetFinding.accountNumber', // and neither account
    'AssetFinding.plateNumber', // nor number plate.
  ]);
});

// Internal columns (traps) are of no use to anybody but to see whether they are read.
const internal = ['nbpsYj', 'xsjbrSjh'];

test('every column of the interface but the internal ones is read by some field', async () => {
  for (const reader of adapter.readers) await list(reader, { first: 1 });
  const read = new Set(
    queries().flatMap(({ operation, query }) => query?.fields.map((field) => `${operation}.${field}`)),
  );
  const unread = apiResources.flatMap(({ path, columns }) =>
    columns.filter(({ name }) => !read.has(`${path}.${name}`)).map(({ name }) => `${path}.${name}`),
  );
  expect(unread).toEqual(apiResources.flatMap(({ path }) => internal.map((name) => `${path}.${name}`)));
});

test('every entity reads, and what does not parse is null with a flag', async () => {
  const flags = new Set<string>();
  for (const reader of adapter.readers) {
    const rows = await everything(reader);
    expect([reader.entity, rows.length > 0]).toEqual([reader.entity, true]);
    for (const row of rows) {
      for (const [field, found] of Object.entries(row.flags)) for (const flag of found) flags.add(`${field} ${flag}`);
    }
  }
  expect(
    [...flags].filter(
      (flag) => /CODE_UNKNOWN|ENCODING$/.test(flag) && !/^(name|reason|applicantName|organizationName) /.test(flag),
    ),
  ).toEqual([]);
  expect(flags).toContain('citizenId FULL_WIDTH');
  expect(flags).toContain('basisCaseNumber FULL_WIDTH');
  expect(flags).toContain('filedDate DATE_VARIANT');
  // Milliseconds are this system's own notation of a day: no remark.
  expect(flags).not.toContain('filedDate TIME_ZONE');
});

test('claims are counted in 万元, what was enforced in 元', async () => {
  const { rows } = await list(readerOf(adapter, 'EnforcementCase'), {
    fields: ['claimAmount', 'executedAmount'],
    where: { op: 'eq', field: 'closingMode', value: 'PERFORMED' },
  });
  const paid = rows.filter(({ values }) => values.claimAmount === values.executedAmount);
  expect(paid.length).toBeGreaterThan(rows.length * 0.9);
});

test('records of a deleted row do not exist', async () => {
  const rows = await everything(readerOf(adapter, 'EnforcementMeasure'), { fields: ['id'] });
  const { total } = await list(readerOf(adapter, 'EnforcementMeasure'), { fields: ['id'], first: 1, count: true });
  expect(rows.length).toBe(total);
  expect(queries().every(({ query }) => query?.fields.includes('sfyx'))).toBe(true);
});

test('the number of calls does not depend on the number of keys', async () => {
  const reader = readerOf(adapter, 'EnforcementMeasure');
  const rows = await everything(reader, { fields: ['caseNumber'] });
  const numbers = [...new Set(rows.map(({ values }) => String(values.caseNumber)))];
  expect(numbers.length).toBeGreaterThan(200);
  for (const count of [1, 10, 200]) {
    country.systems.enforcement.log.length = 0;
    const values = numbers.slice(0, count);
    const { groups } = await read(reader, { fields: ['kind'], by: { field: 'caseNumber', values } });
    expect([...groups.keys()].sort()).toEqual([...values].sort());
    expect([count, queries().length]).toEqual([count, 1]);
  }
});

test('a person is found under every spelling of the number', async () => {
  const reader = readerOf(adapter, 'EnforcementCase');
  const rows = await everything(reader, { fields: ['citizenId'] });
  const odd = rows.filter(({ flags }) =>
    flags.citizenId?.some((flag) => flag === 'FULL_WIDTH' || flag === 'UPGRADED_15'),
  );
  expect(odd.length).toBeGreaterThan(0);
  const values = odd.flatMap((row) => (row.values.citizenId === null ? [] : [String(row.values.citizenId)]));
  const { groups } = await read(reader, { fields: ['citizenId'], by: { field: 'citizenId', values } });
  const found = new Set([...groups.values()].flatMap(({ rows: page }) => page.map(({ id }) => id)));
  expect(odd.filter(({ id }) => !found.has(id))).toEqual([]);
});

test('columns that were not asked for are not asked of the system', async () => {
  await list(readerOf(adapter, 'EnforcementCase'), { fields: ['kind', 'filedDate'] });
  expect(new Set(queries().flatMap(({ query }) => query?.fields ?? []))).toEqual(
    new Set(['ah', 'ajLx', 'larq', 'sfyx', 'gxsj']),
  );
});

test('a filter that the system has is left to it', async () => {
  const reader = readerOf(adapter, 'EnforcementCase');
  const where = { op: 'eq', field: 'kind', value: 'CIVIL' } as const;
  const { rows } = await list(reader, { fields: ['kind'], where });
  const all = await everything(reader, { fields: ['kind'] });
  expect(rows.length).toBe(Math.min(500, all.filter(({ values }) => values.kind === 'CIVIL').length));
  expect(queries()[0]?.query?.filters).toEqual({ ajLx: ['01', '民事', '1'] });
});

test('a filter answers exactly, whatever of it is left to the system', async () => {
  await filtersExactly(readerOf(adapter, 'EnforcementCase'), 40);
  await filtersExactly(readerOf(adapter, 'DishonestListing'), 40);
});

for (const [fault, reason] of [
  ['malformed', 'MALFORMED'],
  ['html', 'MALFORMED'],
  ['truncated', 'MALFORMED'],
  ['reset', 'REFUSED'],
  ['unavailable', 'FAILED'],
  ['hang', 'TIMEOUT'],
] as const) {
  test(`${fault} is SOURCE_UNAVAILABLE for ${reason}, and the next read answers`, async () => {
    const reader = readerOf(adapter, 'FundDisbursement');
    await list(reader);
    country.systems.enforcement.faults.set(fault);
    expect(await failureOf(read(reader, {}, 300))).toEqual(['SOURCE_UNAVAILABLE', reason]);
    country.systems.enforcement.faults.clear();
    expect((await list(reader)).rows.length).toBeGreaterThan(0);
  });
}

test('tokens that the system forgot are replaced once for all reads under way', async () => {
  await list(readerOf(adapter, 'FundDisbursement'));
  country.systems.enforcement.revokeTokens();
  country.systems.enforcement.log.length = 0;
  await Promise.all(adapter.readers.map((reader) => list(reader, { first: 1 })));
  expect(country.systems.enforcement.log.filter(({ operation }) => operation === 'token').length).toBe(1);
});

test('a wrong secret is CREDENTIALS and does not leave in any message', async () => {
  const wrong = await open({ appSecret: 'canary-secret' });
  const failure = await list(readerOf(wrong, 'FundDisbursement')).catch((error: Error) => error);
  await wrong.close();
  expect(await failureOf(Promise.reject(failure))).toEqual(['SOURCE_UNAVAILABLE', 'CREDENTIALS']);
  expect(`${String(failure)} ${String((failure as Error).cause)}`).not.toContain('canary');
});

test('a system that was stopped is REFUSED, and answers again when it is back', async () => {
  const reader = readerOf(adapter, 'DishonestListing');
  await country.systems.enforcement.stop();
  expect(await failureOf(list(reader))).toEqual(['SOURCE_UNAVAILABLE', 'REFUSED']);
  await country.systems.enforcement.start();
  expect((await list(reader)).rows.length).toBeGreaterThan(0);
});
