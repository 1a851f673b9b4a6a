import { expect, test } from '@jest/globals';
import { type CheckInRow, nextCheckIn, progressOf } from '../../../gateway/people/check-ins.js';
import { monthsOf } from '../../../gateway/people/months.js';

const checkIn = (rest: Partial<CheckInRow> = {}): CheckInRow => ({
  period: '2026-10',
  dueFrom: '2026-10-01',
  dueTo: '2026-10-10',
  at: null,
  excuse: null,
  ...rest,
});

test.each([
  ['DONE', checkIn({ at: '2026-10-10T23:50:00+08:00' })],
  ['LATE', checkIn({ at: '2026-10-11T00:10:00+08:00' })],
  ['EXCUSED', checkIn({ excuse: 'HOSPITAL' })],
  ['MISSED', checkIn()],
  ['DUE', checkIn({ dueTo: '2026-10-15' })],
  ['COMING', checkIn({ dueFrom: '2026-10-16', dueTo: '2026-10-20' })],
  [null, checkIn({ dueTo: null })],
])('a check-in is %s', (progress, row) => {
  expect(progressOf(row, '2026-10-15')).toBe(progress);
});

test('the next check-in is the first that is due or to come', () => {
  const rows = [checkIn(), checkIn({ dueFrom: '2026-10-21', dueTo: '2026-10-31' }), checkIn({ dueTo: '2026-10-20' })];
  expect(nextCheckIn(rows, '2026-10-15')).toBe('2026-10-20');
  expect(nextCheckIn([checkIn()], '2026-10-15')).toBeNull();
});

const attendance = (date: string, claimedHours: number, sessionId: string | null = `S-${date}`) => ({
  ...{ date, claimedHours, sessionId },
});
const scan = (at: string, direction: string, sessionId: string | null, matchResult = 'MATCHED') => ({
  ...{ at, direction, matchResult, sessionId },
});

test('eight hours that were booked stand beside the four between sign-in and sign-out', () => {
  const scans = [
    scan('2026-10-12T08:00:00+08:00', 'SIGN_IN', 'S-2026-10-12'),
    scan('2026-10-12T12:00:00+08:00', 'SIGN_OUT', 'S-2026-10-12'),
    // Another session of the day, which was not booked here.
    scan('2026-10-12T14:00:00+08:00', 'SIGN_IN', 'S-else'),
    scan('2026-10-12T17:00:00+08:00', 'SIGN_OUT', 'S-else'),
    // Somebody else's face.
    scan('2026-10-12T12:30:00+08:00', 'SIGN_OUT', 'S-2026-10-12', 'UNMATCHED'),
  ];
  expect(monthsOf([attendance('2026-10-12', 8), attendance('2026-09-08', 4)], scans, 8)).toEqual([
    { month: '2026-10', plannedHours: 8, bookedHours: 8, homeHours: 0, scannedMinutes: 240, sessions: 1 },
    { month: '2026-09', plannedHours: 8, bookedHours: 4, homeHours: 0, scannedMinutes: 0, sessions: 1 },
  ]);
});

test('scans that were not read are not minutes that nobody was there', () => {
  expect(monthsOf([attendance('2026-10-12', 8)], undefined, null)).toEqual([
    { month: '2026-10', plannedHours: null, bookedHours: 8, homeHours: 0, scannedMinutes: null, sessions: 1 },
  ]);
});
