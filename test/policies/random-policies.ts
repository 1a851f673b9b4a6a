import fc from 'fast-check';
import { fieldsFor } from '../../policies/engine/rows.js';
import type {
  FieldSelector,
  Grant,
  PolicySets,
  Prohibition,
  PurposeCap,
  Role,
  RowRule,
} from '../../policies/engine/sets.js';
import { dataClasses } from '../../schema/access.js';
import type { TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { factsOf } from './small-schema.js';

// A schema with one of everything: relations both ways, code siblings, sealed fields and rows, values in records.
export const smallFacts = factsOf({
  Query: {
    record: false,
    fields: { alphas: ['INTERNAL', null, 'Alpha', 'refers'], person: ['INTERNAL', null, 'Person', 'refers'] },
  },
  Alpha: {
    record: true,
    fields: {
      a: ['PUBLIC'],
      b: ['INTERNAL', 'NAME'],
      c: ['SENSITIVE', 'PHONE'],
      d: ['SEALED', 'DROP'],
      eCode: ['INTERNAL'],
      e: ['INTERNAL'],
      source: ['INTERNAL'],
      sealed: ['INTERNAL'],
      agencyCode: ['INTERNAL'],
      jurisdictionDivisionCode: ['INTERNAL'],
      citizenId: ['SENSITIVE', 'CITIZEN_ID'],
      published: ['PUBLIC'],
      kind: ['INTERNAL'],
      beta: ['INTERNAL', null, 'Beta'],
      betas: ['INTERNAL', null, 'Beta'],
      twin: ['INTERNAL', null, 'Alpha'],
      gamma: ['INTERNAL'],
    },
  },
  Beta: {
    record: true,
    fields: {
      x: ['INTERNAL'],
      y: ['SENSITIVE', 'ADDRESS'],
      agencyCode: ['INTERNAL'],
      kind: ['INTERNAL'],
      source: ['INTERNAL'],
      alpha: ['INTERNAL', null, 'Alpha'],
      person: ['INTERNAL', null, 'Person', 'refers'],
    },
  },
  Person: {
    record: true,
    fields: {
      id: ['INTERNAL'],
      name: ['INTERNAL', 'NAME'],
      citizenId: ['SENSITIVE', 'CITIZEN_ID'],
      residenceDivisionCode: ['INTERNAL'],
      residenceDivision: ['INTERNAL'],
      alphas: ['INTERNAL', null, 'Alpha', 'refers'],
    },
  },
  Gamma: {
    record: false,
    fields: { v: ['INTERNAL', 'NAME'], w: ['SENSITIVE'], beta: ['INTERNAL', null, 'Beta', 'refers'] },
  },
});

export const coordinates = [...smallFacts.types.values()].flatMap((type) =>
  [...type.fields.keys()].map((field) => [type.name, field] as const),
);

const used: readonly Purpose[] = ['CASE_HANDLING', 'SUPERVISION', 'SELF_ACCESS'];
const roles = new Map<string, Role>(
  [
    { name: 'one', purposes: ['CASE_HANDLING', 'SUPERVISION'] as const },
    { name: 'two', purposes: ['SUPERVISION', 'SELF_ACCESS'] as const },
  ].map(({ name, purposes }) => [
    name,
    { name, number: 'R1', title: { zh: name, en: name }, purposes: new Set<Purpose>(purposes) },
  ]),
);

const some = <Value>(values: readonly Value[], minLength = 1) => fc.subarray([...values], { minLength });
const setOf = <Value>(values: readonly Value[], minLength = 1) => some(values, minLength).map((each) => new Set(each));
const typeNames = ['Alpha', 'Alpha', 'Beta', 'Person', 'Gamma'];

const through = (...relations: readonly (readonly [string, string])[]): RowRule => ({
  through: relations.map(([coordinate, target]) => ({ coordinate, target })),
});
const toAlpha = [
  ['Beta.alpha', 'Alpha'],
  ['Alpha.twin', 'Alpha'],
] as const;
const toBeta = [
  ['Alpha.beta', 'Beta'],
  ['Alpha.betas', 'Beta'],
] as const;

const ruleChoices: readonly RowRule[] = [
  'own-agency',
  'own-subject',
  'territory',
  'not-sealed',
  'published',
  { equals: { field: 'kind', value: 'A' } },
  { equals: { field: 'kind', value: 'B' } },
  { in: { field: 'kind', values: ['A', 'B'] } },
  through(toAlpha[0]),
  through(...toAlpha),
  through(toBeta[1]),
  through(toAlpha[1], ...toBeta),
];

function fits(rule: RowRule, type: TypeFacts): boolean {
  if (typeof rule === 'object' && 'through' in rule) return rule.through.some(({ target }) => target === type.name);
  return fieldsFor(rule, type).length > 0;
}

function selectorFor(type: string): fc.Arbitrary<FieldSelector> {
  const fields = [...(smallFacts.types.get(type)?.fields.keys() ?? [])];
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<FieldSelector>('*') },
    { weight: 3, arbitrary: some(fields) },
    { weight: 3, arbitrary: fc.record({ classes: some(dataClasses), except: fc.subarray(fields, { maxLength: 2 }) }) },
  );
}

