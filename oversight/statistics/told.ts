import type { Amount, Bands, Gap } from './definition.js';
import { bandName } from './question.js';
import type { Setting } from './setting.js';

/** What the hub told of an amount: numbers, or why there are none. */
export interface Told {
  readonly number: number | null;
  readonly length: Length | null;
  readonly groups: readonly ToldGroup[];
  /** Of groups that are not listed; null where the amount has none. */
  readonly rest: number | null;
  /** Numbers below it are not told. */
  readonly smallest: number;
  readonly gap: Gap | null;
}

export interface ToldGroup {
  readonly values: readonly (string | null)[];
  readonly labels: readonly (string | null)[];
  readonly number: number;
  readonly length: Length | null;
}

/** Days. */
export interface Length {
  readonly median: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
}

/** `Counts` as it is answered. */
interface Counts extends Measured {
  readonly total: number | null;
  readonly smallestCell: number | null;
  readonly groups?:
    | readonly (Measured & {
        readonly keys: readonly { readonly value: string | null; readonly label: string | null }[];
        readonly count: number;
      })[]
    | null;
  readonly rest?: number | null;
}

interface Measured {
  readonly sums?: readonly { readonly value: number | null; readonly known: number | null }[] | null;
  readonly spans?: readonly ({ readonly known: number | null } & Length)[] | null;
}

const suppressed: Gap = {
  code: 'SUPPRESSED',
  reason: { zh: '低于最小公布数,不予公布', en: 'Below the smallest number that is told' },
};
const unavailable: Gap = {
  code: 'SOURCE_UNAVAILABLE',
  reason: { zh: '有来源未应答,不报不完整的数', en: 'A source did not answer: no number that is not whole is told' },
};

/** Reads an answer as what the amount takes of it. */
export function toldOf(amount: Amount, answer: unknown, code: string | null, setting: Setting): Told {
  const counts = (answer ?? null) as Counts | null;
  if (counts === null || code !== null) return nothing(gapOf(code), 0);
  const smallest = counts.smallestCell ?? 0;
  if (counts.total === null) return nothing(smallest > 0 ? suppressed : unavailable, smallest);
  const groups = (counts.groups ?? []).flatMap((group): readonly ToldGroup[] => {
    const number = taken(amount, group, group.count);
    if (number === null) return [];
    const values = group.keys.map(({ value }, at) => keyValue(amount, value, at, setting));
    return [{ values, labels: group.keys.map(({ label }) => label), number, length: group.spans?.[0] ?? null }];
  });
  const number = taken(amount, counts, counts.total);
  if (number === null) return nothing(suppressed, smallest);
  const told: Told = {
    ...{ number, groups, smallest, gap: null },
    length: counts.spans?.[0] ?? null,
    rest: counts.rest === undefined || counts.rest === null ? null : rounded(number - sumOf(groups)),
  };
  return amount.pick === undefined ? told : picked(told, amount, counts.rest ?? 0);
}

function taken({ take = 'COUNT', sums = [] }: Amount, { sums: found, spans }: Measured, count: number): number | null {
  if (take === 'SUM') {
    const values = (found ?? []).map(({ value }) => value);
    return values.length < sums.length || values.includes(null) ? null : rounded(sumOfNumbers(values));
  }
  return take === 'IN_ORDER' ? (spans?.[0]?.known ?? null) : count;
}

// What is picked is told when every group of it is: one that is not listed may be empty, or too small.
function picked(told: Told, { by = [], pick = [] }: Amount, rest: number): Told {
  const at = by.length - 1;
  const groups = told.groups.filter(({ values }) => pick.includes(values[at] ?? null));
  const found = new Set(groups.map(({ values }) => values[at] ?? null));
  const isEach = by.length === 1 && pick.every((each) => found.has(each));
  if (told.smallest > 0 && rest !== 0 && !isEach) return nothing(suppressed, told.smallest);
  const without = <T>(list: readonly T[]) => list.filter((_each, place) => place !== at);
  const left =
    by.length === 1
      ? groups
      : groups.map((each) => ({ ...each, values: without(each.values), labels: without(each.labels) }));
  return { ...told, groups: left, number: sumOf(groups), rest: 0 };
}

function keyValue({ by = [], bands = [] }: Amount, value: string | null, at: number, setting: Setting): string | null {
  const band: Bands | undefined = bands[at - by.length];
  return band === undefined ? value : bandName(band, value, setting);
}

function nothing(gap: Gap, smallest: number): Told {
  return { number: null, length: null, groups: [], rest: null, smallest, gap };
}

function gapOf(code: string | null): Gap {
  if (code === 'SOURCE_UNAVAILABLE' || code === 'DEADLINE_EXCEEDED' || code === null) return unavailable;
  if (code === 'FIELD_DENIED' || code === 'FILTER_DENIED')
    return {
      code: 'NOT_GRANTED',
      reason: { zh: '本账号在此目的下无权统计', en: 'This account may not count it for this purpose' },
    };
  if (code === 'NOT_HELD')
    return {
      code: 'NOT_HELD',
      reason: { zh: '已接入的来源都没有所需字段', en: 'No source that is connected holds a field that it needs' },
    };
  if (code === 'BOUND_EXCEEDED')
    return {
      code: 'TOO_BROAD',
      reason: {
        zh: '条件、记录或分组超出一次统计的上限',
        en: 'More conditions, rows or groups than are counted at once',
      },
    };
  return { code: 'SOURCE_UNAVAILABLE', reason: { zh: `统计未完成(${code})`, en: `The count failed (${code})` } };
}

const sumOf = (groups: readonly ToldGroup[]): number => sumOfNumbers(groups.map(({ number }) => number));

function sumOfNumbers(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

// Hours have quarters; sums of them carry no more than that.
export function rounded(number: number, digits = 4): number {
  const scale = 10 ** digits;
  return Math.round(number * scale) / scale;
}
