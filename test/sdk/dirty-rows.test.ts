import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import type { DataFlag } from '../../schema/flags.js';
import type { FieldValue } from '../../schema/scalar.js';
import { nameKey } from '../../schema/values/person-name.js';
import type { Codec } from '../../sdk/codec.js';
import { bind } from '../../sdk/entity.js';
import {
  caseNumber,
  citizenId,
  code,
  creditCode,
  date,
  dateTime,
  enumeration,
  formerName,
  hours,
  integer,
  money,
  mu,
  personName,
  text,
} from '../../sdk/index.js';
import { rawMatches } from '../../sdk/raw-match.js';

type Case = readonly [raw: unknown, codec: Codec, value: FieldValue, flags: readonly DataFlag[]];

const id = '37142219800101123X';
const sex = enumeration('c', { MALE: ['1', '男', 'M', '01'], FEMALE: ['2', '女', 'F', '02'] });
const inGbk = (written: string) => iconv.decode(Buffer.from(written, 'utf8'), 'gbk');

/** The catalogue of dirt (domain 6.4), row by row; 10, 16 and 17 are of deliveries, not of values: test/sdk/files-landing, push. */
const rows: Readonly<Record<string, readonly Case[]>> = {
  '1 full-width digits, letters and brackets': [
    ['３７１４２２１９８００１０１１２３Ｘ', citizenId('c'), id, ['FULL_WIDTH']],
    ['（２０２４）鲁1422刑初１２３号', caseNumber('c'), '(2024)鲁1422刑初123号', ['FULL_WIDTH']],
    ['Ａ座１０１', text('c'), 'A座101', ['FULL_WIDTH']],
  ],
  '2 lower-case x, O for 0, I for 1, spaces, zero-width marks, a byte order mark': [
    ['37142219800101123x', citizenId('c'), id, ['LOWER_CASE']],
    ['371422198OO1O1123X', citizenId('c'), id, ['LOOKALIKE']],
    ['371422198OO1O11230', citizenId('c'), null, ['CITIZEN_ID_INVALID']],
    ['\ufeff371422 19800101\u200b123X', citizenId('c'), id, ['WHITESPACE']],
  ],
  '3 citizen ids of 15 digits': [['371422800101123', citizenId('c'), id, ['UPGRADED_15']]],
  '4 a check digit that fails, a date that is none, a division that is unknown': [
    ['371422198001011230', citizenId('c'), null, ['CITIZEN_ID_INVALID']],
    ['371422198002301231', citizenId('c'), null, ['CITIZEN_ID_INVALID']],
    ['91350100M000100Y44', creditCode('c'), null, ['CREDIT_CODE_INVALID']],
  ],
  '5 placeholders': [
    ['000000000000000000', citizenId('c'), null, ['PLACEHOLDER']],
    ['1', citizenId('c'), null, ['PLACEHOLDER']],
    ['无', caseNumber('c'), null, ['PLACEHOLDER']],
    ['不详', text('c', { placeholders: true }), null, ['PLACEHOLDER']],
    ['不详', text('c'), '不详', []],
    ['/', date('c'), null, ['PLACEHOLDER']],
    ['待录入系统', text('c', { sentinels: ['待录入系统'] }), null, ['PLACEHOLDER']],
    [-1, integer('c', { sentinels: [-1, 9999] }), null, ['PLACEHOLDER']],
    ['9999.00', integer('c', { sentinels: [-1, 9999] }), null, ['PLACEHOLDER']],
    ['99', enumeration('c', { ON: '1' }, { sentinels: ['99'] }), null, ['PLACEHOLDER']],
  ],
  '6 variants of dates': [
    ...['20170502', '2017-5-2', '2017/05/02 0:00:00', '2017年5月2日', '二〇一七年五月二日', 42857, '1493654400000'].map(
      (raw): Case => [raw, date('c'), '2017-05-02', expect.arrayContaining(['DATE_VARIANT']) as unknown as DataFlag[]],
    ),
    ...['1900-01-01', '2000/1/1', '0000-00-00', '99991231'].map(
      (raw): Case => [raw, date('c'), null, ['DATE_SENTINEL']],
    ),
    ['1970-01-01', date('c', { sentinels: ['1970-01-01'] }), null, ['DATE_SENTINEL']],
  ],
  '7 times in UTC': [
    ['1980-01-01', date('c'), '1980-01-01', []],
    ['1979-12-31T16:00:00Z', date('c'), '1980-01-01', ['DATE_VARIANT', 'TIME_ZONE']],
    ['2024-04-01T00:30:00.000Z', dateTime('c'), '2024-04-01T08:30:00+08:00', ['DATE_VARIANT', 'TIME_ZONE']],
  ],
  '8 code drift': [
    ['汉族', code('c', 'GB/T 3304'), '01', ['CODE_LEGACY']],
    ['汉', code('c', 'GB/T 3304'), '01', ['CODE_LEGACY']],
    ['1', code('c', 'GB/T 3304'), '01', ['CODE_LEGACY']],
    ['370181', code('c', 'GB/T 2260'), '370114', ['CODE_LEGACY']],
    ['男', sex, 'MALE', ['CODE_LEGACY']],
    ['M', sex, 'MALE', ['CODE_LEGACY']],
    ['1', sex, 'MALE', []],
    ['7', sex, null, ['CODE_UNKNOWN']],
  ],
  '9 encodings and rare characters': [
    [`${inGbk('社区矫正对象')}`, text('c'), inGbk('社区矫正对象'), ['ENCODING']],
    ['姓名锟斤拷', text('c'), '姓名锟斤拷', ['ENCODING']],
    ['?八姆铰?lián)動', text('c'), '?八姆铰?lián)動', ['ENCODING']],
    ['张㛃', personName('c'), '张㛃', []],
    ['李𬭎', personName('c'), '李𬭎', []],
    ['王\ue81e', personName('c'), '王\ue81e', []],
    // A character of one system's own font: nobody else can read it.
    ['王\ue001', personName('c'), '王\ue001', ['ENCODING']],
    ['住\ue001', text('c'), '住\ue001', ['ENCODING']],
    ['張學友', personName('c'), '張學友', []],
  ],
  '11 variants of names': [
    ['张三（曾用名张叁）', personName('c'), '张三', ['NAME_VARIANT']],
    ['张三（曾用名张叁）', formerName('c'), '张叁', ['NAME_VARIANT']],
    ['阿卜杜拉•买买提', personName('c'), '阿卜杜拉·买买提', ['NAME_VARIANT']],
    ['阿卜杜拉.买买提', personName('c'), '阿卜杜拉·买买提', ['NAME_VARIANT']],
    ['李　四', personName('c'), '李四', ['NAME_VARIANT']],
  ],
  '12 text that was cut or escaped twice': [
    ['被告人在法庭\ufffd', text('c'), '被告人在法庭\ufffd', ['TRUNCATED']],
    ['被告人在法', text('c', { width: 11 }), '被告人在法', ['TRUNCATED']],
    ['被告人', text('c', { width: 11 }), '被告人', []],
    ['&amp;lt;判决书&amp;gt;', text('c'), '<判决书>', ['ESCAPED']],
  ],
  '13 units of amounts': [
    ['1,234.5', money('c'), 123_450, ['AMOUNT_VARIANT']],
    ['叁万元整', money('c'), 3_000_000, ['AMOUNT_VARIANT']],
    ['3', money('c', { unit: 'wan' }), 3_000_000, []],
    ['3元', money('c', { unit: 'wan' }), 300, ['AMOUNT_VARIANT']],
    ['-1', money('c'), -100, ['OUT_OF_RANGE']],
    ['0.2公顷', mu('c'), 3, ['NUMBER_VARIANT']],
    ['90分钟', hours('c'), 1.5, ['NUMBER_VARIANT']],
  ],
  '14 what contradicts itself is kept': [
    ['48', integer('c', { min: 0, max: 24 }), 48, ['OUT_OF_RANGE']],
    ['30', hours('c', { max: 24 }), 30, ['OUT_OF_RANGE']],
    ['2099-01-01', date('c'), '2099-01-01', []],
  ],
  'Excel: precision that was lost': [
    [3.71422198001011e17, citizenId('c'), null, ['PRECISION_LOST']],
    ['3.71422E+17', citizenId('c'), null, ['PRECISION_LOST']],
    ['371422198001011000', citizenId('c'), null, ['PRECISION_LOST', 'CITIZEN_ID_INVALID']],
    ['1.2E+17', money('c'), null, ['PRECISION_LOST']],
    ['9007199254740993', integer('c'), null, ['PRECISION_LOST']],
  ],
};

