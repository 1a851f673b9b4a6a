import type { RuleProgress } from '../../schema/oversight/run.js';

/** How fast a rule is walked, and how long it will take at that pace; null where it cannot be told. */
export interface Pace {
  readonly recordsPerSecond: number | null;
  readonly remainingSeconds: number | null;
}

type Walked = Pick<RuleProgress, 'records' | 'expected' | 'startedAt' | 'endedAt'>;

/** @param at when the progress was written, ISO 8601 */
export function paceOf({ records, expected, startedAt, endedAt }: Walked, at: string | null): Pace {
  const until = endedAt ?? at;
  const ms = startedAt === null || until === null ? 0 : Date.parse(until) - Date.parse(startedAt);
  const pace = ms > 0 ? (records * 1_000) / ms : null;
  const left = endedAt !== null ? 0 : expected === null || !pace ? null : Math.max(0, expected - records) / pace;
  return {
    recordsPerSecond: pace === null ? null : Math.round(pace * 10) / 10,
    remainingSeconds: left === null ? null : Math.ceil(left),
  };
}
