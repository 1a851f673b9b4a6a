import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { correctionDevices } from '../../adapters/correction-devices/adapter.js';
import type { Country } from '../../demo/country.js';
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
const scans = () => readerOf(adapter, 'BiometricScan');
/** In one page: the feed has pages by number only, and each page of the hub's would read it anew. */
const whole = { first: 20_000 } as const;
/** The feed's log so far; it is only ever added to. */
const calls = () => country.systems.devices.requests.length;

beforeAll(async () => {
  country = await openSmallCountry(0.02);
  adapter = await correctionDevices.open(country.connection.devices, setting);
}, 60_000);
afterAll(async () => {
  await adapter.close();
  await country.close();
});
beforeEach(() => country.systems.devices.faults.clear());

test('every field of the schema is mapped that the feed has a column for', () => {
  expect(strangeFields(adapter.readers)).toEqual([]);
  expect(missingLookups(adapter.readers)).toEqual([]);
  expect(unmappedFields(adapter.readers)).toEqual([
    'BiometricScan.deviceDivisionCode', // The feed gives the agency's division, not the device's.
  ]);
});

test('scans read in one notation, whatever their device wrote', async () => {
  const rows = await everything(scans(), whole);
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter(({ values }) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(String(values.at)))).toEqual([]);
  expect(rows.some(({ flags }) => flags.at?.includes('TIME_ZONE'))).toBe(true);
  for (const field of ['modality', 'direction', 'matchResult'] as const) {
    expect(rows.filter(({ values }) => values[field] === null)).toEqual([]);
  }
});

test('the number of calls does not depend on the number of subjects', async () => {
  const where = { op: 'ge', field: 'at', value: '2026-10-15T00:00:00+08:00' } as const;
  const rows = await everything(scans(), { fields: ['subjectNo'], where });
  const subjects = [...new Set(rows.map(({ values }) => String(values.subjectNo)))];
  for (const count of [1, 10, 30]) {
    const before = calls();
    const values = subjects.slice(0, count);
    const { groups } = await read(scans(), { fields: ['at'], where, by: { field: 'subjectNo', values } });
    expect([groups.size, calls() - before]).toEqual([count, 1]);
  }
});

test('a span of time is left to the feed, and its ends are exact', async () => {
  const rows = await everything(scans(), { fields: ['at'], ...whole });
  const times = rows.map(({ values }) => String(values.at)).sort();
  const [from = '', to = ''] = [times[100], times[300]];
  const within = (op: 'gt' | 'ge', other: 'lt' | 'le') =>
    everything(scans(), {
      fields: ['at'],
      ...whole,
      where: {
        op: 'and',
        of: [
          { op, field: 'at', value: from },
          { op: other, field: 'at', value: to },
        ],
      },
    });
  const before = calls();
  const closed = await within('ge', 'le');
  expect(calls() - before).toBe(1);
  expect(closed.length).toBe(times.filter((time) => time >= from && time <= to).length);
  expect((await within('gt', 'lt')).length).toBe(times.filter((time) => time > from && time < to).length);
});

test('a filter answers exactly, whatever of it is left to the feed', async () => {
  await filtersExactly(scans(), 40, { op: 'ge', field: 'at', value: '2026-10-25T00:00:00+08:00' });
});

for (const [fault, reason] of [
  ['malformed', 'MALFORMED'],
  ['html', 'MALFORMED'],
  ['truncated', 'MALFORMED'],
  ['unavailable', 'FAILED'],
  ['hang', 'TIMEOUT'],
] as const) {
  test(`${fault} is SOURCE_UNAVAILABLE for ${reason}, and the next read answers`, async () => {
    country.systems.devices.faults.set(fault);
    expect(await failureOf(read(scans(), {}, 300))).toEqual(['SOURCE_UNAVAILABLE', reason]);
    country.systems.devices.faults.clear();
    expect((await list(scans())).rows.length).toBeGreaterThan(0);
  });
}

test('a wrong key is CREDENTIALS', async () => {
  const wrong = await correctionDevices.open({ ...country.connection.devices, apiKey: 'wrong' }, setting);
  expect(await failureOf(list(readerOf(wrong, 'BiometricScan')))).toEqual(['SOURCE_UNAVAILABLE', 'CREDENTIALS']);
  await wrong.close();
});

test('a feed that was stopped is REFUSED, and answers again when it is back', async () => {
  await country.systems.devices.stop();
  expect(await failureOf(list(scans()))).toEqual(['SOURCE_UNAVAILABLE', 'REFUSED']);
  await country.systems.devices.start();
  expect((await list(scans())).rows.length).toBeGreaterThan(0);
});
