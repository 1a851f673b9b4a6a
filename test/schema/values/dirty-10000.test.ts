// long: a flat table of defects, a kind each.
import { expect, test } from '@jest/globals';
import { readCode } from '../../../schema/codes/read-code.js';
import type { DataFlag, Reading } from '../../../schema/flags.js';
import { readCaseNumber } from '../../../schema/values/case-number.js';
import { citizenIdCheckDigit, readCitizenId } from '../../../schema/values/citizen-id.js';
import { fullWidth } from '../../../schema/values/clean.js';
import { readDate, readDateTime } from '../../../schema/values/date.js';
import { readMoney } from '../../../schema/values/money.js';
import { readMonths } from '../../../schema/values/months.js';
import { readInteger } from '../../../schema/values/number.js';
import { readPersonName } from '../../../schema/values/person-name.js';
import { addDays, daysBetween } from '../../../schema/values/plain-date.js';
import { readText } from '../../../schema/values/text.js';

/** One dirty value with the truth behind it: the value that must come out, or null and the flag that must be there. */
interface Dirty {
  readonly kind: string;
  readonly reading: () => Reading<unknown>;
  readonly truth: unknown;
  readonly flag: DataFlag | null;
}

const digitsOf = '〇一二三四五六七八九';
const draw = lehmer(20170502);

