import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { passes } from '../../sdk/completion/condition.js';
import {
  caseDomain,
  caseNumber,
  citizenId,
  courtCode,
  creditCode,
  date,
  dateTime,
  documentNumber,
  enumeration,
  flag,
  formerName,
  list,
  money,
  personName,
  policeCaseNumber,
  text,
  whenAbsent,
  whenPresent,
} from '../../sdk/index.js';
import { rawMatches } from '../../sdk/raw-match.js';

const codecs = {
  citizenId: citizenId('c'),
  creditCode: creditCode('c'),
  caseNumber: caseNumber('c'),
  caseDomain: caseDomain('c'),
  courtCode: courtCode('c'),
  documentNumber: documentNumber('c'),
  policeCaseNumber: policeCaseNumber('c'),
  date: date('c'),
  dateTime: dateTime('c'),
  text: text('c', { placeholders: true }),
  personName: personName('c'),
  formerName: formerName('c'),
  money: money('c'),
  flag: flag('c'),
  enumeration: enumeration('c', { ON: ['1', '开'], OFF: '0' }),
  list: list('c', date),
  whenPresent: whenPresent('d', text('c')),
  whenAbsent: whenAbsent('d', date('c')),
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

test.each(Object.entries(codecs))('what a test of %s means for the column leaves no record out', (_name, codec) => {
  fc.assert(
    fc.property(raw, raw, fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'isNull', 'prefix'), (c, other, op) => {
      const { value } = codec.read({ c, d: null });
      const target = codec.read({ c: other, d: null }).value ?? value;
      if (target === null || typeof target === 'object') return;
      const asked =
        op === 'isNull'
          ? ({ op, value: value === null } as const)
          : op === 'prefix'
            ? ({ op, value: String(target).slice(0, 3) } as const)
            : ({ op, value: target } as const);
      const seek = codec.seek(asked);
      if (seek === null || !passes(asked, value)) return;
      expect(rawMatches(seek.condition, { c, d: null })).toBe(true);
    }),
    { numRuns: 4000 },
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
    { numRuns: 4000 },
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
