import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { MatrixReader } from './matrix-cell.js';
import { matrixRows } from './matrix-rows.js';
import { catalog, sets } from './the-sets.js';

// The matrix of domain 5.3 in our words, and the same read out of the policy sets. Who changes a set sees here which
// cell moved; who changes the matrix sees which set must follow.
//
//   F  in full          Fm, Mm  only what the open matter names            A  by approval, always under an open matter
//   M  masked           Fl, Al  only in the business line (未检, 执检)        D  counted only          -  not at all
//   M>A  masked until it is approved             x/y  a word for each of the things that the row names
//
// Every record here is of the own agency, area, office and person: "F own", "F area" and "F office" are F. Other cells
// of the domain stand as it says them, in quotation marks, and are explained under `deviations`.

const domain = `
row                                                     | R1   | R2  | R3 | R4      | R5    | R6/7    | R8       | R9      | R10     | R11 | R12 | R13     | R14     | R15 | R16 | R17         | R18
person: name, date of birth                             | Fm   | F   | M  | F       | Fm    | Fm      | F        | F       | M       | D   | -   | F       | F       | -   | -   | -           | -
person: number, phone, address                          | Mm>A | M>A | -  | M>A     | Fm    | Fm      | F        | F       | M       | -   | -   | F       | -       | -   | -   | -           | -
judgment, published: title; redacted text               | F    | F   | F  | F       | F     | F       | F        | -/F     | -/F     | D   | -   | "own"   | -/F     | -/F | -   | -           | -
judgment, unpublished: title; sentence; case; AE review | Fm   | F   | -  | F/F/-/- | F     | -/F/F/- | F/F/F/-  | -/F/-/- | -/-/-/F | -   | -   | -/F/F/F | -/F/F/F | -   | -   | -           | -
police case and measures                                | Fm   | F   | D  | -       | Fm    | F       | -        | -       | -       | D   | -   | -       | -       | -   | -   | -           | -
police: notice of custody (社矫 32)                     | Fm   | F   | D  | -       | -     | F       | F        | -       | -       | D   | -   | -       | -       | -   | -   | -           | -
police: what became of a referral                       | F    | F   | D  | -       | -     | F       | -        | -       | F       | D   | -   | -       | -       | -   | -   | -           | -
public-order penalty                                    | A    | A   | D  | -       | A     | F       | "yes/no" | -       | -       | -   | -   | F       | -       | -   | -   | -           | -
correction: status; check-ins, hours                    | F    | F   | D  | F       | F/-/- | -       | F        | F       | -       | D   | D   | F       | -       | -   | -   | -           | -
correction: yes or no, and which agency                 | F    | F   | -  | F       | F     | F       | F        | F       | -       | -   | -   | -       | -       | -   | -   | -           | -
location alert                                          | Fml  | F   | D  | F       | -     | -       | F        | F       | -       | D   | D   | F       | -       | -   | -   | -           | -
health: state; hospital; dates                          | A    | A   | D  | A       | A/-/- | -       | F        | -/-/F   | -       | -   | -   | F       | -       | -   | -   | -           | -
enforcement case; assets                                | Fm   | F   | D  | -       | F     | A       | -        | -       | F/-     | D   | -   | F       | F       | -   | -   | -           | -
enforcement: list of dishonest debtors                  | Fm   | F   | D  | -       | F     | -       | -        | -       | -       | D   | -   | F       | F       | F   | -   | -           | -
administrative penalty                                  | F    | F   | D  | -       | Fm    | F       | -        | -       | F       | D   | -   | F       | F       | -   | -   | -           | -
administrative penalty, published                       | F    | F   | D  | -       | Fm    | F       | -        | -       | F       | D   | -   | F       | F       | F   | -   | -           | -
bribery conviction                                      | F    | F   | D  | -       | F     | -       | -        | -       | A       | -   | -   | -       | -       | -   | -   | -           | -
bribery: answer letter on an organisation               | -    | -   | -  | -       | -     | -       | -        | -       | -       | -   | -   | -       | -       | F   | -   | -           | -
subsidy payment: amount                                 | F    | F   | D  | -       | -     | -       | -        | -       | F       | D   | -   | F       | -       | -   | -   | -           | -
subsidy payment, published: name; amount                | F    | F   | D  | -       | -     | -       | -        | -       | F       | D   | -   | F       | -       | M/F | -   | -           | -
victim: of a court; of the police                       | A    | A   | -  | -       | F/-   | -/F     | -        | -       | -       | -   | -   | -       | -       | -   | -   | -           | -
juvenile, sealed: sentence; suspect; correction         | Al   | A   | -  | A/-/A   | A/-/- | -/A/-   | Fl/-/Fl  | -/-/Fl  | -       | -   | -   | F/-/F   | -       | -   | -   | -           | -
audit log: own acts                                     | F    | F   | -  | -       | -     | -       | -        | -       | -       | -   | -   | -       | -       | -   | -   | "technical" | F
audit log: the unit                                     | -    | F   | -  | -       | -     | -       | -        | -       | -       | -   | -   | -       | -       | -   | -   | "technical" | F
audit log: who viewed me                                | -    | -   | -  | -       | -     | -       | -        | -       | -       | -   | -   | F       | -       | -   | -   | -           | -
`;

interface Deviation {
  readonly row: string;
  readonly columns: readonly string[];
  readonly is: string;
  readonly because: string;
}

