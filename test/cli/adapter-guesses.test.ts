import { expect, test } from '@jest/globals';
import { type PlanSetting, planEntity } from '../../cli/adapter/scaffold/plan-entity.js';
import { samplesFor } from '../../cli/adapter/scaffold/samples.js';
import { writeEntity } from '../../cli/adapter/scaffold/write-entity.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import type { TableDescription } from '../../sdk/introspection/description.js';
import { guessTable } from '../../sdk/introspection/guess.js';

const setting: PlanSetting = { types: readCanonicalTypes(), catalog: readCatalog(), isNothingSealed: true };

type Column = readonly [name: string, comment?: string];

function table(name: string, comment: string | null, columns: readonly Column[], key = 1): TableDescription {
  return {
    schema: null,
    name,
    kind: 'table',
    comment,
    rows: null,
    columns: columns.map(([column, said = null], at) => ({
      name: column,
      type: 'varchar(40)',
      nullable: true,
      comment: said,
      key: at < key ? at + 1 : null,
    })),
  };
}

const plan = (type: string, columns: readonly Column[], key = 1) =>
  planEntity(guessTable(table('t', null, columns, key), setting.types, type), null, setting);

const lineOf = (type: string, columns: readonly Column[], start: string) =>
  writeEntity(plan(type, columns), "'t'")
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith(start));

test('a column that says the contrary of its field is turned round, and said to be', () => {
  expect(lineOf('CorrectionSubject', [['zj'], ['sfcn']], 'minor')).toBe(
    "minor: isOneOf(flag('sfcn'), [false]), // guess: 是否成年, pinyin sfcn; or 是否采纳; the contrary",
  );
  expect(lineOf('CorrectionSubject', [['zj'], ['sfwcn']], 'minor')).toBe(
    "minor: flag('sfwcn'), // guess: 是否未成年, pinyin sfwcn",
  );
  const minor = plan('CorrectionSubject', [['zj'], ['sfcn']]).fields.find(({ field }) => field.name === 'minor');
  const [first] = minor === undefined ? [] : samplesFor(minor.codec);
  expect(first).toEqual({ raw: expect.anything(), value: false, flags: [] });
});

test('codes of a standard list that mean something else in this system are mapped; the others need no word', () => {
  const level = (comment?: string) =>
    lineOf('CorrectionSubject', [['zj'], comment === undefined ? ['gllb'] : ['gllb', comment]], 'managementLevelCode');
  const list = "'corrections-management-level'";
  expect(level()).toBe(`managementLevelCode: code('gllb', ${list}), // guess: 管理类别, pinyin gllb`);
  expect(level('管理类别:1严管,2普管,3宽管')).toBe(
    `managementLevelCode: code('gllb', ${list}), // guess: 管理类别, comment`,
  );
  expect(level('管理类别:1普管,2严管,9特管')).toBe(
    `managementLevelCode: code('gllb', ${list}, { local: { GENERAL: '1', STRICT: '2' } }), // guess: 管理类别, comment; no value is like 9特管`,
  );
});

test('codes of an enum are read from the comment, under the names that its list knows too', () => {
  expect(lineOf('CorrectionSubject', [['zj'], ['zt', '状态（1在矫；2解除；3终止；8其他）']], 'status')).toBe(
    "status: enumeration('zt', { IN_CORRECTION: '1', RELEASED: '2', TERMINATED: '3' }), // guess: 状态, comment; no value is like 8其他",
  );
  expect(lineOf('CheckIn', [['id'], ['bdfs', '面|话|app']], 'mode')).toContain(
    "enumeration('bdfs', { IN_PERSON: '面', PHONE: '话', APP: 'app' })",
  );
});

test('an enum whose codes nobody told is marked so', () => {
  expect(lineOf('CheckIn', [['id'], ['bdfs']], 'mode')).toMatch(/its codes are not known: these are the labels$/);
});

test('a column that may say how secret a record is excludes until somebody knows better', () => {
  expect(lineOf('CheckIn', [['id'], ['dxbh'], ['mj']], 'excluded')).toBe(
    "excluded: [{ column: 'mj', is: ['秘密', '机密', '绝密', '工作秘密'] }], // guess: mj may say how secret a record is (保守国家秘密法 14)",
  );
  expect(lineOf('CheckIn', [['id'], ['dxbh'], ['mj', '密级']], 'excluded')).toMatch(
    /'秘密'.*, '是'\] \}\], \/\/ guess$/,
  );
  expect(lineOf('CheckIn', [['id'], ['dxbh'], ['mj', '面积']], 'excluded')).toBeUndefined();
});

test('a table whose key has several columns is refused, and one of one column is not', () => {
  expect(() => plan('LeaveRequest', [['xtbs'], ['lsh'], ['dxbh']], 2)).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('a key of 2 columns, xtbs, lsh'),
    }),
  );
  expect(plan('LeaveRequest', [['lsh'], ['xtbs'], ['dxbh']]).key).toBe('lsh');
});

test('a table is known by its own Chinese name where no comment says what it holds', () => {
  const columns: readonly Column[] = [['主键'], ['对象编号'], ['报告月份'], ['应报起'], ['应报止'], ['方式']];
  expect(guessTable(table('定期报告', null, columns), setting.types).types[0]?.name).toBe('CheckIn');
  expect(guessTable(table('字典表', null, [['主键'], ['名称'], ['值']]), setting.types).types).toEqual([]);
});