test('10,000 dirty values come out right, or null with the right flag; none throws, none is lost', () => {
  const wrong: string[] = [];
  const counts = new Map<string, number>();
  for (let n = 0; n < 10_000; n += 1) {
    const make = kinds[n % kinds.length];
    if (make === undefined) throw new RangeError('no kind');
    const { kind, reading, truth, flag } = make();
    const { value, flags } = reading();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const isRight = JSON.stringify(value) === JSON.stringify(truth) && (flag === null || flags.includes(flag));
    if (!isRight) wrong.push(`${n} ${kind}: ${JSON.stringify({ value, truth, flags, flag })}`);
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  expect([...counts.values()].reduce((total, count) => total + count, 0)).toBe(10_000);
  expect(counts.size).toBe(kinds.length);
});

const kinds: readonly (() => Dirty)[] = [
  id('id full width', fullWidth, 'FULL_WIDTH'),
  id('id spaced', (value) => ` ${value.slice(0, 6)} ${value.slice(6, 14)}\u200b${value.slice(14)}\ufeff`, 'WHITESPACE'),
  id('id lower case', (value) => value.toLowerCase(), null),
  id('id O for 0', (value) => value.replaceAll('0', 'O'), 'LOOKALIKE'),
  id('id I for 1', (value) => value.replaceAll('1', 'I'), 'LOOKALIKE'),
  () => {
    const value = citizenId('19');
    return dirty(
      'id 15 digits',
      () => readCitizenId(`${value.slice(0, 6)}${value.slice(8, 17)}`),
      value,
      'UPGRADED_15',
    );
  },
  broken(
    'id wrong check digit',
    (value) => `${value.slice(0, 17)}${value.endsWith('3') ? '4' : '3'}`,
    'CITIZEN_ID_INVALID',
  ),
  broken(
    'id impossible date',
    (value) => checked(`${value.slice(0, 10)}0231${value.slice(14, 17)}`),
    'CITIZEN_ID_INVALID',
  ),
  broken('id unknown division', (value) => checked(`99${value.slice(2, 17)}`), 'CITIZEN_ID_INVALID'),
  broken(
    'id placeholder',
    () => pick(['000000000000000000', '无', '不详', '/', '1', '111111111111111111', '-']),
    'PLACEHOLDER',
  ),
  broken(
    'id as a rounded number',
    (value) => Number(value.slice(0, 17)).toExponential(5).toUpperCase(),
    'PRECISION_LOST',
  ),
  broken('id as a double', (value) => Number(`${value.slice(0, 17)}1`), 'PRECISION_LOST'),
  day('date packed', (iso) => iso.replaceAll('-', '')),
  day('date short', (iso) => iso.split('-').map(Number).join('-')),
  day('date with midnight', (iso) => `${iso.replaceAll('-', '/')} 0:00:00`),
  day('date in Chinese', (iso) => {
    const [year, month, date] = iso.split('-').map(Number);
    return `${year}年${month}月${date}日`;
  }),
  day('date in numerals', (iso) => {
    const [year = '', month, date] = iso.split('-');
    const numeral = (value: number) =>
      `${value >= 20 ? digitsOf[Math.floor(value / 10)] : ''}${value >= 10 ? '十' : ''}${value % 10 === 0 ? '' : digitsOf[value % 10]}`;
    return `${[...year].map((digit) => digitsOf[Number(digit)]).join('')}年${numeral(Number(month))}月${numeral(Number(date))}日`;
  }),
  day('date as serial', (iso) => daysBetween('1970-01-01', iso) + 25_569),
  day('date as epoch', (iso) => Date.parse(`${iso}T00:00:00+08:00`) + 1000),
  day('date as UTC of midnight', (iso) => new Date(`${iso}T00:00:00+08:00`).toISOString()),
  () =>
    dirty(
      'date sentinel',
      () => readDate(pick(['1900-01-01', '2000/1/1', '1979/1/1', '0000-00-00', '99991231'])),
      null,
      'DATE_SENTINEL',
    ),
  () => dirty('date impossible', () => readDate(`20${two(26)}-02-3${pick(['0', '1'])}`), null, 'DATE_INVALID'),
  () => {
    const truth = `${isoDay()}T${two(24)}:${two(60)}:${two(60)}+08:00`;
    return dirty('time in UTC', () => readDateTime(new Date(truth).toISOString()), truth, 'TIME_ZONE');
  },
  number('case number wide', (year, serial) => `（${fullWidth(year)}）鲁1422刑初${fullWidth(serial)}号`, 'FULL_WIDTH'),
  number('case number with 第', (year, serial) => `〔${year}〕 鲁1422刑初第${serial}号`, 'CASE_NUMBER_VARIANT'),
  () => {
    const serial = 1 + draw(9999);
    return dirty(
      'case number of old',
      () => readCaseNumber(`（2014）宁刑初字第${serial}号`),
      `(2014)宁刑初字第${serial}号`,
      'CASE_NUMBER_LEGACY',
    );
  },
  () => dirty('case number broken', () => readCaseNumber(`刑初${draw(9999)}`), null, 'CASE_NUMBER_INVALID'),
  () => {
    const [raw, truth] = pick([
      ['汉族', '01'],
      ['汉', '01'],
      ['1', '01'],
      ['满', '11'],
      ['蒙古', '02'],
      ['回族', '03'],
    ] as const);
    return dirty('ethnic text', () => readCode('GB/T 3304', raw), truth, 'CODE_LEGACY');
  },
  () => {
    const [raw, truth] = pick([
      ['男', '1'],
      ['M', '1'],
      ['01', '1'],
      ['女', '2'],
      ['F', '2'],
      ['02', '2'],
    ] as const);
    return dirty('sex text', () => readCode('GB/T 2261.1', raw), truth, 'CODE_LEGACY');
  },
  () => {
    const [raw, truth] = pick([
      ['370181', '370114'],
      ['370125', '370115'],
      ['371202', '370116'],
      ['371203', '370117'],
    ] as const);
    return dirty('old division', () => readCode('GB/T 2260', raw), truth, 'CODE_LEGACY');
  },
  () => dirty('unknown code', () => readCode('correction-type', `Z${draw(99)}`), null, 'CODE_UNKNOWN'),
  () => {
    const raw = `宁津县${pick(['锟斤拷', '烫烫烫', '\ufffd村'])}`;
    return dirty('damaged text', () => readText(raw), raw, 'ENCODING');
  },
  () => dirty('escaped text', () => readText('&amp;lt;批复&amp;gt;'), '<批复>', 'ESCAPED'),
  () => dirty('cut text', () => readText('宁津县人民法\ufffd'), '宁津县人民法\ufffd', 'TRUNCATED'),
  () => {
    const name = pick(['张三', '李四', '王小明']);
    return dirty(
      'former name',
      () => readPersonName(`${name}（曾用名张叁）`),
      { name, formerName: '张叁', alias: null },
      'NAME_VARIANT',
    );
  },
  () => {
    const raw = `阿依古丽${pick(['•', '.', '・', '‧', ' · '])}买买提`;
    return dirty(
      'minority dot',
      () => readPersonName(raw),
      { name: '阿依古丽·买买提', formerName: null, alias: null },
      'NAME_VARIANT',
    );
  },
  () =>
    dirty(
      'spaced name',
      () => readPersonName('张　 三'),
      { name: '张三', formerName: null, alias: null },
      'NAME_VARIANT',
    ),
  () => {
    const yuan = 1000 + draw(900_000);
    const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',');
    return dirty('grouped amount', () => readMoney(`${grouped}.5`, 'yuan'), yuan * 100 + 50, 'AMOUNT_VARIANT');
  },
  () => {
    const wan = 1 + draw(9);
    const capital = `${'零壹贰叁肆伍陆柒捌玖'[wan]}万元整`;
    return dirty('capital amount', () => readMoney(capital, 'yuan'), wan * 1_000_000, 'AMOUNT_VARIANT');
  },
  () => {
    const wan = 1 + draw(500);
    return dirty('amount in 万', () => readMoney(`${wan}万元`, 'yuan'), wan * 1_000_000, 'AMOUNT_VARIANT');
  },
  () => {
    const hours = 25 + draw(60);
    return dirty('hours beyond the day', () => readInteger(String(hours), { min: 0, max: 24 }), hours, 'OUT_OF_RANGE');
  },
  () => {
    const years = 1 + draw(9);
    const months = 1 + draw(9);
    return dirty(
      'term in words',
      () => readMonths(`${digitsOf[years]}年${months}个月`),
      years * 12 + months,
      'NUMBER_VARIANT',
    );
  },
];

