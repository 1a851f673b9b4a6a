import fc from 'fast-check';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Approval, BusinessLine, Matter, Warrant } from '../../schema/warrant.js';
import { usedLines, usedPurposes } from './random-policies.js';
import { smallFacts } from './random-policies-schema.js';

/** Days on which months end differently (刑诉法解释 202). */
export const days = fc.constantFrom('2026-11-22', '2026-03-31', '2028-02-29');

// Whoever is named by M is in the matter, by 1 and 2 in the first and the second approval: every combination is somebody.
const combinations = ['M', '1', '2', 'M1', 'M2', '12', 'M12'];
const namedBy = (letter: string, kind: string) =>
  combinations.filter((each) => each.includes(letter)).map((each) => `${kind}-${each}`);

export const subject = 'person-self';
export const persons = [subject, 'person-nobody', ...combinations.map((each) => `person-${each}`)];
export const files = ['file-none', ...combinations.map((each) => `file-${each}`)];

const coordinates = [...smallFacts.types.values()].flatMap(({ name, fields }) => [
  name,
  name,
  name,
  ...[...fields.keys()].map((field) => `${name}.${field}`),
]);

const approvedFields = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...coordinates), { minLength: 1, maxLength: 6 }),
  fc.constant([...smallFacts.types.keys()]),
);

const approval = (id: string, named: fc.Arbitrary<Pick<Approval, 'persons' | 'files'>>): fc.Arbitrary<Approval> =>
  fc
    .record({ fields: approvedFields, named })
    .map(({ fields, named: who }) => ({ id, fields, ...who, until: '2099-01-01T00:00:00+08:00', isBreakGlass: false }));

const linesOf: fc.Arbitrary<readonly BusinessLine[]> = fc.oneof(
  fc.constant([...usedLines]),
  fc.subarray([...usedLines]),
);

interface Named {
  readonly persons: readonly string[];
  readonly files: readonly string[];
}

interface Choice {
  readonly divisions: fc.Arbitrary<string>;
  readonly campaigns: fc.Arbitrary<string>;
  readonly agencies: fc.Arbitrary<string>;
  readonly organisations: fc.Arbitrary<string>;
  readonly subjects: fc.Arbitrary<string>;
  readonly lines: fc.Arbitrary<readonly BusinessLine[]>;
  readonly named: (letter: string) => fc.Arbitrary<Named>;
}

function warrants({ campaigns, named }: Choice): fc.Arbitrary<Warrant> {
  const matter: fc.Arbitrary<Matter> = fc
    .record({ kind: fc.constantFrom('CASE', 'CASE', 'CAMPAIGN'), division: campaigns, who: named('M') })
    .map(({ kind, division, who }) => ({ number: 'matter', kind, line: null, division, ...who }));
  const approvals = fc.oneof(
    fc.constant<readonly Approval[]>([]),
    approval('first', named('1')).map((each) => [each]),
    fc.tuple(approval('first', named('1')), approval('second', named('2'))),
  );
  return fc.record({ matter, approvals });
}

function principals(choice: Choice): fc.Arbitrary<Principal> {
  return fc
    .record({
      roles: fc.constantFrom(
        ['one'],
        ['two'],
        ['one', 'two'],
        ['one', 'two'],
        ['two', 'one', 'one'],
        ['nobody', 'one'],
      ),
      purpose: fc.constantFrom<Purpose | undefined>(...usedPurposes, ...usedPurposes, ...usedPurposes, undefined),
      lines: choice.lines,
      warrant: fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: warrants(choice) }),
      agency: choice.agencies,
      organisation: choice.organisations,
      division: choice.divisions,
      subject: choice.subjects,
    })
    .map(({ purpose, warrant, ...rest }): Principal => {
      const declared = purpose === undefined ? {} : { purpose };
      const matter = warrant === undefined ? {} : { matter: warrant.matter.number, warrant };
      return { id: 'account', kind: 'user', ...rest, ...declared, ...matter };
    });
}

/** Says everything that row conditions could ask, and nothing that makes two of them the same. */
export const completePrincipals = principals({
  divisions: fc.constant('371400'),
  campaigns: fc.constant('371422'),
  agencies: fc.constantFrom('11371422MB2850001X', '371422000000', '371422510000'),
  organisations: fc.constant('371422100J'),
  subjects: fc.constant(subject),
  // One line is named by no grant: whoever works in none has no rows by line, which looks like a grant of others.
  lines: linesOf.map((lines) => [...lines, 'CRIMINAL']),
  named: (letter) => fc.constant({ persons: namedBy(letter, 'person'), files: namedBy(letter, 'file') }),
});

/** Current and former divisions, one below and one beside the other, the whole country, and what is no division. */
export const territories = ['371400', '371422', '370100', '370600', '371202', '37', '100000', '371422100', '', '%'];

/** Some leave out agency, division, subject, or whom they are about, or say the same of several. */
export const anyPrincipals = principals({
  divisions: fc.constantFrom(...territories),
  campaigns: fc.constantFrom(...territories),
  agencies: fc.constantFrom('11371422MB2850001X', '371422000000', '371422510000', '371422510007', ''),
  organisations: fc.constantFrom('371422100J', ''),
  subjects: fc.constantFrom(subject, 'person-M', ''),
  lines: linesOf,
  named: () =>
    fc.record({
      persons: fc.uniqueArray(fc.constantFrom(...persons), { maxLength: 3 }),
      files: fc.uniqueArray(fc.constantFrom(...files), { maxLength: 3 }),
    }),
});