const onTypes: fc.Arbitrary<ReadonlyMap<string, FieldSelector>> = fc
  .uniqueArray(fc.constantFrom(...typeNames), { minLength: 1, maxLength: 2 })
  .chain((names) => fc.tuple(...names.map((name) => selectorFor(name).map((selector) => [name, selector] as const))))
  .map((entries) => new Map(entries));

const grant: fc.Arbitrary<Grant> = onTypes.chain((on) => {
  const types = [...on.keys()].flatMap((name) => smallFacts.types.get(name) ?? []);
  const fitting = ruleChoices.filter((rule) => types.every((type) => fits(rule, type)));
  return fc.record({
    id: fc.constant('grant'),
    roles: setOf(['one', 'two']),
    purposes: setOf(used),
    on: fc.constant(on),
    effect: fc.constantFrom('allow' as const, 'allow' as const, 'mask' as const),
    as: fc.constantFrom(null, null, null, 'BIRTH_YEAR' as const),
    rows: fc.subarray(fitting, { maxLength: Math.min(2, fitting.length) }),
    sealing: fc.boolean(),
    needs: fc.constantFrom(null, null, null, 'approval' as const),
    basis: fc.constant('law'),
  });
});

const prohibition: fc.Arbitrary<Prohibition> = fc.record({
  id: fc.constant('prohibition'),
  roles: fc.oneof(fc.constant('*' as const), setOf(['one', 'two'])),
  purposes: fc.oneof(fc.constant('*' as const), setOf(used)),
  on: onTypes,
  basis: fc.constant('law'),
});

const cap = (name: Purpose): fc.Arbitrary<PurposeCap> =>
  fc.record({
    name: fc.constant(name),
    title: fc.constant({ zh: name, en: name }),
    classes: fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Set(dataClasses)) },
      { weight: 1, arbitrary: setOf(dataClasses, 0) },
    ),
    masked: setOf(dataClasses, 0),
    withheld: fc.oneof(
      { weight: 5, arbitrary: fc.constant(new Set<string>()) },
      { weight: 1, arbitrary: setOf(typeNames) },
    ),
    basis: fc.constant('law'),
  });

export const policySets: fc.Arbitrary<PolicySets> = fc.record({
  version: fc.constant('v'),
  roles: fc.constant(roles),
  purposes: fc.tuple(...used.map(cap)).map((caps) => new Map(caps.map((each) => [each.name, each]))),
  grants: fc
    .array(grant, { minLength: 1, maxLength: 5 })
    .map((grants) =>
      grants.map((each, at) => ({ ...each, id: `g${at}`, as: each.effect === 'mask' ? each.as : null })),
    ),
  prohibitions: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(prohibition, { minLength: 1, maxLength: 2 }) },
  ),
  openWhenSealingUnknown: setOf(['Alpha'], 0),
});

const roleLists = fc.constantFrom(
  ['one'],
  ['two'],
  ['one', 'two'],
  ['two', 'one', 'one'],
  ['nobody'],
  ['one', 'nobody'],
);
const purposeChoices: fc.Arbitrary<Purpose | undefined> = fc.constantFrom(...used, ...used, undefined);

function principals(agency: fc.Arbitrary<string>, division: fc.Arbitrary<string>, subject: fc.Arbitrary<string>) {
  return fc
    .record({ roles: roleLists, purpose: purposeChoices, agency, division, subject })
    .map(({ purpose, ...rest }): Principal => {
      const person = { id: 'account', kind: 'user' as const, organisation: 'office', ...rest };
      return purpose === undefined ? person : { ...person, purpose };
    });
}

/** Says everything that row conditions could ask. */
export const completePrincipals = principals(
  fc.constant('11371422MB'),
  fc.constant('371422'),
  fc.constant('371422198503021234'),
);

/** Some say nothing of an agency, a division or a subject. */
export const anyPrincipals = principals(
  fc.constantFrom('11371422MB', ''),
  fc.constantFrom('371422', ''),
  fc.constantFrom('371422198503021234', ''),
);
