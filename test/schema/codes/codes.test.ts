import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeList } from '../../../schema/codes/code-list.js';
import { covers, currentDivision, divisionName, divisionPath } from '../../../schema/codes/division.js';
import { allDivisions, findDivision } from '../../../schema/codes/division-history.js';
import { lookupCode } from '../../../schema/codes/lookup.js';
import { readCode } from '../../../schema/codes/read-code.js';
import { codeSystems } from '../../../schema/codes/systems.js';
import { anything } from '../values/arbitraries.js';

describe('code lists', () => {
  test('every system has its list, and every code both labels', () => {
    for (const { id, files } of codeSystems) {
      if (files.length === 0) continue;
      const list = codeList(id);
      for (const code of list?.codes.keys() ?? []) {
        expect(readCode(id, code).value).toBe(code);
        const item = lookupCode(id, code);
        expect([id, code, item?.label, item?.labelEn]).not.toContain('');
      }
      expect([id, (list?.codes.size ?? 0) > 2]).toEqual([id, true]);
    }
  });

  test.each(['汉族', '汉', '1', 'HA', '汉 族'])('%s is 01 of GB/T 3304', (raw) => {
    expect(readCode('GB/T 3304', raw)).toEqual({
      value: '01',
      flags: raw.includes(' ') ? ['WHITESPACE', 'CODE_LEGACY'] : ['CODE_LEGACY'],
    });
  });

  test.each(['男', 'M', '01', '男性', 'm'])('%s is 1 of GB/T 2261.1', (raw) => {
    expect(readCode('GB/T 2261.1', raw)).toEqual({ value: '1', flags: ['CODE_LEGACY'] });
  });

  test.each([
    ['FYB/T 51203', '危险驾驶', '133001'],
    ['FYB/T 51203', '掩饰、隐瞒犯罪所得罪', '312'],
    ['FYB/T 51203', '民间借贷纠纷', 'M4.10.103.4'],
    ['correction-type', '缓刑', 'PROBATION'],
    ['correction-type', '02', 'PROBATION'],
    ['corrections-management-level', '严管', 'STRICT'],
    ['court-closing-mode', '调解结案', 'MEDIATION'],
    ['enforcement-closing-mode', '终本', 'TERMINATED_THIS_ROUND'],
    ['GB/T 4658', '大专', '30'],
    ['GB/T 2261.2', '离异', '40'],
    ['GB/T 4762', '党员', '01'],
    ['GA/T 2000.156', '身份证', '111'],
    ['coercive-measure', '刑拘', 'DETENTION'],
  ])('%s: %s is %s', (system, raw, value) => {
    expect(readCode(system, raw)).toEqual({ value, flags: ['CODE_LEGACY'] });
  });

  test('an unknown code is null and says so, an unknown system knows nothing', () => {
    expect(readCode('GB/T 3304', '外星族')).toEqual({ value: null, flags: ['CODE_UNKNOWN'] });
    expect(readCode('GB/T 3304', '不详')).toEqual({ value: null, flags: ['PLACEHOLDER'] });
    expect(readCode('no such list', '01')).toEqual({ value: null, flags: ['CODE_UNKNOWN'] });
    expect(lookupCode('no such list', '01')).toBeNull();
  });

  test('a code answers with both labels, its system and version', () => {
    expect(lookupCode('GB/T 2261.1', '2')).toEqual({
      code: '2',
      label: '女性',
      labelEn: 'Female',
      system: 'GB/T 2261.1',
      version: '2003',
    });
    expect(lookupCode('GB/T 6565', '63001')?.label).toBe('生产制造及有关人员');
  });

  test('deprivation of political rights is a type of correction until 2012 only', () => {
    expect(lookupCode('correction-type', 'DEPRIVATION_OF_POLITICAL_RIGHTS', '2011-06-01')?.label).toBe('剥夺政治权利');
    expect(readCode('correction-type', '05', '2020-07-01')).toEqual({ value: null, flags: ['CODE_UNKNOWN'] });
  });

  test('no reader of codes throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codeSystems.map((system) => system.id)), anything, (system, raw) => {
        const { value } = readCode(system, raw);
        if (value !== null) expect(readCode(system, value)).toEqual({ value, flags: [] });
      }),
    );
  });
});

describe('divisions', () => {
  test.each([
    ['370181', '370114', '章丘市'],
    ['370125', '370115', '济阳县'],
    ['371202', '370116', '莱城区'],
    ['371203', '370117', '钢城区'],
    ['372431', '371422', '宁津县'],
    ['110103', '110101', '崇文区'],
  ])('%s has become %s', (former, current, name) => {
    expect([currentDivision(former), divisionName(former)]).toEqual([current, name]);
    expect(readCode('GB/T 2260', former)).toEqual({ value: current, flags: ['CODE_LEGACY'] });
  });

  test('on a day before the change the former code was in force', () => {
    expect([currentDivision('370181', '2016-06-01'), currentDivision('370181', '2017-06-01')]).toEqual([
      '370181',
      '370114',
    ]);
    expect(lookupCode('GB/T 2260', '370181', '2015-01-01')?.label).toBe('山东省济南市章丘市');
    expect(lookupCode('GB/T 2260', '370181', '2020-01-01')).toBeNull();
  });

  test.each([
    ['370000', '371422', true],
    ['37', '371422', true],
    ['371400', '371422', true],
    ['371422', '371422102000', true],
    ['371422', '371423', false],
    ['370100', '371202', true],
    ['370114', '370181', true],
    ['370181', '370114', true],
    ['371200', '370116', true],
    ['371200', '370114', false],
    ['110101', '110103', true],
    ['110103', '110101', false],
    ['371422', '371400', false],
    ['100000', '371422', true],
    ['', '371422', false],
    ['371422', '', false],
    ['000000', '371422', false],
    ['37142', '371422', false],
  ])('%s covers %s: %s', (territory, division, expected) => {
    expect(covers(territory, division)).toBe(expected);
  });

  test('the path names province, city and county', () => {
    expect([divisionPath('371422'), divisionPath('150402'), divisionPath('110105'), divisionPath('999999')]).toEqual([
      '山东省德州市宁津县',
      '内蒙古自治区赤峰市红山区',
      '北京市朝阳区',
      null,
    ]);
  });

  test('every successor is a current division', () => {
    for (const { successor } of allDivisions()) {
      if (successor !== null) expect([successor, findDivision(successor)?.until]).toEqual([successor, null]);
    }
  });
});
