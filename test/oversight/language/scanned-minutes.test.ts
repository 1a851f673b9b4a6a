import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scannedMinutes, scansOf } from '../../../oversight/language/functions/scanned-minutes.js';
import '../../fixed-seed.js';

type Written = readonly [time: string, direction: 'SIGN_IN' | 'SIGN_OUT', session?: string | null];

const scans = (...written: readonly Written[]) =>
  written.map(
    ([time, direction, sessionId = 'S']) =>
      new Map([
        ['at', `2026-11-02T${time}:00+08:00`],
        ['direction', direction],
        ['sessionId', sessionId],
      ]),
  );

const cases: readonly (readonly [string, readonly Written[], number])[] = [
  [
    'a pair counts',
    [
      ['08:00', 'SIGN_IN'],
      ['12:00', 'SIGN_OUT'],
    ],
    240,
  ],
  [
    'two pairs of a day add up',
    [
      ['08:00', 'SIGN_IN'],
      ['12:00', 'SIGN_OUT'],
      ['13:00', 'SIGN_IN'],
      ['14:30', 'SIGN_OUT'],
    ],
    330,
  ],
  ['a sign-in without its sign-out counts nothing', [['08:00', 'SIGN_IN']], 0],
  ['a sign-out without its sign-in counts nothing', [['12:00', 'SIGN_OUT']], 0],
  [
    'a device that reads twice shortens nothing',
    [
      ['08:00', 'SIGN_IN'],
      ['08:01', 'SIGN_IN'],
      ['11:59', 'SIGN_OUT'],
      ['12:00', 'SIGN_OUT'],
    ],
    240,
  ],
  [
    'sessions are kept apart',
    [
      ['08:00', 'SIGN_IN', 'A'],
      ['09:00', 'SIGN_OUT', 'B'],
    ],
    0,
  ],
  [
    'scans without a session belong together',
    [
      ['08:00', 'SIGN_IN', null],
      ['09:00', 'SIGN_OUT', null],
    ],
    60,
  ],
  [
    'a pair more than twelve hours apart has lost its partner',
    [
      ['06:00', 'SIGN_IN'],
      ['18:01', 'SIGN_OUT'],
    ],
    0,
  ],
  [
    'twelve hours are a pair',
    [
      ['06:00', 'SIGN_IN'],
      ['18:00', 'SIGN_OUT'],
    ],
    720,
  ],
];

test.each(cases)('%s', (_, written, minutes) => {
  expect(scannedMinutes(scans(...written))).toBe(minutes);
});

test('a scan whose time was not read leaves the sum open', () => {
  expect(() => scannedMinutes([new Map([['direction', 'SIGN_IN']])])).toThrow('a scan needs a time and a direction');
  const withoutSession = new Map([
    ['at', '2026-11-02T08:00:00+08:00'],
    ['direction', 'SIGN_IN'],
  ]);
  expect(() => scannedMinutes([withoutSession])).toThrow('a scan needs its session');
});

test('scans of a session are told from others, and from those of none', () => {
  const [first, second, third] = scans(
    ['08:00', 'SIGN_IN', 'A'],
    ['08:10', 'SIGN_IN', 'B'],
    ['08:20', 'SIGN_IN', null],
  );
  const all = [first, second, third].flatMap((each) => each ?? []);
  expect([scansOf(all, 'A'), scansOf(all, null), scansOf(all, 'C')]).toEqual([[first], [third], []]);
  expect(() => scansOf([new Map([['at', '2026-11-02T08:00:00+08:00']])], 'A')).toThrow('a scan needs its session');
});

test('the order of the scans does not matter, and a day has no more than its minutes', () => {
  const scan = fc.tuple(
    fc
      .integer({ min: 0, max: 1439 })
      .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`),
    fc.constantFrom('SIGN_IN' as const, 'SIGN_OUT' as const),
  );
  const day = fc.uniqueArray(scan, { selector: ([time]) => time, maxLength: 12 });
  fc.assert(
    fc.property(day, (written) => {
      const minutes = scannedMinutes(scans(...written));

      expect(scannedMinutes(scans(...[...written].reverse()))).toBe(minutes);
      expect(minutes).toBeGreaterThanOrEqual(0);
      expect(minutes).toBeLessThan(1440);
    }),
  );
});