describe.each(Object.entries(rows))('row %s', (_row, cases) => {
  test.each(
    cases.map(([raw, codec, value, flags]) => [String(raw), codec.form?.name, { raw, codec, value, flags }] as const),
  )('%s as %s', (_raw, _name, { raw, codec, value, flags }) => {
    expect(codec.read({ c: raw })).toEqual({ value, flags });
  });
});

test('row 9: private use characters of one name meet those of the standard', () => {
  expect(nameKey('王\ue81e')).toBe(nameKey('王\u9fb4'));
});

describe('row 15 soft deletes', () => {
  const aliveBy = (alive: Parameters<typeof bind>[1]['alive']) => {
    const condition = bind('X', {
      table: 't',
      key: 'id',
      fields: { id: text('id') },
      ...(alive ? { alive } : {}),
    }).alive;
    return (c: unknown) => condition === null || rawMatches(condition, { c });
  };

  test.each([
    ['a mark of what is dead', { column: 'c', dead: ['0'] } as const, { 0: false, 1: true, '': true }, true],
    ['a mark of what lives', { column: 'c', live: ['1'] } as const, { 0: false, 1: true, '': false }, false],
    ['a time of deletion', { column: 'c', empty: true } as const, { '2024-01-01': false, '': true }, true],
  ])('are known by %s', (_how, rule, cells, whenNull) => {
    const isAlive = aliveBy(rule);
    expect(Object.fromEntries(Object.keys(cells).map((cell) => [cell, isAlive(cell)]))).toEqual(cells);
    expect(isAlive(null)).toBe(whenNull);
  });
});
