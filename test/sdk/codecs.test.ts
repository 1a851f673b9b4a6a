// long: one table of readings a codec.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { passes } from '../../sdk/completion/condition.js';
import * as sdk from '../../sdk/index.js';
import {
  aliasName,
  caseDomain,
  caseNumber,
  citizenId,
  citizenIdBirthDate,
  citizenIdSex,
  code,
  constant,
  courtCode,
  creditCode,
  creditCodeDivision,
  date,
  dateTime,
  decimal,
  documentNumber,
  either,
  enumeration,
  flag,
  formerName,
  hours,
  integer,
  isOneOf,
  list,
  minutes,
  money,
  months,
  mu,
  otherwise,
  personName,
  policeCaseNumber,
  policePersonNumber,
  squareMetres,
  text,
  whenAbsent,
  whenOneOf,
  whenPresent,
} from '../../sdk/index.js';
import { rawMatches } from '../../sdk/raw-match.js';

const states = { ON: ['1', '开'], OFF: '0' } as const;
const dated = { ON: ['1', { code: '2', to: '2019-12-31' }], OFF: ['0', { code: '2', from: '2020-01-01' }] } as const;

const codecs = {
  citizenId: citizenId('c'),
  citizenIdBirthDate: citizenIdBirthDate('c'),
  citizenIdSex: citizenIdSex('c'),
  creditCode: creditCode('c'),
  creditCodeDivision: creditCodeDivision('c'),
  caseNumber: caseNumber('c'),
  caseDomain: caseDomain('c'),
  courtCode: courtCode('c'),
  documentNumber: documentNumber('c'),
  policeCaseNumber: policeCaseNumber('c'),
  policePersonNumber: policePersonNumber('c'),
  date: date('c'),
  dateTime: dateTime('c'),
  text: text('c', { placeholders: true }),
  textWithSentinels: text('c', { sentinels: ['张三', '1'] }),
  personName: personName('c'),
  formerName: formerName('c'),
  aliasName: aliasName('c'),
  integer: integer('c', { min: 0, max: 24 }),
  decimal: decimal('c', { sentinels: [1] }),
  money: money('c'),
  moneyWithSentinels: money('c', { unit: 'wan', sentinels: [1] }),
  months: months('c'),
  hours: hours('c', { max: 24 }),
  minutes: minutes('c'),
  mu: mu('c'),
  squareMetres: squareMetres('c', { unit: 'mu' }),
  flag: flag('c'),
  flagWithSentinels: flag('c', { sentinels: ['无'] }),
  enumeration: enumeration('c', states),
  enumerationByDay: enumeration('c', dated, { on: 'd' }),
  enumerationWithSentinels: enumeration('c', states, { current: 2, sentinels: ['是'] }),
  code: code('c', 'GB/T 2261.1'),
  codeByDay: code('c', 'GB/T 2261.1', { on: 'd', local: { '2': ['1', { code: '开', from: '2020-01-01' }] } }),
  list: list('c', date),
  constant: constant('K'),
  whenPresent: whenPresent('d', text('c')),
  whenAbsent: whenAbsent('d', date('c')),
  whenOneOf: whenOneOf(enumeration('d', states), ['ON'], text('c')),
  either: either(documentNumber('c'), text('c')),
  eitherColumn: either(date('d'), date('c')),
  otherwise: otherwise(flag('c'), false),
  otherwiseState: otherwise(enumeration('c', states), 'ON'),
  isOneOf: isOneOf(enumeration('c', states), ['ON']),
};

const seeds = [
  '37142219800101123X',
  '371422800101123',
  '91350100M000100Y43',
  '9135O1OOM000100Y43',
  '(2024)鲁1422刑初123号',
  '(2024)鲁1422刑初0123号',
  '（2017）内0402民初5号',
  '(2022)内0402执恢45号之一',
  '(2014)宁刑初字第45号',
  '(2024)鲁1422\ufa08初3号',
  '(2024)鲁14行审2号',
  '宁市监罚字〔2024〕12号',
  '宁市监罚字〔2024〕第012号',
  'A3714220000002024010001',
  '2024-02-29',
  '2024-02-30',
  '2024年2月9日',
  '2024-02-29 24:00:00',
  '2024-02-29 23:59:59',
  '2024-02-29T08:00:00.000Z',
  '张三（曾用名张叁）',
  '阿卜杜拉·买买提',
  '1,234.50',
  '3万元',
  '无',
  '1',
  '开',
  '是',
  '2024-01-01,2024-01-02',
  '&amp;lt;',
];
const mangled = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.nat(30),
    fc.constantFrom('', ' ', '\u200b', '０', 'x', 'O', '第', '\n', '号', "'"),
  )
  .map(([seed, at, what]) => seed.slice(0, at) + what + seed.slice(at));
const raw = fc.oneof(mangled, fc.constantFrom(...seeds), fc.string({ unit: 'binary' }), fc.constant(null));

