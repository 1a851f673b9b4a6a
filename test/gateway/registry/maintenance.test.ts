import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maintenanceUntil } from '../../../gateway/registry/maintenance.js';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { MaintenanceWindow } from '../../../schema/adapter.js';
import '../../fixed-seed.js';
import { context, openSystem, request } from './systems.js';

/** An instant by China's clock. 2026-11-02 is a Monday. */
const at = (local: string) => new Date(`2026-11-${local}:00+08:00`);
const until = (windows: readonly MaintenanceWindow[], local: string) => {
  const end = maintenanceUntil(windows, at(local));
  return end === null ? null : new Date(Date.parse(end) + 8 * 3_600_000).toISOString().slice(8, 16);
};

const police: MaintenanceWindow = { from: '01:00', to: '05:00' };
const night: MaintenanceWindow = { from: '22:30', to: '06:00', days: [5] };

test.each<[string, readonly MaintenanceWindow[], string, string | null]>([
  ['before it', [police], '02T00:59', null],
  ['when it begins', [police], '02T01:00', '02T05:00'],
  ['within it', [police], '02T04:59', '02T05:00'],
  ['when it ends', [police], '02T05:00', null],
  ['past midnight, on the day it begins', [night], '06T23:00', '07T06:00'],
  ['past midnight, on the next day', [night], '07T05:59', '07T06:00'],
  ['on the evening of another day', [night], '07T23:00', null],
  ['on the morning of the day it begins', [night], '06T05:00', null],
  ['on no day in particular', [{ ...night, days: [] }], '03T23:00', '04T06:00'],
  ['in two windows that meet', [police, { from: '05:00', to: '07:00' }], '02T04:00', '02T07:00'],
  ['in windows that fill the week', [police, { from: '05:00', to: '01:00' }], '02T04:00', '09T01:00'],
  ['without windows', [], '02T04:00', null],
])('%s', (_, windows, now, expected) => {
  expect(until(windows, now)).toBe(expected);
});

test('what is told is the first minute at which no window holds', () => {
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${`${Math.floor(m / 60)}`.padStart(2, '0')}:${`${m % 60}`.padStart(2, '0')}`);
  const window = fc
    .record({ from: time, to: time, days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }) })
    .filter(({ from, to }) => from !== to);
  fc.assert(
    fc.property(fc.array(window, { maxLength: 3 }), fc.integer({ min: 0, max: 10_080 }), (windows, minutes) => {
      const now = new Date(at('02T00:00').getTime() + minutes * 60_000);
      const end = maintenanceUntil(windows, now);
      if (end === null) return;
      const last = new Date(Date.parse(end) - 60_000);
      expect(maintenanceUntil(windows, last)).toBe(end);
      expect(Date.parse(end)).toBeGreaterThan(now.getTime());
    }),
  );
});

test('a system under maintenance is not asked, and the answer says until when; the others answer', async () => {
  const nightly = { ...(await openSystem('police', [{ k: '1', n: 'x', a: 1, d: null }])), maintenance: [police] };
  const court = await openSystem('court', [{ k: '2', n: 'y', a: 2, d: null }]);
  const ask = async (now: string) => {
    const { groups, sources } = await createRegistry([nightly, court], () => at(now)).read(request, context());
    return { rows: groups.get('')?.rows.map(({ id }) => id), police: sources[0] };
  };
  expect(await ask('02T03:00')).toEqual({
    rows: ['2'],
    police: {
      adapter: 'police',
      agency: 'agency of police',
      status: 'UNAVAILABLE',
      asOf: null,
      reason: 'MAINTENANCE',
      until: at('02T05:00').toISOString(),
    },
  });
  expect((await ask('02T06:00')).rows).toEqual(['2', '1']);
});

test('where everybody is under maintenance the rows are unavailable, and not absent', async () => {
  const nightly = { ...(await openSystem('police', [])), maintenance: [police] };
  const { unavailable } = await createRegistry([nightly], () => at('02T03:00')).read(request, context());
  expect(unavailable).toBe(true);
});
