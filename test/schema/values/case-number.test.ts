import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caseNumberSpellings, parseCaseNumber, readCaseNumber } from '../../../schema/values/case-number.js';
import {
  documentNumberSpellings,
  parseDocumentNumber,
  readDocumentNumber,
} from '../../../schema/values/document-number.js';
import {
  parsePoliceNumber,
  policeNumberSpellings,
  readPoliceCaseNumber,
  readPolicePersonNumber,
} from '../../../schema/values/police-number.js';
import { anything } from './arbitraries.js';

const vectors = [
  ['(2024)鲁1422刑初123号', '鲁1422', '刑初', '123', null],
  ['(2017)内0402民初5号', '内0402', '民初', '5', null],
  ['(2020)最高法民申1234号', '最高法', '民申', '1234', null],
  ['(2019)最高法知民终1号', '最高法知', '民终', '1', null],
  ['(2023)鲁01刑更33号', '鲁01', '刑更', '33', null],
  ['(2022)内0402执恢45号之一', '内0402', '执恢', '45', '一'],
  ['(2021)鲁1422财保7号', '鲁1422', '财保', '7', null],
  ['(2020)兵01民终3号', '兵01', '民终', '3', null],
  ['(2018)鲁71民辖终2号', '鲁71', '民辖终', '2', null],
] as const;

test.each(vectors)('%s reads as itself and falls into its parts', (value, courtCode, typeCode, serial, suffix) => {
  expect(readCaseNumber(value)).toEqual({ value, flags: [] });
  expect(parseCaseNumber(value)).toEqual({
    form: 'current',
    year: Number(value.slice(1, 5)),
    courtCode,
    typeCode,
    serial,
    suffix,
  });
});

test('a number of before 2016 keeps its form and says so', () => {
  expect(readCaseNumber('（2014）宁刑初字第45号')).toEqual({
    value: '(2014)宁刑初字第45号',
    flags: ['FULL_WIDTH', 'CASE_NUMBER_LEGACY'],
  });
  expect(parseCaseNumber('(2014)宁刑初字第45号')).toEqual({
    form: 'legacy',
    year: 2014,
    courtCode: '宁',
    typeCode: '刑初',
    serial: '45',
    suffix: null,
  });
  expect(readCaseNumber('(2013)德中刑执字第7-1号').value).toBe('(2013)德中刑执字第7-1号');
});

describe('dirty spellings', () => {
  test.each([
    ['（２０２４）鲁1422刑初１２３号', ['FULL_WIDTH']],
    ['（2024）鲁1422刑初123号', ['FULL_WIDTH']],
    ['〔2024〕鲁1422刑初123号', ['CASE_NUMBER_VARIANT']],
    ['[2024]鲁1422刑初123号', ['CASE_NUMBER_VARIANT']],
    ['(2024) 鲁1422 刑初 123号', ['WHITESPACE']],
    ['(2024)鲁1422刑初第123号', ['CASE_NUMBER_VARIANT']],
    ['(2024)鲁1422刑初字第123号', ['CASE_NUMBER_VARIANT']],
    ['(2024)鲁1422刑初00123号', ['CASE_NUMBER_VARIANT']],
    ['2024鲁1422刑初123号', ['CASE_NUMBER_VARIANT']],
    ['(2024)鲁1422刑初123', ['CASE_NUMBER_VARIANT']],
  ])('%s', (raw, flags) => {
    expect(readCaseNumber(raw)).toEqual({ value: '(2024)鲁1422刑初123号', flags });
  });

  test('eight random digits of a review keep their zeros', () => {
    expect(readCaseNumber('(2019)最高法刑核01234567号').value).toBe('(2019)最高法刑核01234567号');
  });

  test.each([
    ['鲁1422刑初123号', 'CASE_NUMBER_INVALID'],
    ['(2024)刑初123号', 'CASE_NUMBER_INVALID'],
    ['(24)鲁1422刑初123号', 'CASE_NUMBER_INVALID'],
    ['无', 'PLACEHOLDER'],
    [42, 'CASE_NUMBER_INVALID'],
  ])('%s is null', (raw, flag) => {
    expect(readCaseNumber(raw)).toEqual({ value: null, flags: [flag] });
  });
});

