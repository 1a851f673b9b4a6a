// long: one table of broken files, a row each.
import { expect, test } from '@jest/globals';
import { type PolicyFiles, parsePolicies } from '../../policies/loading/load.js';
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
  File: { record: true, fields: { number: ['INTERNAL'], caseNumber: ['INTERNAL'], sealed: ['INTERNAL'] } },
  HasFile: { record: false, about: 'File', fields: { exists: ['INTERNAL'] } },
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
    'court.policy.yaml:4: grants.0.basis: is missing; it must be a mapping',
  ],
  [
    'a basis that is no mapping',
    'basis: { law: 法, article: 第二条 }',
    'basis: 法',
    'court.policy.yaml:11: grants.0.basis: must be a mapping',
  ],
  [
    'a basis without an article',
    'basis: { law: 法, article: 第二条 }',
    'basis: { law: 法 }',
    'court.policy.yaml:11: grants.0.basis.article: is missing; it must be a text',
  ],
  [
    'rows on a field that a type lacks',
    'effect: allow',
    'effect: allow\n    rows: [own-agency]',
    'court.policy.yaml:11: court.clerk.cases: rows own-agency need agencyCode, which Note lacks; move Note to a grant of its own',
  ],
  [
    'rows on a field that nobody has',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Case: [number]\n    effect: allow\n    rows: [{ prefix: { field: nmber, value: A } }]',
    'court.policy.yaml:10: court.clerk.cases: rows prefix need nmber, which Case lacks; did you mean number?',
  ],
  [
    'a term without a field',
    'effect: allow',
    'effect: allow\n    rows: [{ until: { days: 3 } }]',
    'court.policy.yaml:11: grants.0.rows.0: must be one of own-agency, own-organisation, own-subject, own-line, territory, not-sealed, published, in-matter, own-agency, own-subject, equals, in, prefix, between, until or since with a field, or through with relations',
  ],
  [
    'a range that is empty',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Case: [number]\n    effect: allow\n    rows: [{ between: { field: number, from: b, to: a } }]',
    'court.policy.yaml:10: court.clerk.cases: nothing lies between these ends of number; put the lesser first, both of one kind',
  ],
  [
    'a matter for what names nobody',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Case: [number]\n    effect: allow\n    rows: [in-matter]',
    'court.policy.yaml:10: court.clerk.cases: rows in-matter need citizenId or victimCitizenId or reporterCitizenId or applicantCitizenId or legalRepresentativeCitizenId or caseNumber or caseNo or subjectNo or incidentNo or decisionNumber or referralNo, which Case lacks; move Case to a grant of its own',
  ],
  [
    'an approval for what names nobody',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Case: [number]\n    effect: allow\n    needs: approval',
    'court.policy.yaml:10: court.clerk.cases: approvals name persons or files: they need citizenId or victimCitizenId or reporterCitizenId or applicantCitizenId or legalRepresentativeCitizenId or caseNumber or caseNo or subjectNo or incidentNo or decisionNumber or referralNo, which Case lacks; move Case to a grant of its own',
  ],
  [
    'a count that waits for approval',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'File: [number]\n    effect: count\n    needs: approval',
    'court.policy.yaml:10: court.clerk.cases: a count shows no row that could be approved; drop "needs"',
  ],
  [
    'a count with a format',
    'effect: allow',
    'effect: count\n    as: NAME',
    'court.policy.yaml:11: court.clerk.cases: a format belongs to effect mask; drop "as" or write "effect: mask"',
  ],
  [
    'a count by relations',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Note: [case]\n    effect: count',
    'court.policy.yaml:8: court.clerk.cases: nothing is counted by Note.case, which follows another field; name a field of values',
  ],
  [
    'a count on a way',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'Note: [text]\n    effect: count\n    rows: [{ through: [Case.notes] }]',
    'court.policy.yaml:10: court.clerk.cases: counts begin at no relation; drop "through"',
  ],
  [
    'a count of what is no record',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'HasFile: [exists]\n    effect: count',
    'court.policy.yaml:8: court.clerk.cases: only records are counted, and HasFile is none; name the record type',
  ],
  [
    'an existence under a mask',
    "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow",
    'HasFile: [exists]\n    effect: mask\n    as: DROP',
    'court.policy.yaml:9: court.clerk.cases: whether File exist is told or not; write "effect: allow"',
  ],
  [
    'a smallest number of what is not counted',
    'effect: allow',
    'effect: allow\n    smallest: 3',
    'court.policy.yaml:11: court.clerk.cases: only counts have a smallest number; drop it or write "effect: count"',
  ],
  [
    'an unknown business line',
    'effect: allow',
    'effect: allow\n    lines: [JUVENIL]',
    'court.policy.yaml:11: grants.0.lines.0: must be one of JUVENILE, EXECUTION, CRIMINAL, CIVIL, ADMINISTRATIVE, PUBLIC_INTEREST',
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
    'court.policy.yaml:11: grants.0.rows.0: must be one of own-agency, own-organisation, own-subject, own-line, territory, not-sealed, published, in-matter, own-agency, own-subject, equals, in, prefix, between, until or since with a field, or through with relations',
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

test.each([
  ['a type that it withholds', 'withheld: [Nota]', 'unknown type Nota; did you mean Note?'],
  ['a field that it withholds', 'withheld: [Case.helth]', 'unknown field Case.helth; did you mean health?'],
  ['a type that it touches', 'only: [Cases]', 'unknown type Cases; did you mean Case?'],
  ['a field where it touches types', 'only: [Case.name]', 'Case.name is no type; name whole types'],
  [
    'a type that is withheld as well',
    'withheld: [Note], only: [Note]',
    'Note is withheld as well; drop one of the two',
  ],
  ['a type with a history', 'history: { Nota: { field: text, months: 1 } }', 'unknown type Nota; did you mean Note?'],
  [
    'the field of a history',
    'history: { Note: { field: txt, months: 1 } }',
    'unknown field Note.txt; did you mean text?',
  ],
  [
    'the field of a narrow list',
    'narrow: { Note: { by: [txt], first: 100 } }',
    'unknown field Note.txt; did you mean text?',
  ],
])('a purpose is held against the schema: %s', (_, words, fact) => {
  const text = purposes.replace('SUPERVISION: {', `SUPERVISION: { ${words},`);
  expect(refusal(files(good, { purposes: { name: 'purposes.yaml', text } }))).toBe(
    `purposes.yaml:3: SUPERVISION: ${fact}`,
  );
});

test('what an existence answer is granted on are rows of the record that it is about', () => {
  const on = "Case: { classes: [INTERNAL] }\n      Note: '*'\n    effect: allow";
  const existence = (rule: string) => good.replace(on, `HasFile: [exists]\n    effect: allow\n    rows: [${rule}]`);
  expect(refusal(files(existence('in-matter')))).toBe('accepted');
  expect(refusal(files(existence('{ equals: { field: exists, value: true } }')))).toBe(
    'court.policy.yaml:10: court.clerk.cases: rows equals need exists, which File lacks; move HasFile to a grant of its own',
  );
});

test('counts are told from three on unless a grant says otherwise', () => {
  const count = good.replace('effect: allow', 'effect: count').replace("Note: '*'", 'Note: [text]');
  const smallest = (text: string) => parsePolicies(files(text), facts).grants.map((grant) => grant.smallest);
  expect([
    smallest(good),
    smallest(count),
    smallest(count.replace('effect: count', 'effect: count\n    smallest: 5')),
  ]).toEqual([[0], [3], [5]]);
});

test('the version follows what sets say, not how they are laid out', () => {
  const version = (text: string) => parsePolicies(files(text), facts).version;
  expect(version(`# a comment\n${good}`)).toBe(version(good));
  expect(version(good.replace('[INTERNAL]', '[PUBLIC]'))).not.toBe(version(good));
});
