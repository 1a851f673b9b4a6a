import { expect, test } from '@jest/globals';
import { correctionsSql } from '../../adapters/corrections-sql/adapter.js';
import { judgmentsSql } from '../../adapters/judgments-sql/adapter.js';
import { policeSoap } from '../../adapters/police-soap/adapter.js';
import { correctionsSystem } from '../../demo/systems/corrections/schema.js';
import { judgmentsSystem } from '../../demo/systems/judgments/schema.js';
import type { SqlType } from '../../demo/systems/sql/columns.js';
import { allColumns, type SqlSystem } from '../../demo/systems/sql/system.js';
import type { EntityBinding } from '../../sdk/entity.js';
import { abbreviations, meaningsOf } from '../../sdk/introspection/abbreviations/dictionary.js';
import { readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import type { TableDescription } from '../../sdk/introspection/description.js';
import { guessTable } from '../../sdk/introspection/guess.js';
import { initialsOf } from '../../sdk/introspection/pinyin.js';

const types = readCanonicalTypes();

const declared: Readonly<Record<SqlType, string>> = {
  key: 'varchar(40)',
  short: 'varchar(100)',
  text: 'varchar(500)',
  long: 'text',
  integer: 'int',
  decimal: 'decimal(16,2)',
  date: 'date',
  datetime: 'datetime',
};

/** A table as it would be read from the database: with or without comments. */
function described(system: SqlSystem, name: string, isCommented: boolean): TableDescription {
  const table = system.tables.find((each) => each.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return plain(
    name,
    isCommented ? table.label : null,
    allColumns(system, table).map((column) => ({
      name: column.name,
      type: declared[column.type],
      comment: isCommented ? column.label : null,
      isKey: column.name === system.common.key,
    })),
  );
}

interface PlainColumn {
  readonly name: string;
  readonly type?: string;
  readonly comment?: string | null;
  readonly isKey?: boolean;
}

const plain = (name: string, comment: string | null, columns: readonly PlainColumn[]): TableDescription => ({
  schema: null,
  name,
  kind: 'table',
  comment,
  rows: null,
  columns: columns.map((column) => ({
    name: column.name,
    type: column.type ?? 'text',
    nullable: true,
    comment: column.comment ?? null,
    key: column.isKey ? 1 : null,
  })),
});

interface Score {
  types: number;
  tables: number;
  right: number;
  guessed: number;
  real: number;
}

/** Holds guesses against what an adapter really maps: which record type, and which column to which field. */
function measure(bindings: readonly EntityBinding[], describe: (binding: EntityBinding) => TableDescription): Score {
  const score: Score = { types: 0, tables: 0, right: 0, guessed: 0, real: 0 };
  for (const binding of bindings.filter(({ contributes }) => contributes === 'rows')) {
    const table = describe(binding);
    score.tables += 1;
    if (guessTable(table, types).types[0]?.name === binding.entity) score.types += 1;
    const fieldsOf = (column: string) =>
      Object.entries(binding.fields).flatMap(([field, { columns }]) => (columns.includes(column) ? [field] : []));
    for (const { column, match } of guessTable(table, types, binding.entity).columns) {
      const real = fieldsOf(column.name);
      if (real.length > 0) score.real += 1;
      if (match === null) continue;
      score.guessed += 1;
      if (real.includes(match.field.name)) score.right += 1;
    }
  }
  return score;
}

const bindingsOf = (adapter: { readonly entities: readonly unknown[] }) => adapter.entities as readonly EntityBinding[];

test.each([
  // What is held is a floor below what was measured, so that the dictionary may be changed and not spoilt.
  [
    'the courts’ tables with comments',
    judgmentsSystem,
    judgmentsSql,
    true,
    { types: 1, precision: 0.98, recall: 0.93 },
  ],
  [
    'the courts’ tables by names alone',
    judgmentsSystem,
    judgmentsSql,
    false,
    { types: 1, precision: 0.98, recall: 0.92 },
  ],
  ['corrections’ with comments', correctionsSystem, correctionsSql, true, { types: 1, precision: 0.98, recall: 0.87 }],
  [
    'corrections’ by names alone',
    correctionsSystem,
    correctionsSql,
    false,
    { types: 0.85, precision: 0.98, recall: 0.83 },
  ],
] as const)('guesses hold against what the adapters map: %s', (_what, system, adapter, isCommented, floor) => {
  const score = measure(bindingsOf(adapter), ({ table }) => described(system, String(table), isCommented));
  expect(score.types / score.tables).toBeGreaterThanOrEqual(floor.types);
  expect(score.right / score.guessed).toBeGreaterThanOrEqual(floor.precision);
  expect(score.right / score.real).toBeGreaterThanOrEqual(floor.recall);
});

test('a system that the dictionary was not made after is guessed as rightly, and less of it', () => {
  // The police's catalogue, by the names of what the adapter reads alone.
  const columns = ({ fields, key }: EntityBinding) =>
    [...new Set(Object.values(fields).flatMap((codec) => codec.columns))].map((name) => ({
      name,
      isKey: name === key,
    }));
  const score = measure(bindingsOf(policeSoap), (binding) => plain('v', null, columns(binding)));
  expect(score.types / score.tables).toBeGreaterThanOrEqual(0.85);
  expect(score.right / score.guessed).toBeGreaterThanOrEqual(0.95);
  expect(score.right / score.real).toBeGreaterThanOrEqual(0.7);
});

test('tables of no record are given none', () => {
  const names = [
    ['sys_user', ['user_id', 'login_name', 'password', 'email', 'create_time', 'status']],
    ['sys_dict', ['dict_code', 'dict_label', 'dict_value', 'sort', 'remark']],
    ['qrtz_triggers', ['sched_name', 'trigger_name', 'next_fire_time', 'priority', 'job_data']],
  ] as const;
  const guessed = names.map(([name, columns]) =>
    guessTable(
      plain(
        name,
        null,
        columns.map((each) => ({ name: each })),
      ),
      types,
    ),
  );
  expect(guessed.map((guess) => guess.types)).toEqual([[], [], []]);
});

test('names in English are guessed by the words of the fields', () => {
  const names = [
    'id',
    'subject_no',
    'citizenId',
    'due_from',
    'due_to',
    'period',
    'entered_at',
    'is_deleted',
    'updated_at',
  ];
  const { columns } = guessTable(
    plain(
      'check_in',
      null,
      names.map((name) => ({ name })),
    ),
    types,
    'CheckIn',
  );
  expect(columns.map(({ match, role }) => match?.field.name ?? role)).toEqual([
    'id',
    'subjectNo',
    null,
    'dueFrom',
    'dueTo',
    'period',
    'enteredAt',
    'deleted',
    'updated',
  ]);
});

test('the dictionary has the field’s abbreviations, each with a term, English words and a codec', () => {
  const spellings = new Set(abbreviations.flatMap((each) => each.spellings));
  expect(abbreviations.length).toBeGreaterThanOrEqual(600);
  expect(spellings.size).toBeGreaterThanOrEqual(800);
  const odd = abbreviations.filter(
    ({ term, english, codec, spellings: all }) =>
      !/^\p{Script=Han}+$/u.test(term) ||
      english === '' ||
      codec.name === '' ||
      all.some((each) => !/^[a-z]+$/.test(each)),
  );
  expect(odd).toEqual([]);
  const named =
    'xm xb mz csrq sfzhm zjhm lxdh hjdz xzz dwmc tyshxydm ah larq jarq cbr ay sxrq bzxr sqr ajbh ajmc ajlb ajzt barq fxrq jzlb gllb';
  const unknown = named.split(' ').filter((each) => meaningsOf(each).length === 0);
  expect(unknown).toEqual([]);
});

test('an abbreviation that means two things keeps both, the more common one first', () => {
  expect(meaningsOf('CSRQ').map(({ term }) => term)).toEqual(['出生日期', '出所日期']);
  expect(meaningsOf('mj').map(({ term }) => term)).toEqual(['密级', '面积', '民警']);
  const { columns } = guessTable(plain('t', null, [{ name: 'csrq' }]), types, 'Party');
  expect(columns[0]?.terms.map(({ term }) => term)).toEqual(['出生日期', '出所日期']);
});

test('most spellings are the pinyin initials of their terms', () => {
  const regular = abbreviations.filter(({ term, spellings }) =>
    initialsOf(term).some((each) => spellings.includes(each)),
  );
  expect(regular.length / abbreviations.length).toBeGreaterThanOrEqual(0.75);
  expect(
    ['公民身份号码', '立案日期', '被执行人', '统一社会信用代码', '是否上网公开'].map((term) => initialsOf(term)[0]),
  ).toEqual(['gmsfhm', 'larq', 'bzxr', 'tyshxydm', 'sfswgk']);
  expect(initialsOf('调整')).toEqual(['tz', 'dz']);
});
