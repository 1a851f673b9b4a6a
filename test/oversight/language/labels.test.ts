import { expect, test } from '@jest/globals';
import { createLabels } from '../../../oversight/language/labels.js';
import { ground } from '../rules/ground.js';

const { said, of } = createLabels(ground.schema);
const status = { kind: 'enum', name: 'CorrectionStatus', values: ['IN_CORRECTION'] } as const;
const division = { kind: 'code', system: 'GB/T 2260' } as const;

test.each([
  [status, 'IN_CORRECTION', '在矫', 'In correction'],
  [{ kind: 'list', of: status }, 'IN_CORRECTION、RELEASED', '在矫、解矫', 'In correction, Released'],
  [division, '371422', '山东省德州市宁津县', '371422'],
  [{ kind: 'date' }, '2026-11-02', '2026年11月2日', '2026-11-02'],
  [{ kind: 'instant' }, '2026-10-31T16:30:00Z', '2026年11月1日00:30', '2026-11-01 00:30'],
  [{ kind: 'bool' }, 'false', '否', 'no'],
  [{ kind: 'int' }, '8', '8', '8'],
] as const)('a value of %j is said in words of both languages', (type, text, zh, en) => {
  expect(said(type, text)).toEqual({ zh, en });
});

test('what no list knows is said as it stands, and the names of charges are not cut in two', () => {
  expect(said(status, 'LOST')).toEqual({ zh: 'LOST', en: 'LOST' });
  expect(of(status, 'LOST')).toBeNull();
  const charge = '掩饰、隐瞒犯罪所得罪';
  expect(said({ kind: 'list', of: { kind: 'text' } }, charge)).toEqual({ zh: charge, en: charge });
});