test.each(Object.entries(codecs))('%s never throws, and gives a value or null', (_name, codec) => {
  const anything = fc.oneof(raw, fc.anything());
  fc.assert(
    fc.property(anything, anything, (c, d) => {
      const { value, flags } = codec.read({ c, d });
      expect(value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value)).toBe(true);
      expect(Array.isArray(flags)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const ops = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'notIn', 'isNull', 'prefix'] as const;

test.each(Object.entries(codecs))('what a test of %s means for the column leaves no record out', (_name, codec) => {
  fc.assert(
    fc.property(raw, raw, raw, fc.constantFrom(...ops), (c, d, other, op) => {
      const { value } = codec.read({ c, d });
      const target = codec.read({ c: other, d }).value ?? value;
      if (target === null || typeof target === 'object') return;
      const asked =
        op === 'isNull'
          ? ({ op, value: value === null } as const)
          : op === 'prefix'
            ? ({ op, value: String(target).slice(0, 3) } as const)
            : op === 'in' || op === 'notIn'
              ? ({ op, values: [target] } as const)
              : ({ op, value: target } as const);
      const seek = codec.seek(asked);
      if (seek === null || !passes(asked, value)) return;
      expect(rawMatches(seek.condition, { c, d })).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test.each(Object.entries(codecs))('a raw text of %s that is not odd reads as itself or as null', (_name, codec) => {
  const { spelling } = codec;
  if (spelling === null) return;
  fc.assert(
    fc.property(raw, (c) => {
      if (c === null || rawMatches(spelling.odd, { c })) return;
      const { value } = codec.read({ c });
      expect(value === null || value === c).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('an older code is read and flagged, an unknown one is null', () => {
  const { enumeration: codec } = codecs;
  expect(['1', '开', ' 0', '7', '', null].map((c) => codec.read({ c }))).toEqual([
    { value: 'ON', flags: [] },
    { value: 'ON', flags: ['CODE_LEGACY'] },
    { value: 'OFF', flags: ['WHITESPACE'] },
    { value: null, flags: ['CODE_UNKNOWN'] },
    { value: null, flags: [] },
    { value: null, flags: [] },
  ]);
});

test('a list leaves out what does not parse, and says so', () => {
  expect(codecs.list.read({ c: '2024-01-01，2024/1/2,坏' })).toEqual({
    value: ['2024-01-01', '2024-01-02'],
    flags: ['DATE_VARIANT', 'DATE_INVALID'],
  });
});

const factories = Object.keys(sdk);

test.each(Object.entries(codecs))('%s says its factory and what it was made with', (_name, codec) => {
  const forms = [codec.form, codec.form?.of].filter((form) => form !== undefined);
  expect(forms.length).toBeGreaterThan(0);
  for (const { name } of forms) expect(factories).toContain(name);
});

test('a form names options and the codec inside', () => {
  expect(
    [codecs.moneyWithSentinels, codecs.list, codecs.whenPresent, codecs.enumerationByDay].map(({ form }) => form),
  ).toEqual([
    { name: 'money', options: { unit: 'wan', sentinels: [1] } },
    { name: 'list', of: { name: 'date', options: { clean: false } } },
    { name: 'whenPresent', options: { column: 'd' }, of: { name: 'text', options: { clean: false } } },
    { name: 'enumeration', options: { codes: dated, on: 'd', current: 1, clean: false } },
  ]);
});

const clean = {
  enumeration: enumeration('c', states, { clean: true }),
  otherwise: otherwise(enumeration('c', states, { clean: true }), 'ON'),
  isOneOf: isOneOf(enumeration('c', states, { clean: true }), ['ON']),
};

test.each(Object.entries(clean))(
  'of a clean column, %s leaves nothing to be tested again where it says so',
  (_name, codec) => {
    for (const c of ['1', '开', '0', null]) {
      for (const other of ['1', '0']) {
        for (const op of ['eq', 'ne', 'in', 'notIn', 'isNull'] as const) {
          const { value } = codec.read({ c: other });
          if (value === null) continue;
          const asked =
            op === 'isNull'
              ? ({ op, value: true } as const)
              : op === 'in' || op === 'notIn'
                ? ({ op, values: [value] } as const)
                : ({ op, value } as const);
          const seek = codec.seek(asked);
          const isPassing = passes(asked, codec.read({ c }).value);
          if (seek !== null && isPassing)
            expect([asked, c, rawMatches(seek.condition, { c })]).toEqual([asked, c, true]);
          if (seek?.exact) expect([asked, c, rawMatches(seek.condition, { c })]).toEqual([asked, c, isPassing]);
        }
      }
    }
  },
);

test('a code that meant something else at another time is read by the day', () => {
  const { enumerationByDay: codec } = codecs;
  const cells = ['2019/12/31', '2020-01-01', '无', null].map((d) => ({ c: '2', d }));
  expect([...cells, { c: '1', d: null }].map((raw) => codec.read(raw))).toEqual([
    { value: 'ON', flags: ['CODE_LEGACY'] },
    { value: 'OFF', flags: ['CODE_LEGACY'] },
    { value: null, flags: ['CODE_UNKNOWN'] },
    { value: null, flags: ['CODE_UNKNOWN'] },
    { value: 'ON', flags: [] },
  ]);
});

test('a code outside of its days means nothing', () => {
  const codec = enumeration('c', { ON: { code: '1', from: '2020-01-01', to: '2020-12-31' }, OFF: '0' }, { on: 'd' });
  expect(
    ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01', null].map((d) => codec.read({ c: '1', d }).value),
  ).toEqual([
    null,
    'ON',
    'ON',
    null,
    // Without the day it can still mean only one thing.
    'ON',
  ]);
});

test('local codes come to those of the standard, by the day where they changed', () => {
  const codec = code('c', 'GB/T 3304', { on: 'd', local: { '01': 'H', '02': [{ code: '1', to: '2015-12-31' }, 'M'] } });
  const read = (c: string, d: string | null) => codec.read({ c, d });
  expect([
    read('H', null),
    read('汉族', null),
    read('M', null),
    read('1', '2015-12-31'),
    read('1', '2016-01-01'),
    read('1', null),
  ]).toEqual([
    { value: '01', flags: ['CODE_LEGACY'] },
    { value: '01', flags: ['CODE_LEGACY'] },
    { value: '02', flags: ['CODE_LEGACY'] },
    { value: '02', flags: ['CODE_LEGACY'] },
    { value: '01', flags: ['CODE_LEGACY'] },
    { value: null, flags: ['CODE_UNKNOWN'] },
  ]);
});

test('divisions by the day stay what they were', () => {
  const [today, then] = [code('c', 'GB/T 2260'), code('c', 'GB/T 2260', { on: 'd' })];
  const raw = { c: '370181', d: '2010-05-01' };
  expect([today.read(raw).value, then.read(raw).value]).toEqual(['370114', '370181']);
});

test.each<[string, () => unknown, string]>([
  [
    'a code of two meanings on one day',
    () => enumeration('zt', { A: '1', B: ['2', '1'] }),
    'enumeration of zt: code 1 means A and B on one day',
  ],
  [
    'a code of two meanings whose days overlap',
    () => enumeration('zt', { A: { code: '1', to: '2020-01-01' }, B: { code: '1', from: '2020-01-01' } }, { on: 'rq' }),
    'enumeration of zt: code 1 means A and B on one day',
  ],
  [
    'days without the column that they are judged by',
    () => enumeration('zt', { A: { code: '1', to: '2020-01-01' } }),
    'enumeration of zt: codes have days: name in `on` the column that they are judged by',
  ],
  [
    'a day that is none',
    () => enumeration('zt', { A: { code: '1', to: '2020' } }, { on: 'rq' }),
    'enumeration of zt: 2020 is no day: write YYYY-MM-DD',
  ],
  [
    'a sentinel that is a code',
    () => enumeration('zt', { A: '1' }, { sentinels: ['1'] }),
    'enumeration of zt: code 1 is a sentinel as well',
  ],
  [
    'a code system that there is none of',
    () => code('mz', 'GB/T 3034'),
    'code of mz: there is no code system GB/T 3034; did you mean GB/T 3304?',
  ],
  [
    'a local code for none',
    () => code('mz', 'GB/T 3304', { local: { '77': '7' } }),
    'code of mz: GB/T 3304 has no code 77',
  ],
])('%s is refused where it is written', (_what, make, message) => {
  let thrown: unknown;
  try {
    make();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'ADAPTER_INVALID', message });
});

test('facts that an identifier carries are read out of it', () => {
  const { citizenIdBirthDate: birth, citizenIdSex: sex, creditCodeDivision: division, aliasName: alias } = codecs;
  const c = '371422800101123';
  expect([
    birth.read({ c }),
    sex.read({ c }),
    division.read({ c: '91350100M000100Y43' }),
    alias.read({ c: '张三（绰号小张）' }),
  ]).toEqual([
    { value: '1980-01-01', flags: ['UPGRADED_15'] },
    { value: '1', flags: ['UPGRADED_15'] },
    { value: '350100', flags: [] },
    { value: '小张', flags: ['NAME_VARIANT'] },
  ]);
});

test('either codec of a number may read it, and it is looked up by the spellings of both', () => {
  const { either: codec } = codecs;
  expect(['宁市监罚字[2024]12号', '无字号12', null].map((c) => codec.read({ c }))).toEqual([
    { value: '宁市监罚字〔2024〕12号', flags: ['DOCUMENT_NUMBER_VARIANT'] },
    { value: '无字号12', flags: ['DOCUMENT_NUMBER_INVALID'] },
    { value: null, flags: [] },
  ]);
  expect(codec.spelling?.of('AB12')).toEqual(expect.arrayContaining(['AB12', 'ＡＢ１２']));
});

test('where nothing is recorded, another value may be meant; what does not parse stays null', () => {
  const { otherwise: codec } = codecs;
  expect(['1', '', null, '?!'].map((c) => codec.read({ c }))).toEqual([
    { value: true, flags: [] },
    { value: false, flags: [] },
    { value: false, flags: [] },
    { value: null, flags: ['BOOLEAN_INVALID'] },
  ]);
});
