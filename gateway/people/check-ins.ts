import { dayOf } from '../../schema/values/day.js';

/** A check-in as the register of corrections has it. */
export interface CheckInRow {
  readonly period: string | null;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly at: string | null;
  readonly excuse: string | null;
}

type CheckInProgress = 'DONE' | 'LATE' | 'MISSED' | 'DUE' | 'COMING' | 'EXCUSED';

/** How far a check-in came on a day (社区矫正法实施办法 24); null where the register does not say when it is due. */
export function progressOf({ dueFrom, dueTo, at, excuse }: CheckInRow, today: string): CheckInProgress | null {
  if (excuse !== null) return 'EXCUSED';
  if (dueTo === null) return at === null ? null : 'DONE';
  if (at !== null) return dayOf(new Date(at)) > dueTo ? 'LATE' : 'DONE';
  if (dueTo < today) return 'MISSED';
  return dueFrom !== null && dueFrom > today ? 'COMING' : 'DUE';
}

/** The last day of the next check-in that is due or to come. */
export function nextCheckIn(rows: readonly CheckInRow[], today: string): string | null {
  const ahead = rows.filter((row) => ['DUE', 'COMING'].includes(progressOf(row, today) ?? ''));
  return ahead.flatMap(({ dueTo }) => dueTo ?? []).sort()[0] ?? null;
}
