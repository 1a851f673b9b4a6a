import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { diffCommand, explainCommand, matrixCommand, testCommand } from '../../cli/policy.js';
import { ownPolicies } from '../../cli/policy-files.js';
import { packageRoot } from '../../schema/package-root.js';
import { catalog, sets } from '../policies/the-sets.js';
import { hearing } from './heard.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-policies-'));
  for (const part of ['sets', 'roles.yaml', 'purposes.yaml'])
    cpSync(join(ownPolicies, part), join(folder, part), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes a file of the copy. */
function edit(name: string, from: string | RegExp, to: string): void {
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`${name} has no such text`);
  writeFileSync(path, edited);
}

function diff() {
  const heard = hearing();
  const code = diffCommand(ownPolicies, folder, heard.output);
  return { code, lines: heard.sentence().split('\n') };
}

const nameless = / {2}- id: corrections\.complaint\.nameless\n(?: {4}.*\n)+/;
const always = '(none, CASE, CAMPAIGN, approved)';

test('a diff of the same policies, comments and layout aside, says that no cell differs', () => {
  edit('roles.yaml', /^/, '# another comment\n\n');
  expect(diff()).toEqual({ code: 0, lines: ['no cell differs'] });
}, 60_000);

test('what a field more, a wider row rule and a prohibition less open is told cell by cell; put back, it closes the same', () => {
  edit(
    'sets/identity.policy.yaml',
    '[sexCode, householdDivisionCode',
    '[sexCode, educationCode, householdDivisionCode',
  );
  edit('sets/corrections-recent.policy.yaml', 'field: dueDate, months: 1', 'field: dueDate, months: 3');
  edit('sets/corrections.policy.yaml', nameless, '');
  const { code, lines } = diff();
  const back = hearing();
  expect([code, diffCommand(folder, ownPolicies, back.output)]).toEqual([1, 1]);
  const told = [...lines, ...back.sentence().split('\n')];
  const officer = 'corrections-officer\tCORRECTION_MANAGEMENT';
  // A field opens itself and its code's sibling, to all whom the line reaches.
  const education = ['case-manager\tSUPERVISION', 'administrative-officer\tCASE_HANDLING'].flatMap((who) =>
    ['educationCode', 'education'].map((field) => `${who}\tPerson.${field}`),
  );
  // A prohibition had closed what grants give below it.
  const complaints = ['CorrectionSubject.complaints', 'SubjectComplaint.subject'].map((each) => `${officer}\t${each}`);
  const everywhere = always.replace(')', ', JUVENILE, JUVENILE approved)');
  const plain = 'not-sealed and through CorrectionSubject.medicalReviews';
  const juvenile = `${plain}; or through CorrectionSubject.medicalReviews`;
  const rows = (months: number, rest: string) =>
    `dueDate at most ${months} months back and not-sealed and territory; or ${rest}`;
  const turned = (from: number, to: number) => [
    `changed\t${officer}\tMedicalReview\tF → F\t${rows(from, plain)} → ${rows(to, plain)}\t${always}`,
    `changed\t${officer}\tMedicalReview\tF → F\t${rows(from, juvenile)} → ${rows(to, juvenile)}\t(JUVENILE, JUVENILE approved)`,
  ];
  const open = (cells: readonly string[], where: string) => cells.map((cell) => `opened\t${cell}\t— → F\t${where}`);
  const closed = (cells: readonly string[], where: string) => cells.map((cell) => `closed\t${cell}\tF → —\t${where}`);
  expect([...told].sort()).toEqual(
    [
      ...[...open(education, always), ...open(complaints, everywhere), ...turned(1, 3), '8 cells differ'],
      ...[...closed(education, always), ...closed(complaints, everywhere), ...turned(3, 1), '8 cells differ'],
    ].sort(),
  );
}, 60_000);

test('the guide’s own grant passes its tests and opens what the guide says', () => {
  const guide = readFileSync(join(packageRoot, 'docs', 'guides', 'policies.md'), 'utf8');
  const [grant = '', cases = ''] = [...guide.matchAll(/```yaml\n([^`]*)```/g)].map(([, text]) => text ?? '');
  const [opened = ''] = [...guide.matchAll(/```text\n([^`]*)```/g)].map(([, text]) => text ?? '');
  writeFileSync(join(folder, 'sets', 'revocation.policy.yaml'), grant);
  writeFileSync(join(folder, 'sets', 'revocation.policy.test.yaml'), cases);
  const heard = hearing();
  expect([testCommand(folder, heard.output), heard.lists.failed]).toEqual([0, undefined]);
  const { code, lines } = diff();
  expect({ code, said: lines.map((line) => line.replaceAll('\t', ' ')) }).toEqual({
    code: 1,
    said: opened.trimEnd().split('\n'),
  });
}, 60_000);

test('the tests beside the sets pass, and are counted', () => {
  const heard = hearing();
  expect(testCommand(undefined, heard.output)).toBe(0);
  expect(heard.data()).toEqual({
    version: sets.version,
    files: expect.any(Number),
    checked: expect.any(Number),
    failures: [],
  });
});