const deviations: readonly Deviation[] = [
  {
    row: 'judgment, published: title; redacted text',
    columns: ['R13'],
    is: '-/F',
    because: 'what is published is published for a subject of correction as for anybody',
  },
  {
    row: 'public-order penalty',
    columns: ['R8'],
    is: '-',
    because:
      '治安管理处罚法 138 keeps it to public order and investigation; custody is told by the notice (社区矫正法 32)',
  },
  {
    row: 'audit log: own acts',
    columns: ['R3', 'R4', 'R5', 'R6/7', 'R8', 'R9', 'R10'],
    is: 'F',
    because: 'whoever is recorded may read what was recorded of him, whatever the office',
  },
  {
    row: 'audit log: own acts',
    columns: ['R17'],
    is: '-',
    because: 'the log of reads has no technical part; what a machine logs lies on the machine',
  },
  { row: 'audit log: the unit', columns: ['R17'], is: '-', because: 'as above' },
  {
    row: 'bribery: answer letter on an organisation',
    columns: ['R1', 'R2'],
    is: 'F',
    because: 'who issues the letter is told what everybody is: whether there is a record, wherever it is',
  },
  {
    row: 'audit log: who viewed me',
    columns: ['R14'],
    is: 'F',
    because: '个人信息保护法 44 and 45 give it to whomever records are about',
  },
  {
    row: 'bribery: answer letter on an organisation',
    columns: ['R13', 'R14'],
    is: 'F',
    because: 'the letter is the public’s, and a subject of correction or a party is of it',
  },
  {
    row: 'subsidy payment: amount',
    columns: ['R14'],
    is: 'F',
    because: '个人信息保护法 45 gives it to whomever records are about',
  },
  { row: 'subsidy payment, published: name; amount', columns: ['R14'], is: 'F', because: 'as above' },
];

/** Rows of the domain that have no cell here. */
const withoutType = {
  'raw tracks, biometric templates': 'not in the hub: no type holds them',
} as const;

const column: Readonly<Record<string, string>> = {
  R1: 'prosecutor',
  R2: 'deputy-chief-procurator',
  R3: 'case-manager',
  R4: 'resident-procurator',
  R5: 'judge',
  'R6/7': 'police-officer',
  R8: 'corrections-officer',
  R9: 'judicial-office-clerk',
  R10: 'administrative-officer',
  R11: 'political-legal-committee',
  R12: 'corrections-committee',
  R13: 'subject',
  R14: 'party',
  R15: 'public',
  R16: 'integrator',
  R17: 'sysadmin',
  R18: 'auditor',
};

const reader = new MatrixReader(sets, catalog, createAccessCompiler(sets, catalog));
const said = tableOf(domain);

test('the policy sets are the matrix of domain 5.3, but for what is listed with its reason', () => {
  const expected = structuredClone(said);
  for (const { row, columns, is } of deviations)
    for (const name of columns) Object.assign(expected[row] ?? {}, { [name]: is });
  const got = Object.fromEntries(
    Object.entries(matrixRows).map(([name, row]) => [
      name,
      Object.fromEntries(Object.entries(column).map(([key, role]) => [key, reader.cell(role, row)])),
    ]),
  );
  expect(got).toEqual(expected);
});

test('a deviation that is none is not listed', () => {
  for (const { row, columns, is, because } of deviations) {
    expect(because).not.toBe('');
    for (const name of columns) expect([row, name, said[row]?.[name]]).not.toEqual([row, name, is]);
  }
  for (const row of Object.keys(withoutType)) expect(said[row]).toBeUndefined();
});

test.each([
  ['judge', 'enforcement-judge'],
  ['police-officer', 'police-legal-officer'],
])('%s and %s, who stand in one column, have the same cells', (one, other) => {
  const cells = (role: string) => Object.entries(matrixRows).map(([name, row]) => [name, reader.cell(role, row)]);
  // Who approves reads the unit's requests and matters besides, and those are no row of the matrix.
  expect(cells(other)).toEqual(cells(one));
});

test('who leads a court has its cases, and nobody who is in them', () => {
  const cells = Object.entries(matrixRows).map(([name, row]) => [name, reader.cell('court-leader', row)] as const);
  expect(Object.fromEntries(cells.filter(([, cell]) => cell !== '-'))).toEqual({
    'judgment, published: title; redacted text': 'F',
    'judgment, unpublished: title; sentence; case; AE review': 'F/-/F/-',
    'enforcement case; assets': 'F/-',
    'enforcement: list of dishonest debtors': 'D',
    'audit log: own acts': 'F',
  });
});

test('statistics: R1 to R3 are told every number, the public none below five, the others none below three', () => {
  const smallest = Object.entries(column).map(([key, role]) => [key, reader.smallest(role)]);
  expect(Object.fromEntries(smallest)).toEqual({
    ...Object.fromEntries(['R1', 'R2', 'R3'].map((key) => [key, 0])),
    ...Object.fromEntries(['R4', 'R5', 'R6/7', 'R8', 'R9', 'R10', 'R11', 'R12'].map((key) => [key, 3])),
    ...Object.fromEntries(['R13', 'R14', 'R16', 'R17', 'R18'].map((key) => [key, null])),
    R15: 5,
  });
});

function tableOf(text: string): Record<string, Record<string, string>> {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return Object.fromEntries(
    lines.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(cells.map((cell, at) => [head[at + 1] ?? '', cell])),
    ]),
  );
}
