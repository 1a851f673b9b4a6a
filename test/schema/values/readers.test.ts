// long: a flat table of vectors, a reader each.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBoolean } from '../../../schema/values/boolean.js';
import { addDays, daysBetween, readDate, readDateTime } from '../../../schema/values/date.js';
import { readMoney } from '../../../schema/values/money.js';
import { readMonths } from '../../../schema/values/months.js';
import { readDecimal, readInteger } from '../../../schema/values/number.js';
import { nameKey, readPersonName } from '../../../schema/values/person-name.js';
import { readText } from '../../../schema/values/text.js';
import { anything, isoDate } from './arbitraries.js';

describe('dates', () => {
  test.each([
    '20170502',
    '2017-5-2',
    '2017/05/02 0:00:00',
    '2017年5月2日',
    '二〇一七年五月二日',
    '二○一七年五月二日',
    '２０１７年５月２日',
    '42857',
    42857,
    '1493654400000',
    1493654400000,
    '1493654400',
    '2017.05.02',
    '2017-05-02 00:00:00.0',
    '2017-05-02T00:00:00',
    '2017-05-02T00:00:00+08:00',
    '2017-05-01T16:00:00Z',
    '2017-05-02T00:00:00Z',
    new Date('2017-05-01T16:00:00Z'),
    '20170502153000',
    '2017-05-02 24:00:00',
    '02-MAY-2017',
    '02-5月-2017',
    'Tue May 02 00:00:00 CST 2017',
    '2017年05月02日15时30分',
    '2017-05-02 星期二',
    ' 2017-05-02\u200b',
  ])('%s is 2017-05-02', (raw) => {
    expect(readDate(raw).value).toBe('2017-05-02');
  });

  test.each([
    ['1900-01-01', 'DATE_SENTINEL'],
    ['2000/1/1', 'DATE_SENTINEL'],
    ['1979/1/1', 'DATE_SENTINEL'],
    ['0000-00-00', 'DATE_SENTINEL'],
    ['0000-00-00 00:00:00', 'DATE_SENTINEL'],
    ['99991231', 'DATE_SENTINEL'],
    ['9999-12-31 23:59:59', 'DATE_SENTINEL'],
    [0, 'DATE_SENTINEL'],
    ['2017-02-30', 'DATE_INVALID'],
    ['2017-13-01', 'DATE_INVALID'],
    ['2017', 'DATE_INVALID'],
    ['2017年5月', 'DATE_INVALID'],
    ['05/02/2017', 'DATE_INVALID'],
    ['170502', 'DATE_INVALID'],
    ['昨天', 'DATE_INVALID'],
    ['无', 'PLACEHOLDER'],
    [{}, 'DATE_INVALID'],
    [new Date(Number.NaN), 'DATE_INVALID'],
  ])('%s is null', (raw, flag) => {
    expect(readDate(raw)).toEqual({ value: null, flags: [flag] });
  });

  test('flags name what was done', () => {
    expect(readDate('2017-05-02')).toEqual({ value: '2017-05-02', flags: [] });
    expect(readDate('2017/5/2')).toEqual({ value: '2017-05-02', flags: ['DATE_VARIANT'] });
    expect(readDate('2017-05-01T16:00:00Z')).toEqual({ value: '2017-05-02', flags: ['DATE_VARIANT', 'TIME_ZONE'] });
    expect(readDate('二〇一九年十二月卅一日').value).toBe('2019-12-31');
    expect(readDate('一九八〇年元月一日').value).toBe('1980-01-01');
    expect(readDate('2000-01-01')).toEqual({ value: '2000-01-01', flags: [] });
    expect(readDate('1980-01-01', { sentinels: ['1980-01-01'] })).toEqual({ value: null, flags: ['DATE_SENTINEL'] });
  });

  test.each([
    ['2017-05-02T15:30:00+08:00', '2017-05-02T15:30:00+08:00', []],
    ['2017-05-02 15:30', '2017-05-02T15:30:00+08:00', ['DATE_VARIANT']],
    ['2017-5-2 9:30:05', '2017-05-02T09:30:05+08:00', ['DATE_VARIANT']],
    ['2017-05-02T07:30:00Z', '2017-05-02T15:30:00+08:00', ['DATE_VARIANT', 'TIME_ZONE']],
    ['2017-05-02T07:30:00.250Z', '2017-05-02T15:30:00.250+08:00', ['DATE_VARIANT', 'TIME_ZONE']],
    ['20170502153000', '2017-05-02T15:30:00+08:00', ['DATE_VARIANT']],
    ['2017年5月2日下午3时30分', '2017-05-02T15:30:00+08:00', ['DATE_VARIANT']],
    ['2017-05-02 24:00:00', '2017-05-03T00:00:00+08:00', ['DATE_VARIANT']],
    ['2017-05-02', '2017-05-02T00:00:00+08:00', ['DATE_VARIANT']],
    ['42857.5', '2017-05-02T12:00:00+08:00', ['DATE_VARIANT']],
    ['2017-05-02 25:00', null, ['DATE_INVALID']],
  ])('the time %s is %s', (raw, value, flags) => {
    expect(readDateTime(raw)).toEqual({ value, flags });
  });

  test('a usual notation reads as one that has to be taken apart', () => {
    const part = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
    const year = fc.integer({ min: 1790, max: 2210 });
    const written = fc.tuple(year, part(13), part(32), part(25), part(61), part(61), fc.constantFrom(' ', 'T', '/'));
    fc.assert(
      fc.property(written, fc.constantFrom('', '+08:00'), ([year, month, day, hour, minute, second, sign], zone) => {
        const text = `${year}-${month}-${day}${sign}${hour}:${minute}:${second}${zone}`;
        expect(readDateTime(text).value).toEqual(readDateTime(text.replace('-', '－')).value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1e12 - 5, max: 7.5e12 }), (instant) => {
        expect(readDateTime(instant)).toEqual(readDateTime(new Date(instant).toISOString()));
        expect(readDateTime(String(instant))).toEqual(readDateTime(instant));
      }),
    );
  });

  test('arithmetic on ISO strings', () => {
    expect([addDays('2024-02-28', 2), daysBetween('2024-02-28', '2024-03-01'), addDays('2017-01-01', -1)]).toEqual([
      '2024-03-01',
      2,
      '2016-12-31',
    ]);
    fc.assert(
      fc.property(isoDate, fc.integer({ min: -50_000, max: 50_000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('money in fen', () => {
  test.each([
    ['1,234.5', 'yuan', 123450, ['AMOUNT_VARIANT']],
    ['300', 'yuan', 30000, []],
    [300.05, 'yuan', 30005, []],
    ['￥300.00', 'yuan', 30000, ['FULL_WIDTH', 'AMOUNT_VARIANT']],
    ['3', 'wan', 3000000, []],
    ['1.23', 'wan', 1230000, []],
    ['300', 'fen', 300, []],
    ['叁万元整', 'yuan', 3000000, ['AMOUNT_VARIANT']],
    ['壹拾贰万叁仟肆佰伍拾陆元柒角捌分', 'yuan', 12345678, ['AMOUNT_VARIANT']],
    ['3万元', 'yuan', 3000000, ['AMOUNT_VARIANT']],
    ['3万5千元', 'yuan', 3500000, ['AMOUNT_VARIANT']],
    ['三千元', 'yuan', 300000, ['AMOUNT_VARIANT']],
    ['人民币5000元', 'wan', 500000, ['AMOUNT_VARIANT']],
    ['0.005', 'yuan', 1, ['AMOUNT_VARIANT']],
    ['-5', 'yuan', -500, ['OUT_OF_RANGE']],
    ['200000000000', 'yuan', 20000000000000, ['OUT_OF_RANGE']],
    ['1,23', 'yuan', null, ['AMOUNT_INVALID']],
    ['约3万元', 'yuan', null, ['AMOUNT_INVALID']],
    ['1.2E+5', 'yuan', null, ['PRECISION_LOST']],
    ['无', 'yuan', null, ['PLACEHOLDER']],
    [Number.NaN, 'yuan', null, ['AMOUNT_INVALID']],
  ] as const)('%s %s is %s', (raw, unit, value, flags) => {
    expect(readMoney(raw, unit)).toEqual({ value, flags });
  });

  test('any whole number of fen reads back from yuan', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (fen) => {
        expect(readMoney(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`, 'yuan')).toEqual({
          value: fen,
          flags: [],
        });
      }),
    );
  });
});

test.each([
  ['24', 24, []],
  [24, 24, []],
  ['二年', 24, ['NUMBER_VARIANT']],
  ['2年6个月', 30, ['NUMBER_VARIANT']],
  ['一年三个月', 15, ['NUMBER_VARIANT']],
  ['两年', 24, ['NUMBER_VARIANT']],
  ['半年', 6, ['NUMBER_VARIANT']],
  ['一年半', 18, ['NUMBER_VARIANT']],
  ['十个月', 10, ['NUMBER_VARIANT']],
  ['有期徒刑一年零六个月', 18, ['NUMBER_VARIANT']],
  ['24个月', 24, ['NUMBER_VARIANT']],
  ['24.0', 24, []],
  ['400', 400, ['OUT_OF_RANGE']],
  ['六个月零十五日', null, ['NUMBER_INVALID']],
  ['无期', null, ['NUMBER_INVALID']],
  [null, null, []],
])('%s is a length of %s months', (raw, value, flags) => {
  expect(readMonths(raw)).toEqual({ value, flags });
});

test('numbers out of range are kept and flagged', () => {
  expect(readInteger('26', { min: 0, max: 24 })).toEqual({ value: 26, flags: ['OUT_OF_RANGE'] });
  expect(readInteger('1,234')).toEqual({ value: 1234, flags: ['NUMBER_VARIANT'] });
  expect(readInteger('3.5')).toEqual({ value: null, flags: ['NUMBER_INVALID'] });
  expect(readInteger('９')).toEqual({ value: 9, flags: ['FULL_WIDTH'] });
  expect(readInteger('三')).toEqual({ value: 3, flags: ['NUMBER_VARIANT'] });
  expect(readDecimal('7.5', { max: 24 })).toEqual({ value: 7.5, flags: [] });
  expect(readDecimal('abc')).toEqual({ value: null, flags: ['NUMBER_INVALID'] });
});

test('yes and no in every notation', () => {
  expect(['是', '1', 1, 'Y', 'y', 'true', true, '有', 'T', '√'].map((raw) => readBoolean(raw).value)).toEqual(
    Array(10).fill(true),
  );
  expect(
    ['否', '0', 0, 'N', 'false', false, '无', 'F', '×', new Uint8Array([0])].map((raw) => readBoolean(raw).value),
  ).toEqual(Array(10).fill(false));
  expect(readBoolean('2')).toEqual({ value: null, flags: ['BOOLEAN_INVALID'] });
  expect(readBoolean('不详')).toEqual({ value: null, flags: ['PLACEHOLDER'] });
});

describe('text', () => {
  test.each([
    ['盗窃，数额较大。', '盗窃，数额较大。', []],
    ['&amp;lt;无&amp;gt;', '<无>', ['ESCAPED']],
    ['a &lt; b', 'a < b', ['ESCAPED']],
    [' 宁津县１０２室 ', '宁津县102室', ['WHITESPACE', 'FULL_WIDTH']],
    ['锟斤拷锟斤拷', '锟斤拷锟斤拷', ['ENCODING']],
    ['?八姆铰?lián)動', '?八姆铰?lián)動', ['ENCODING']],
    ['瀹佹触鍘夸汉姘戞硶闄', '瀹佹触鍘夸汉姘戞硶闄', ['ENCODING']],
    ['宁津县人民法\ufffd', '宁津县人民法\ufffd', ['TRUNCATED']],
    ['王璇瑛', '王璇瑛', []],
    ['是否成年?是', '是否成年?是', []],
    ['㛃𬭎', '㛃𬭎', []],
  ])('%s', (raw, value, flags) => {
    expect(readText(raw)).toEqual({ value, flags });
  });

  test('placeholders are null where that was asked for, and a filled column may be cut', () => {
    expect(readText('无')).toEqual({ value: '无', flags: [] });
    expect(readText('无', { placeholders: true })).toEqual({ value: null, flags: ['PLACEHOLDER'] });
    expect(readText('宁'.repeat(100), { width: 200 }).flags).toEqual(['TRUNCATED']);
  });
});

describe('names', () => {
  test.each([
    ['张三', { name: '张三', formerName: null, alias: null }, []],
    ['张三（曾用名张叁）', { name: '张三', formerName: '张叁', alias: null }, ['NAME_VARIANT']],
    ['张三(曾用名：张叁)', { name: '张三', formerName: '张叁', alias: null }, ['NAME_VARIANT']],
    ['张三（绰号老三）', { name: '张三', formerName: null, alias: '老三' }, ['NAME_VARIANT']],
    ['张  三', { name: '张三', formerName: null, alias: null }, ['NAME_VARIANT']],
    ['张　三', { name: '张三', formerName: null, alias: null }, ['NAME_VARIANT']],
    ['阿依古丽•买买提', { name: '阿依古丽·买买提', formerName: null, alias: null }, ['NAME_VARIANT']],
    ['阿依古丽.买买提', { name: '阿依古丽·买买提', formerName: null, alias: null }, ['NAME_VARIANT']],
    ['阿依古丽·买买提', { name: '阿依古丽·买买提', formerName: null, alias: null }, []],
    ['John  Smith', { name: 'John Smith', formerName: null, alias: null }, ['NAME_VARIANT']],
    ['不详', null, ['PLACEHOLDER']],
  ])('%s', (raw, value, flags) => {
    expect(readPersonName(raw)).toEqual({ value, flags });
  });

  test('notations of one name meet under its key', () => {
    expect(
      new Set(['阿依古丽•买买提', '阿依古丽·买买提', '阿依古丽 买买提', '阿依古丽.买买提'].map(nameKey)).size,
    ).toBe(1);
    expect(nameKey('王\ue863')).toBe('王䶮');
  });
});

test('no reader throws on anything, and what it reads it reads again unchanged', () => {
  const readers = [
    readDate,
    readDateTime,
    readMonths,
    readInteger,
    readDecimal,
    readBoolean,
    readText,
    (raw: unknown) => readMoney(raw, 'fen'),
  ];
  fc.assert(
    fc.property(anything, (raw) => {
      for (const reader of readers) {
        const { value } = reader(raw);
        if (value !== null) expect(reader(value).value).toBe(value);
      }
      const { value } = readPersonName(raw);
      if (value !== null) expect(readPersonName(value.name).value?.name).toBe(value.name);
    }),
    { numRuns: 2000 },
  );
});