test('a test beside a set that no longer holds is named, and the exit code tells', () => {
  edit('sets/corrections.policy.yaml', nameless, '');
  const heard = hearing();
  expect(testCommand(folder, heard.output)).toBe(1);
  expect(heard.lists.failed).toEqual(
    ['SubjectComplaint.subject', 'CorrectionSubject.complaints'].map((coordinate) =>
      expect.stringMatching(
        new RegExp(
          `/sets/corrections\\.policy\\.test\\.yaml:\\d+: corrections-officer .*: ${coordinate}: .* got ALLOW$`,
        ),
      ),
    ),
  );
});

test('explain names the grant and its law, and for what is denied the smallest change', () => {
  const explained = (coordinate: string, options: Parameters<typeof explainCommand>[1]) => {
    const heard = hearing();
    expect(explainCommand(coordinate, options, heard.output)).toBe(0);
    return heard
      .sentence()
      .split('\n')
      .filter((line) => !line.includes('may be counted'));
  };
  const asked = { as: 'prosecutor', for: 'SUPERVISION' };
  expect(explained('Person.phone', { ...asked, under: 'CASE' })).toEqual([
    'Person.phone for prosecutor, SUPERVISION:',
    '  MASKED PHONE',
    '  grant identity.prosecutor.contact: 个人信息保护法 第二十八条',
    '  on rows: in-matter',
  ]);
  expect(explained('Person.phone', { ...asked, approved: 'Person.phone' })).toEqual([
    'Person.phone for prosecutor, SUPERVISION:',
    '  ALLOWED on some rows',
    '  grant identity.prosecutor.reveal: 个人信息保护法 第二十八条、第三十四条',
    '  on rows: approved and in-matter; or in-matter',
    '  F on approved and in-matter',
    '  M PHONE on in-matter',
  ]);
  expect(explained('Person.photoRef', asked)).toEqual([
    'Person.photoRef for prosecutor, SUPERVISION:',
    '  DENIED (APPROVAL)',
    '  remedy: ask for approval of Person.photoRef (requestAccess)',
  ]);
  expect(explained('LocationAlert', { as: 'judge', for: 'CASE_HANDLING' })).toEqual([
    'LocationAlert for judge, CASE_HANDLING:',
    '  DENIED (PROHIBITED)',
    '  prohibition corrections-oversight.location.only-for-corrections: 社区矫正法 第二十九条',
    '  remedy: only deputy-chief-procurator or resident-procurator for SUPERVISION may see this',
  ]);
});

test('the matrix of one role, purpose, standing and type is its fields and the type itself, in order', () => {
  const heard = hearing();
  const asked = { role: 'judge', purpose: 'CASE_HANDLING', standing: 'none', type: 'Agency' };
  expect(matrixCommand(asked, heard.output)).toBe(0);
  const fields = [...(catalog.types.get('Agency')?.fields.keys() ?? [])];
  expect(heard.sentence().split('\n')).toEqual([
    'judge\tCASE_HANDLING\tnone\tAgency\tF\tall rows',
    ...fields.map((field) => `judge\tCASE_HANDLING\tnone\tAgency.${field}\tF`),
  ]);
}, 60_000);

test.each<[string, () => unknown, RegExp]>([
  [
    'a role',
    () => explainCommand('Person', { as: 'king' }, hearing().output),
    /^no role "king"; roles are prosecutor,/,
  ],
  ['a purpose', () => matrixCommand({ purpose: 'FUN' }, hearing().output), /^--purpose is one of CASE_HANDLING,/],
  ['a standing', () => matrixCommand({ standing: 'x' }, hearing().output), /^--standing is one of none, CASE,/],
  [
    'a kind of matter',
    () => explainCommand('Person', { as: 'judge', under: 'x' }, hearing().output),
    /^--under is one of CASE, CAMPAIGN$/,
  ],
  [
    'a line',
    () => explainCommand('Person', { as: 'judge', lines: 'EXECUTION,x' }, hearing().output),
    /^--lines is one of /,
  ],
  [
    'a field',
    () => explainCommand('Person.shoe', { as: 'judge' }, hearing().output),
    /^the schema has no Person.shoe;/,
  ],
  [
    'an approved field',
    () => explainCommand('Person', { as: 'judge', approved: 'Shoe' }, hearing().output),
    /^the schema has no Shoe;/,
  ],
  ['a type', () => matrixCommand({ type: 'Shoe' }, hearing().output), /^the schema has no Shoe;/],
  ['a place', () => testCommand('/nowhere', hearing().output), /^"\/nowhere" is neither a folder of policies nor/],
  ['an option as a revision', () => testCommand('--all', hearing().output), /^"--all" is neither a folder/],
  ['a folder of something else', () => testCommand(tmpdir(), hearing().output), / has no roles.yaml$/],
])(
  '%s that is not there is refused with what there is',
  (_, ask, message) => {
    expect(ask).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) }));
  },
  60_000,
);

test('a set that breaks the language is refused with file and line', () => {
  edit('sets/identity.policy.yaml', 'effect: allow', 'effect: give');
  expect(() => testCommand(folder, hearing().output)).toThrow(
    expect.objectContaining({ code: 'POLICY_INVALID', message: expect.stringContaining('identity.policy.yaml') }),
  );
});
