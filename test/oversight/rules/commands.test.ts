import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { exportRulesCommand, importRulesCommand } from '../../../cli/oversight/rule-packages.js';
import { checkRulesCommand, rulesCommand, testRulesCommand } from '../../../cli/oversight/rules.js';
import { ownRules } from '../../../oversight/rules/load.js';
import { hearing } from '../../cli/heard.js';

const now = new Date('2026-11-20T01:00:00Z');
let place: string;
let folder: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-rules-'));
  folder = join(place, 'rules');
  mkdirSync(folder);
  cpSync(join(ownRules, 'CC-05'), join(folder, 'CC-05'), { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Changes the copied rule. */
function edit(from: string, to: string, name = 'rule.yaml'): void {
  const path = join(folder, 'CC-05', name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

const exported = (to: string, own = {}) =>
  exportRulesCommand(
    [],
    {
      folder,
      to,
      key: join(place, 'key'),
      name: 'county',
      packageVersion: '1.0.0',
      publisher: 'P',
      licence: 'Apache-2.0',
      ...own,
    },
    now,
    hearing().output,
  );

test('rules are listed with what they are', () => {
  const heard = hearing();

  expect(rulesCommand({ folder }, heard.output)).toBe(0);
  expect(heard.sentence().split('\n')).toEqual([
    'CC-05\t1.0.1\tCORE\tHIGH\tCORRECTION_NOTICE\t教育学习时长虚假 · Claimed education hours exceed the scanned interval',
    '1 rule',
  ]);
  expect(rulesCommand({ folder: join(ownRules, 'PO-03') }, heard.output)).toBe(0);
  expect(heard.sentence().split('\n')[0]).toMatch(/\tleft to the night: person\.birthDate$/);
});

test('cases are run and told one by one, and a rule that fails one is said where', () => {
  const before = hearing();
  expect(testRulesCommand(['CC-05'], { folder }, before.output)).toBe(0);
  expect(before.sentence()).toMatch(/^ok {3}CC-05\tHIT\t/);

  edit('value: 15', 'value: 300');
  const after = hearing();
  expect(testRulesCommand([], { folder }, after.output)).toBe(1);
  expect(after.lists.fault?.[0]).toMatch(/^CC-05\/cases\.yaml:3: case ".+": expected HIT, and it is CLEAR$/);
});

test('a rule that there is none of is a fault of the command line', () => {
  expect(() => testRulesCommand(['CC-50'], { folder }, hearing().output)).toThrow(
    'There is no rule CC-50; did you mean CC-05?',
  );
});

test('faults are told by file and line', () => {
  edit('row.date', 'row.day');
  const heard = hearing();

  expect(checkRulesCommand({ folder }, heard.output)).toBe(1);
  expect(heard.lists.fault).toEqual([
    expect.stringMatching(/^CC-05\/rule\.yaml:\d+: evidence\.date\.value: nothing selects EducationAttendance\.day/),
    expect.stringMatching(/^CC-05\/query\.graphql:\d+: nothing in the rule uses EducationAttendance\.date/),
  ]);
});

test('a package is taken over once; a rule that is otherwise only when it is said', async () => {
  const file = join(place, 'county.json');
  await exported(file);
  const into = join(place, 'taken');
  const taken = async (own = {}) => {
    const heard = hearing();
    await importRulesCommand(file, { folder: into, trust: join(place, 'key.pub'), ...own }, heard.output);
    return heard.sentence().split('\n').slice(1);
  };

  expect(await taken({ dryRun: true })).toEqual(['NEW\tCC-05\t1.0.1', 'nothing was written']);
  expect(await taken()).toEqual(['NEW\tCC-05\t1.0.1', `1 rule written to ${into}`]);
  expect(await taken()).toEqual(['SAME\tCC-05\t1.0.1', `0 rules written to ${into}`]);
  writeFileSync(join(into, 'CC-05', 'query.graphql'), 'query CC05 { }');
  await expect(taken()).rejects.toThrow('has other rules CC-05: look at them, then give --replace');
  expect(await taken({ replace: true })).toEqual(['OTHER\tCC-05\t1.0.1', `1 rule written to ${into}`]);
  expect(readdirSync(into)).toEqual(['CC-05']);
  for (const name of readdirSync(join(folder, 'CC-05')))
    expect(readFileSync(join(into, 'CC-05', name), 'utf8')).toBe(readFileSync(join(folder, 'CC-05', name), 'utf8'));
}, 60_000);

test('a rule that is not sound is not packed', async () => {
  edit('row.date', 'row.day');

  await expect(exported(join(place, 'county.json'))).rejects.toMatchObject({ code: 'RULE_INVALID' });
});
