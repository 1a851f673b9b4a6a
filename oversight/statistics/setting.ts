import { PlumblineError } from '../../schema/errors.js';
import { addMonths, addYears } from '../../schema/values/legal-term.js';
import { addDays, daysBetween, partsOf } from '../../schema/values/plain-date.js';

/** Days from the first (inclusive) to the last (exclusive), ISO 8601. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Of when and where a statistic is. */
export interface Setting {
  /** Day of stocks. */
  readonly asOf: string;
  readonly today: string;
  readonly period: Period;
  /** GB/T 2260 prefix that was asked for; null is all that the account may count. */
  readonly division: string | null;
  /** What is local: the division asked for, or the account's own. */
  readonly home: string;
}

export interface AskedSetting {
  readonly asOf?: string | null;
  readonly period?: Period | null;
  readonly division?: string | null;
}

const longestYears = 20;

/** Completes what was asked: today, and the year up to it. Throws `BAD_USER_INPUT` for days that are none or in no order. */
export function settingOf(asked: AskedSetting, today: string, ownDivision: string): Setting {
  const asOf = asked.asOf ?? today;
  assertDay(asOf);
  const period = asked.period ?? { from: `${asOf.slice(0, 4)}-01-01`, to: addDays(asOf, 1) };
  assertDay(period.from);
  assertDay(period.to);
  if (asOf > today) throw badInput('asOf lies in the future: nothing is known of it');
  if (period.from >= period.to) throw badInput('a period must begin before it ends: to is the day after its last');
  if (addYears(period.from, longestYears) < period.to) throw badInput(`a period is at most ${longestYears} years`);
  const division = asked.division ?? null;
  if (division !== null && !/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(division))
    throw badInput('division must be 2, 4, 6, 9 or 12 digits (GB/T 2260)');
  return { asOf, today, period, division, home: division ?? ownDivision };
}

function assertDay(day: string): void {
  if (partsOf(day) === null) throw badInput('a day of a statistic must be one of the calendar');
}

function badInput(message: string): PlumblineError {
  return new PlumblineError('BAD_USER_INPUT', message);
}

/** The period before: months before where it is whole months, else as many days before. They touch and do not overlap. */
export function previousPeriod({ from, to }: Period): Period {
  const months = wholeMonths({ from, to });
  const before = months === null ? addDays(from, -daysBetween(from, to)) : addMonths(from, -months);
  return { from: before, to: from };
}

export function lastYear({ from, to }: Period): Period {
  return { from: addYears(from, -1), to: addYears(to, -1) };
}

// Only from the first of a month to the first of a later one.
function wholeMonths({ from, to }: Period): number | null {
  const [begin, end] = [partsOf(from), partsOf(to)];
  if (begin === null || end === null || begin.day !== 1 || end.day !== 1) return null;
  return (end.year - begin.year) * 12 + end.month - begin.month;
}

export type Comparison = 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR';

/** The same question of another time: of a day, a month or a year before. */
export function shifted(setting: Setting, comparison: Comparison): Setting {
  const isPrevious = comparison === 'PREVIOUS_PERIOD';
  return {
    ...setting,
    asOf: isPrevious ? addMonths(setting.asOf, -1) : addYears(setting.asOf, -1),
    period: isPrevious ? previousPeriod(setting.period) : lastYear(setting.period),
  };
}

const words = /^\$(asOf|dayAfter|from|to|toDue)(At)?$/;

// A city is in no county: codes are digits.
const within = (home: string, digits: number): string => (home.length < digits ? '-' : home.slice(0, digits));

/** What a word of a filter stands for; what is none is itself. */
export function wordIn(word: string, { asOf, period, home }: Setting): string {
  const places: Readonly<Record<string, string>> = {
    $county: within(home, 6),
    $city: within(home, 4),
    $province: within(home, 2),
  };
  const place = places[word];
  if (place !== undefined) return place;
  const [, name, at] = words.exec(word) ?? [];
  if (name === undefined) return word;
  const dayAfter = addDays(asOf, 1);
  const days: Readonly<Record<string, string>> = {
    ...{ asOf, dayAfter, from: period.from, to: period.to },
    toDue: earlier(period.to, dayAfter),
  };
  const day = days[name] ?? word;
  return at === undefined ? day : `${day}T00:00:00+08:00`;
}

/** Of two days. */
export function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
