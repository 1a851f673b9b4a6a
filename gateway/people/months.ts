import type { Fact } from '../../oversight/language/facts.js';
import { scannedMinutes } from '../../oversight/language/functions/scanned-minutes.js';
import { dayOf } from '../../schema/values/day.js';

/** An attendance as it was booked. */
export interface AttendanceRow {
  readonly date: string | null;
  readonly claimedHours: number | null;
  readonly homeStudyHours?: number | null;
  readonly sessionId: string | null;
}

export interface ScanRow {
  readonly at: string | null;
  readonly direction: string | null;
  readonly matchResult: string | null;
  readonly sessionId: string | null;
}

export interface Month {
  readonly month: string;
  readonly plannedHours: number | null;
  readonly bookedHours: number;
  readonly homeHours: number;
  /** Null where the scans were not read. */
  readonly scannedMinutes: number | null;
  readonly sessions: number;
}

/** Attendances month by month, newest first, beside the scans of their sessions, reckoned as the rules of oversight do (CC-05). */
export function monthsOf(
  attendances: readonly AttendanceRow[],
  scans: readonly ScanRow[] | undefined,
  plannedHours: number | null,
): readonly Month[] {
  const byMonth = new Map<string, AttendanceRow[]>();
  for (const row of attendances) {
    if (row.date === null) continue;
    const month = row.date.slice(0, 7);
    byMonth.set(month, [...(byMonth.get(month) ?? []), row]);
  }
  return [...byMonth]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([month, rows]) => ({
      month,
      plannedHours,
      bookedHours: sum(rows.map(({ claimedHours }) => claimedHours ?? 0)),
      homeHours: sum(rows.map(({ homeStudyHours }) => homeStudyHours ?? 0)),
      scannedMinutes: scans === undefined ? null : scannedMinutes(scansOf(rows, scans)),
      sessions: rows.length,
    }));
}

/** The scans of the sessions that were booked, and those of their days that name no session; of somebody else's face none. */
function scansOf(rows: readonly AttendanceRow[], scans: readonly ScanRow[]): readonly Fact[] {
  const sessions = new Set(rows.flatMap(({ sessionId }) => sessionId ?? []));
  const days = new Set(rows.map(({ date }) => date));
  return scans.flatMap(({ at, direction, matchResult, sessionId }) => {
    if (at === null || direction === null || matchResult === 'UNMATCHED') return [];
    const isOf = sessionId === null ? days.has(dayOf(new Date(at))) : sessions.has(sessionId);
    return isOf ? [new Map<string, Fact>(Object.entries({ at, direction, sessionId }))] : [];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
