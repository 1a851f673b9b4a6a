import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileConverter, type Gaps, noGaps } from '../../../oversight/language/facts.js';
import { caseInput } from '../../../oversight/rules/case-input.js';
import { compileRule } from '../../../oversight/rules/compile.js';
import { caseFile, ruleFile } from '../../../oversight/rules/format.js';
import { ownRules, readRules } from '../../../oversight/rules/load.js';
import type { Decision } from '../../../oversight/rules/rule-book.js';
import { readYaml } from '../../../policies/loading/yaml-file.js';
import type { Hit } from '../../../schema/oversight/finding.js';
import '../../fixed-seed.js';
import { answerOf } from './answers.js';
import { ground } from './ground.js';
import { pathsOf, randomRow } from './random-row.js';
import { grouping } from './sample-rules.js';

// A rule that is being written is told by its own test.
const known = readRules(ground).rules;
const single = known.filter(({ groups }) => groups === null);
const sound = single.map(({ facts }) => facts.id);
/** Rules whose keys are fields of the row itself. */
const plain = single.filter(({ file }) => file.fingerprint.every((key) => /^row\.\w+$/.test(key)));

/** What a decision may become when something of its facts goes missing: never a hit that was none. */
const mayBecome: Readonly<Record<Decision['kind'], readonly Decision['kind'][]>> = {
  HIT: ['HIT', 'INDETERMINATE'],
  // The condition goes open, and a guard holds whatever it would have come to.
  CLEAR: ['CLEAR', 'GUARDED', 'INDETERMINATE'],
  GUARDED: ['GUARDED', 'INDETERMINATE'],
  INDETERMINATE: ['INDETERMINATE'],
};

test.each(sound)('%s never finds by what it was not told, and decides the same twice', (id) => {
  const { rule, type, seeds, today } = subject(id);
  const convert = compileConverter(type);
  const decide = (raw: unknown, gaps: Gaps) => rule.decide(convert(raw, gaps), { today });
  const paths = pathsOf(type);
  const raw = fc.oneof(randomRow(type), fc.tuple(fc.constantFrom(...seeds), randomRow(type)).chain(mixed));
  const missing = fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(raw, missing, (row, gone) => {
      const whole = decide(row, noGaps);
      const cut = decide(row, { ...noGaps, shut: new Map(gone.map((path) => [path, 'UNAVAILABLE' as const])) });

      expect(decide(row, noGaps)).toEqual(whole);
      expect(mayBecome[whole.kind]).toContain(cut.kind);
      if (whole.kind === 'HIT' && cut.kind === 'HIT') expect(shown(cut.hit)).toEqual(shown(whole.hit));
    }),
    { numRuns: 80 },
  );
});

test('a group is never found by what its rows do not tell', () => {
  const row = fc.record({
    id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    recordedBy: fc.constantFrom('Z', 'Y', null),
    recordedAt: fc.constant('2026-11-19T20:00:00+08:00'),
    claimedHours: fc.constantFrom(0, 1.5, 2, null),
    agencyCode: fc.constantFrom('A', null),
    jurisdictionDivisionCode: fc.constantFrom('371422', null),
  });
  const missing = fc.subarray(['id', 'recordedBy', 'recordedAt', 'claimedHours', 'agencyCode'], { minLength: 1 });
  const found = (rows: readonly unknown[], gone: readonly string[]) => {
    const access = gone.map((name) => ({ path: `educationAttendances.nodes.${name}`, effect: 'DENIED' as const }));
    const page = grouping.page(answerOf('educationAttendances', rows, { access }), '2026-11-20T00:00:00+08:00');
    const groups = grouping.groups?.start({ today: '2026-11-20' });
    for (const each of page?.rows ?? []) groups?.add(each);
    return [...(groups?.decideAll() ?? [])].flatMap((each) => (each.kind === 'HIT' ? [each.hit.fingerprint] : []));
  };
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), missing, (rows, gone) => {
      const whole = found(rows, []);

      expect(found(rows, gone).filter((each) => !whole.includes(each))).toEqual([]);
    }),
  );
});

test.each(plain.map(({ facts }) => facts.id))(
  '%s keeps its fingerprint when a source corrects values that are no keys',
  (id) => {
    const { rule, type, seeds, today, file } = subject(id);
    const convert = compileConverter(type);
    const keys = file.fingerprint.map((text) => text.slice('row.'.length));
    const fingerprints = (raw: unknown) => {
      const decision = rule.decide(convert(raw, noGaps), { today });
      return decision.kind === 'HIT' ? decision.hit.fingerprint : decision.fingerprint;
    };
    const correction = fc.tuple(fc.constantFrom(...seeds), randomRow(type)).chain(([seed, other]) =>
      fc.subarray(Object.keys(other).filter((name) => !keys.includes(name))).map((names) => ({
        seed,
        corrected: { ...seed, ...Object.fromEntries(names.map((name) => [name, other[name]])) },
      })),
    );
    fc.assert(
      fc.property(correction, ({ seed, corrected }) => {
        expect(fingerprints(corrected)).toBe(fingerprints(seed));
      }),
      { numRuns: 30 },
    );
  },
);

/** What was found, and on what values. */
function shown({ fingerprint, text, evidence }: Hit) {
  return { fingerprint, text, values: evidence.map(({ name, value }) => [name, value]) };
}

/** Some fields of one row, the others of another. */
function mixed([seed, other]: [Record<string, unknown>, Record<string, unknown>]) {
  return fc
    .subarray(Object.keys(seed), { maxLength: 3 })
    .map((names) => ({ ...seed, ...Object.fromEntries(names.map((name) => [name, other[name]])) }));
}

function subject(id: string) {
  const text = (name: string) => ({ name, text: readFileSync(join(ownRules, id, name), 'utf8') });
  const rule = readYaml(text('rule.yaml'), ruleFile, []);
  const cases = readYaml(text('cases.yaml'), caseFile, []);
  const parts = rule && compileRule({ folder: id, rule, query: text('query.graphql') }, ground, []);
  if (rule === null || cases === null || parts === null) throw new Error(`${id} is sound and is not`);
  const { row: type } = parts.operation;
  const seeds = cases.value.cases.flatMap((each) => caseInput(each, cases.value, type).rows);
  return {
    rule: parts.rule,
    file: rule.value,
    type,
    seeds: seeds as Record<string, unknown>[],
    today: cases.value.today,
  };
}
