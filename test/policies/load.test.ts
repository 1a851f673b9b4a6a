// long: one table of broken files, a row each.
import { expect, test } from '@jest/globals';
import { type PolicyFiles, parsePolicies } from '../../policies/engine/load.js';
import { PlumblineError } from '../../schema/errors.js';
import { factsOf } from './small-schema.js';

const facts = factsOf({
  Case: {
    record: true,
    fields: {
      number: ['INTERNAL'],
      name: ['INTERNAL', 'NAME'],
      secret: ['SEALED'],
      health: ['SENSITIVE'],
      agencyCode: ['INTERNAL'],
      sealed: ['INTERNAL'],
      notes: ['INTERNAL', null, 'Note'],
      otherNotes: ['INTERNAL', null, 'Note', 'refers'],
    },
  },
  Note: { record: true, fields: { text: ['INTERNAL'], case: ['INTERNAL', null, 'Case'] } },
});

const roles = `roles:
  clerk: { number: R1, title: { zh: 书记员, en: Clerk }, purposes: [CASE_HANDLING, STATISTICS] }
  guest: { number: R2, title: { zh: 访客, en: Guest }, purposes: [PUBLIC_SERVICE] }
`;
const cap = (name: string, classes: string) =>
  `  ${name}: { title: { zh: 目的, en: Purpose }, classes: [${classes}], basis: { law: 法, article: 第一条 } }\n`;
const purposes = `purposes:\n${[
  cap('CASE_HANDLING', 'PUBLIC, INTERNAL, SENSITIVE, SEALED'),
  cap('SUPERVISION', 'PUBLIC'),
  cap('CORRECTION_MANAGEMENT', 'PUBLIC'),
  cap('STATISTICS', 'PUBLIC'),
  cap('SELF_ACCESS', 'PUBLIC'),
  cap('PUBLIC_SERVICE', 'PUBLIC, INTERNAL'),
  cap('AUDIT', ''),
].join('')}`;

const good = `set: court
about: Cases.
grants:
  - id: court.clerk.cases
    roles: [clerk]
    purposes: [CASE_HANDLING]
    on:
      Case: { classes: [INTERNAL] }
      Note: '*'
    effect: allow
    basis: { law: 法, article: 第二条 }
`;

function files(set: string, more: Partial<PolicyFiles> = {}): PolicyFiles {
  return {
    roles: { name: 'roles.yaml', text: roles },
    purposes: { name: 'purposes.yaml', text: purposes },
    sets: [{ name: 'court.policy.yaml', text: set }],
    ...more,
  };
}

function refusal(from: PolicyFiles): string {
  try {
    parsePolicies(from, facts);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'POLICY_INVALID') return error.message;
    throw error;
  }
  return 'accepted';
}

test('a good set is accepted', () => {
  const { grants } = parsePolicies(files(good), facts);
  expect(grants.map(({ id, basis }) => ({ id, basis }))).toEqual([{ id: 'court.clerk.cases', basis: '法 第二条' }]);
});