function dirty(kind: string, reading: () => Reading<unknown>, truth: unknown, flag: DataFlag | null): Dirty {
  return { kind, reading, truth, flag };
}

function id(kind: string, spoil: (value: string) => string, flag: DataFlag | null) {
  return () => {
    const value = citizenId(pick(['19', '20']));
    return dirty(kind, () => readCitizenId(spoil(value)), value, flag);
  };
}

function broken(kind: string, spoil: (value: string) => unknown, flag: DataFlag) {
  return () => {
    const raw = spoil(citizenId('19'));
    return dirty(kind, () => readCitizenId(raw), null, flag);
  };
}

function day(kind: string, spoil: (iso: string) => unknown) {
  return () => {
    const iso = isoDay();
    return dirty(kind, () => readDate(spoil(iso)), iso, null);
  };
}

function number(kind: string, spoil: (year: string, serial: string) => string, flag: DataFlag) {
  return () => {
    const year = String(2016 + draw(11));
    const serial = String(1 + draw(99_999));
    return dirty(kind, () => readCaseNumber(spoil(year, serial)), `(${year})鲁1422刑初${serial}号`, flag);
  };
}

function citizenId(century: string): string {
  const division = pick(['371422', '370181', '150402', '140522', '371202', '110105']);
  const birth = addDays('2001-01-01', draw(5000)).slice(2).replaceAll('-', '');
  return checked(`${division}${century}${birth}${String(1 + draw(990)).padStart(3, '0')}`);
}

function checked(first17: string): string {
  return `${first17}${citizenIdCheckDigit(first17)}`;
}

/** Days from 2001 to about 2028: no sentinel lies there. */
function isoDay(): string {
  return addDays('2001-01-02', draw(10_000));
}

function two(below: number): string {
  return String(draw(below)).padStart(2, '0');
}

function pick<T>(values: readonly [T, ...T[]] | readonly T[]): T {
  return values[draw(values.length)] as T;
}

/** Park–Miller: the same values in every run. */
function lehmer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
