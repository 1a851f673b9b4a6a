import { type RawCondition, rawAny, type Shape } from '../raw.js';

const digit = '0-9';
const digits = (count: number): readonly string[] => Array.from({ length: count }, () => digit);
const isoDate = [...digits(4), '-', ...digits(2), '-', ...digits(2)];
const clock = [...digits(2), ':', ...digits(2), ':', ...digits(2)];

/** Words as systems make them: letters, digits and the signs that hold them together. */
export const plainWord: Shape = { only: '0-9A-Za-z_一-龥-', min: 1, max: 60 };

/** Says of a column which raw texts are odd: every other one reads as itself or as null. */
export type Oddness = (column: string) => RawCondition;

/** What a clean raw text looks like, by codec, and so which ones are odd. */
export const odd = {
  date: unlike({ each: isoDate }),
  yearMonth: unlike({ each: [...digits(4), '-', ...digits(2)] }),
  // 24:00 has the shape and yet reads as the next day.
  dateTime: unlike({ each: [...isoDate, ' ', ...clock] }, { has: [' ', '2', '4'] }),
  citizenId: unlike({ each: [...digits(17), '0-9X'] }),
  creditCode: unlike({ only: '0-9A-HJ-NP-RTUW-Y', min: 18, max: 18 }),
  // 第 and zeros before the serial are dropped: 执045, 刑初045 (but not the court of 鲁01).
  caseNumber: unlike({ only: '0-9()一-龥', min: 8, max: 60 }, { has: ['第'] }, { has: ['0-9一-龥', '一-龥', '0'] }),
  documentNumber: unlike({ only: '0-9A-Z〔〕一-龥', min: 8, max: 80 }, { has: ['第'] }, { has: ['〕', '0'] }),
  policeNumber: unlike({ only: '0-9A-Z', min: 1, max: 40 }),
  text: unlike(plainWord),
  name: unlike({ only: '一-龥', min: 1, max: 60 }),
} as const satisfies Record<string, Oddness>;

function unlike(clean: Shape, ...exceptions: readonly Shape[]): Oddness {
  return (column) =>
    rawAny([
      { op: 'shape', column, shape: clean, value: false },
      ...exceptions.map((shape) => ({ op: 'shape', column, shape, value: true }) as const),
    ]);
}