test.each<[string, string, string, string]>([
  [
    'an unknown type',
    'Note:',
    'Nota:',
    'court.policy.yaml:9: court.clerk.cases: unknown type Nota; did you mean Note?',
  ],
  [
    'an unknown field',
    '{ classes: [INTERNAL] }',
    '[numbr]',
    'court.policy.yaml:8: court.clerk.cases: unknown field Case.numbr; did you mean number?',
  ],
  [
    'an unknown excepted field',
    '{ classes: [INTERNAL] }',
    '{ classes: [INTERNAL], except: [xyzzy] }',
    'court.policy.yaml:8: court.clerk.cases: unknown field Case.xyzzy; correct or remove it',
  ],
  [
    'an unknown role',
    'roles: [clerk]',
    'roles: [clerk, clark]',
    'court.policy.yaml:5: court.clerk.cases: unknown role clark; did you mean clerk?',
  ],
  [
    'an unknown purpose',
    '[CASE_HANDLING]',
    '[CASE_HANDLNG]',
    'court.policy.yaml:6: grants.0.purposes.0: must be one of CASE_HANDLING, SUPERVISION, CORRECTION_MANAGEMENT, STATISTICS, SELF_ACCESS, PUBLIC_SERVICE, AUDIT',
  ],
  [
    'a purpose that no role of the grant may declare',
    '[CASE_HANDLING]',
    '[CASE_HANDLING, AUDIT]',
    'court.policy.yaml:6: court.clerk.cases: no role of this grant may declare AUDIT; drop it or see roles.yaml',
  ],
  [
    'a role that may declare none of the purposes',
    'roles: [clerk]',
    'roles: [clerk, guest]',
    'court.policy.yaml:5: court.clerk.cases: role guest may declare none of the purposes of this grant; drop it or see roles.yaml',
  ],
  [
    'an unknown mask',
    'effect: allow',
    'effect: mask\n    as: BLUR',
    'court.policy.yaml:11: grants.0.as: must be one of CITIZEN_ID, NAME, PHONE, ADDRESS, BANK_ACCOUNT, PLATE, CASE_NUMBER, BIRTH_YEAR, DROP',
  ],
  [
    'a format without a mask',
    'effect: allow',
    'effect: allow\n    as: NAME',
    'court.policy.yaml:11: court.clerk.cases: a format belongs to effect mask; drop "as" or write "effect: mask"',
  ],
  [
    'a mask on a field that has none',
    "{ classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    '[number]\n    effect: mask',
    'court.policy.yaml:8: court.clerk.cases: Case.number has no mask in the schema; name one with "as" or drop the field',
  ],
  [
    'a mask on a relation',
    "{ classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    '[notes]\n    effect: mask\n    as: DROP',
    'court.policy.yaml:8: court.clerk.cases: Case.notes leads to records and cannot be masked; grant the fields of Note',
  ],
  [
    'a missing basis',
    '    basis: { law: 法, article: 第二条 }\n',
    '',
    'court.policy.yaml:4: grants.0.basis: is missing; it must be object',
  ],
  [
    'a basis without an article',
    'basis: { law: 法, article: 第二条 }',
    'basis: { law: 法 }',
    'court.policy.yaml:11: grants.0.basis.article: is missing; it must be string',
  ],
  [
    'rows on a field that a type lacks',
    'effect: allow',
    'effect: allow\n    rows: [own-agency]',
    'court.policy.yaml:11: court.clerk.cases: rows own-agency need agencyCode, which Note lacks; move Note to a grant of its own',
  ],
  [
    'a relation of an unknown type',
    'effect: allow',
    'effect: allow\n    rows: [{ through: [Note.case, Cas.notes] }]',
    'court.policy.yaml:11: court.clerk.cases: unknown type Cas; did you mean Case?',
  ],
  [
    'an unknown relation',
    'effect: allow',
    'effect: allow\n    rows:\n      - through:\n          - Note.case\n          - Case.nots',
    'court.policy.yaml:14: court.clerk.cases: unknown field Case.nots; did you mean notes?',
  ],
  [
    'rows through what is no relation',
    'effect: allow',
    'effect: allow\n    rows: [{ through: [Note.case, Case.notes, Case.number] }]',
    'court.policy.yaml:11: court.clerk.cases: Case.number is no relation; name one that leads to Case or Note',
  ],
  [
    'rows through a relation that leads elsewhere',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    "Note: '*'\n    effect: allow\n    rows: [{ through: [Case.notes, Note.case] }]",
    'court.policy.yaml:10: court.clerk.cases: Note.case leads to Case, which this grant does not name; drop it or grant Case',
  ],
  [
    'rows through a reference',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    "Note: '*'\n    effect: allow\n    rows: [{ through: [Case.otherNotes] }]",
    'court.policy.yaml:10: court.clerk.cases: Case.otherNotes refers to Note without a row that was read; name a relation of a record to its own parts',
  ],
  [
    'rows through relations of which none leads to a type',
    'effect: allow',
    'effect: allow\n    rows: [{ through: [Case.notes] }]',
    'court.policy.yaml:11: court.clerk.cases: no relation of through leads to Case; add one or move Case to a grant of its own',
  ],
  [
    'rows that are not in the closed set',
    'effect: allow',
    'effect: allow\n    rows: [mondays]',
    'court.policy.yaml:11: grants.0.rows.0: must be one of own-agency, own-organisation, own-subject, territory, not-sealed, published, own-agency, equals or in with a field, or through with relations',
  ],
  [
    'a sealed field in a grant that does not name the sealing',
    '{ classes: [INTERNAL] }',
    '[secret]',
    'court.policy.yaml:8: court.clerk.cases: Case.secret is sealed; add "sealing: true" if the law opens it, or drop it',
  ],
  [
    'a field that the purpose never opens',
    'roles: [clerk]\n    purposes: [CASE_HANDLING]\n    on:\n      Case: { classes: [INTERNAL] }',
    'roles: [guest]\n    purposes: [PUBLIC_SERVICE]\n    on:\n      Case: [health]',
    'court.policy.yaml:8: court.clerk.cases: PUBLIC_SERVICE never opens Case.health (SENSITIVE); see purposes.yaml',
  ],
  [
    'an unknown key',
    'effect: allow',
    'effect: allow\n    row: [own-agency]',
    'court.policy.yaml:11: grants.0: unknown row; remove it or correct its spelling',
  ],
  [
    'an id of another set',
    'court.clerk.cases',
    'police.clerk.cases',
    'court.policy.yaml:4: police.clerk.cases: ids of this set begin with "court."',
  ],
  [
    'an open sealing on a type without one',
    'grants:',
    'openWhenSealingUnknown: { Note: no flag }\ngrants:',
    'court.policy.yaml:3: Note has no field sealed; remove the line',
  ],
])('%s is refused by file, line and remedy', (_, from, to, message) => {
  expect(good).toContain(from);
  expect(refusal(files(good.replace(from, to)))).toBe(message);
});

test('a duplicate id is refused', () => {
  const twice = good + good.slice(good.indexOf('  - id'));
  expect(refusal(files(twice))).toBe(
    'court.policy.yaml:12: court.clerk.cases: the id is taken; give each grant and prohibition its own',
  );
});

test('what is not YAML is refused with its line', () => {
  expect(refusal(files('set: court\nabout: [\n'))).toMatch(/^court\.policy\.yaml:\d: not YAML: /);
});

test('prohibitions are held against the schema, too', () => {
  const text = `${good}prohibitions:
  - id: court.nobody
    roles: '*'
    purposes: '*'
    on: { Case: [helth] }
    basis: { law: 法, article: 第三条 }
`;
  expect(refusal(files(text))).toBe(
    'court.policy.yaml:16: court.nobody: unknown field Case.helth; did you mean health?',
  );
});

test('a purpose that withholds an unknown type is refused', () => {
  const text = purposes.replace('SUPERVISION: {', 'SUPERVISION: { withheld: [Nota],');
  expect(refusal(files(good, { purposes: { name: 'purposes.yaml', text } }))).toBe(
    'purposes.yaml:3: unknown type Nota; correct or remove it',
  );
});

test('the version follows what sets say, not how they are laid out', () => {
  const version = (text: string) => parsePolicies(files(text), facts).version;
  expect(version(`# a comment\n${good}`)).toBe(version(good));
  expect(version(good.replace('[INTERNAL]', '[PUBLIC]'))).not.toBe(version(good));
});
