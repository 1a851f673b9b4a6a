import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownRules, type RuleTexts, readRule } from '../../../oversight/rules/load.js';
import { ground } from './ground.js';
import { queryMutants } from './query-mutants.js';
import { groupingTexts } from './sample-rules.js';
import { mutants } from './static-check-mutants.js';

const text = (name: string) => readFileSync(join(ownRules, 'CC-05', name), 'utf8');
const sound: RuleTexts = {
  folder: 'CC-05',
  rule: text('rule.yaml'),
  query: text('query.graphql'),
  cases: text('cases.yaml'),
};

test('the rule that the mutants are made of is sound', () => {
  expect(problemsOf(sound)).toEqual([]);
});

test.each([...queryMutants, ...mutants])('%s is refused with file, line and remedy', (_, part, from, to, said) => {
  const mutant = { ...sound, [part]: sound[part].replace(from, to) };

  expect(mutant[part]).not.toBe(sound[part]);
  expect(problemsOf(mutant).join('\n')).toMatch(said);
});

test('a rule over what its engine may not see, or sees masked, is refused', () => {
  const access = {
    enter: () => ({ effect: 'ALLOW', grant: 'g', basis: 'b', rows: 'ALL' }),
    decide: (type: string, field: string) =>
      field === 'recordedAt'
        ? { effect: 'DENY', reason: 'NO_GRANT', grant: null, basis: null, changes: [], remedy: 'ask for a grant' }
        : field === 'caseNumber'
          ? { effect: 'MASK', mask: 'CASE_NUMBER', grant: 'g', basis: 'b', rows: 'ALL' }
          : field === 'claimedHours'
            ? { effect: 'ALLOW', grant: 'g', basis: 'b', rows: 'SOME' }
            : { effect: 'ALLOW', grant: `${type}.${field}`, basis: '', rows: 'ALL' },
    cases: () => [{ effect: 'ALLOW' }, { effect: 'MASK', mask: 'DROP' }],
  };
  const problems: string[] = [];
  readRule(sound, { ...ground, access: access as never }, problems);

  expect(problems).toEqual([
    'CC-05/query.graphql:13: the engine sees EducationAttendance.claimedHours masked, which says nothing; leave it out',
    'CC-05/query.graphql:15: the engine may not see EducationAttendance.recordedAt: ask for a grant; leave it out, or open it by a policy',
    'CC-05/query.graphql:30: the engine sees CorrectionSubject.caseNumber masked, which says nothing; leave it out',
  ]);
});

test('what is sensitive or masked is evidence, and never text', () => {
  const named = {
    ...sound,
    query: sound.query.replace(
      '        subjectNo\n',
      '        subjectNo\n        name\n        health\n        source { adapter recordId asOf flags { field flag } }\n',
    ),
    rule: sound.rule
      .replace(
        'evidence:\n',
        'evidence:\n  who: { zh: 姓名, en: Name, value: row.subject.name }\n  how: { zh: 健康, en: Health, value: \'"H: " + row.subject.health\' }\n',
      )
      .replace('{date}登记', '{who}{how}{date}登记'),
  };

  expect(problemsOf(named)).toEqual([
    expect.stringMatching(/text\.zh: \{who\} would put what is sensitive or masked into the text/),
    expect.stringMatching(/text\.zh: \{how\} would put what is sensitive or masked into the text/),
  ]);
});

function problemsOf(texts: RuleTexts): readonly string[] {
  const problems: string[] = [];
  readRule(texts, ground, problems);
  return problems;
}

test('what a group keeps is as sensitive as what it was made of', () => {
  const grouped = groupingTexts.rule
    .replace('keep: { id', 'keep: { where: \'"at " + row.subject.health\', id')
    .replace('evidence:\n', 'evidence:\n  where: { zh: 处, en: Where, value: "group.rows[0].where" }\n')
    .replace('同一人录入', '{where}');
  const query = groupingTexts.query.replace('nodes { id', 'nodes { subject { health } id');

  expect(problemsOf({ ...groupingTexts, rule: grouped, query })).toEqual([
    expect.stringMatching(/text\.zh: \{where\} would put what is sensitive or masked into the text/),
  ]);
});