const caseNumber = fc
  .tuple(
    fc.integer({ min: 2016, max: 2026 }),
    fc.constantFrom('鲁1422', '内0402', '最高法', '兵01', '鲁71', '内'),
    fc.constantFrom('刑初', '民初', '执', '执恢', '民辖终', '行审', '刑更'),
    fc.integer({ min: 1, max: 9_999_999 }),
    fc.constantFrom('', '之一', '之十二'),
  )
  .map(([year, court, type, serial, suffix]) => `(${year})${court}${type}${serial}号${suffix}`);

test.each(['(2022)内0402号执恢45号之一', '(2022)内0402执号恢45号', '(2022)内0402执恢号45号'])(
  'a stray 号 in %s makes it no case number: nothing is guessed away',
  (raw) => {
    expect(readCaseNumber(raw)).toEqual({ value: null, flags: ['CASE_NUMBER_INVALID'] });
  },
);

test('every case number reads back through each of its spellings', () => {
  fc.assert(
    fc.property(caseNumber, (value) => {
      expect(readCaseNumber(value)).toEqual({ value, flags: [] });
      for (const spelling of caseNumberSpellings(value)) expect(readCaseNumber(spelling).value).toBe(value);
    }),
  );
  for (const spelling of caseNumberSpellings('(2014)宁刑初字第45号')) {
    expect(readCaseNumber(spelling).value).toBe('(2014)宁刑初字第45号');
  }
});

describe('document numbers', () => {
  test.each(['宁检刑执纠违〔2017〕3号', '宁市监罚字〔2024〕12号', '宁公(刑)立字〔2017〕45号'])('%s', (value) => {
    expect(readDocumentNumber(value)).toEqual({ value, flags: [] });
    for (const spelling of documentNumberSpellings(value)) expect(readDocumentNumber(spelling).value).toBe(value);
  });

  test('brackets, width and 第 are normalised', () => {
    expect(readDocumentNumber('宁检刑执纠违[2017]第3号')).toEqual({
      value: '宁检刑执纠违〔2017〕3号',
      flags: ['DOCUMENT_NUMBER_VARIANT'],
    });
    expect(readDocumentNumber('宁市监罚字（２０２４）１２号')).toEqual({
      value: '宁市监罚字〔2024〕12号',
      flags: ['FULL_WIDTH', 'DOCUMENT_NUMBER_VARIANT'],
    });
    expect(parseDocumentNumber('宁市监罚字〔2024〕12号')).toEqual({ prefix: '宁市监罚字', year: 2024, serial: '12' });
    expect(readDocumentNumber('关于张某的通知')).toEqual({ value: null, flags: ['DOCUMENT_NUMBER_INVALID'] });
  });
});

describe('police numbers', () => {
  test('a case number falls into unit, month and serial', () => {
    const value = 'A3714220000002017050001';
    expect(readPoliceCaseNumber(value)).toEqual({ value, flags: [] });
    expect(readPoliceCaseNumber(' a3714220000002017050001')).toEqual({ value, flags: ['WHITESPACE', 'LOWER_CASE'] });
    expect(parsePoliceNumber(value)).toEqual({
      kind: 'CASE',
      unitCode: '371422000000',
      month: '2017-05',
      serial: '0001',
    });
    for (const spelling of policeNumberSpellings(value)) expect(readPoliceCaseNumber(spelling).value).toBe(value);
  });

  test('a person number is no case number, and month 13 is none', () => {
    expect(readPoliceCaseNumber('R3714220000002017050001')).toEqual({ value: null, flags: ['CASE_NUMBER_INVALID'] });
    expect(readPolicePersonNumber('R3714220000002017050001').value).toBe('R3714220000002017050001');
    expect(readPoliceCaseNumber('A3714220000002017130001')).toEqual({ value: null, flags: ['CASE_NUMBER_INVALID'] });
  });
});

test('no reader throws, and what it reads it reads again unchanged', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      for (const reader of [readCaseNumber, readDocumentNumber, readPoliceCaseNumber, readPolicePersonNumber]) {
        const { value } = reader(raw);
        if (value !== null) expect(reader(value).value).toBe(value);
      }
    }),
  );
});
