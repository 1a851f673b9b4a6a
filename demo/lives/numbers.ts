import { courtSign } from './agencies.js';
import { type Day, dateText } from './days.js';

/** Running numbers, as registries give them out; low ones are kept free for the sample person. */
export interface Numbers {
  /** `(2026)鲁1422刑初1001号`. */
  courtCase(division: string, type: string, filed: Day): string;
  /** `A` + 12-digit unit + yyyymm + 4 digits; `R…` for suspects. */
  police(letter: 'A' | 'R', unit: string, day: Day): string;
  /** Sixteen digits: division, year, six digits. */
  subject(division: string, day: Day): string;
  /** `宁市监罚字〔2026〕1001号`. */
  document(prefix: string, day: Day): string;
  /** Prefix, division, yyyymm, six digits. */
  serial(prefix: string, division: string, day: Day): string;
}

export function openNumbers(): Numbers {
  const counters = new Map<string, number>();
  const following = (key: string, first: number) => {
    const number = counters.get(key) ?? first;
    counters.set(key, number + 1);
    return number;
  };
  const year = (day: Day) => dateText(day).slice(0, 4);
  const month = (day: Day) => dateText(day).slice(0, 7).replace('-', '');
  return {
    courtCase: (division, type, filed) =>
      `(${year(filed)})${courtSign(division)}${type}${following(`${division}${type}${year(filed)}`, 1001)}号`,
    police: (letter, unit, day) =>
      `${letter}${unit}${month(day)}${String(following(`${letter}${unit}${month(day)}`, 101)).padStart(4, '0')}`,
    subject: (division, day) =>
      `${division}${year(day)}${String(following(`subject${division}${year(day)}`, 101)).padStart(6, '0')}`,
    document: (prefix, day) => `${prefix}〔${year(day)}〕${following(`${prefix}${year(day)}`, 1001)}号`,
    serial: (prefix, division, day) =>
      `${prefix}${division}${month(day)}${String(following(`${prefix}${division}${month(day)}`, 101)).padStart(6, '0')}`,
  };
}
