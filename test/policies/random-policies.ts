import fc from 'fast-check';
import type {
  FieldSelector,
  Grant,
  PolicySets,
  Prohibition,
  PurposeCap,
  Role,
  RowRule,
} from '../../policies/language/sets.js';
import { dataClasses } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { fileFields, personFields, territoryFields } from './naive-rows.js';
import { rowFieldsOf, smallFacts } from './random-policies-schema.js';

export const usedPurposes: readonly Purpose[] = ['CASE_HANDLING', 'SUPERVISION', 'SELF_ACCESS'];
export const usedLines: readonly BusinessLine[] = ['JUVENILE', 'CIVIL'];

const roles = new Map<string, Role>(
  [
    { name: 'one', purposes: ['CASE_HANDLING', 'SUPERVISION'] as const },
    { name: 'two', purposes: ['SUPERVISION', 'SELF_ACCESS'] as const },
  ].map(({ name, purposes }) => [
    name,
    {
      name,
      number: 'R1',
      title: { zh: name, en: name },
      isExclusive: false,
      isMachine: false,
      requestsADay: null,
      purposes: new Set<Purpose>(purposes),
    },
  ]),
);

const some = <Value>(values: readonly Value[], minLength = 1) => fc.subarray([...values], { minLength });
const setOf = <Value>(values: readonly Value[], minLength = 1) => some(values, minLength).map((each) => new Set(each));
/** Mostly one thing, now and then another. */
const mostly = <Value>(weight: number, usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });

const records = ['Alpha', 'Beta', 'Person', 'Delta'];
export const typeNames = ['Alpha', 'Alpha', 'Alpha', 'Beta', 'Person', 'Delta', 'Gamma', 'Trace', 'Mutation'];

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

// Rules that say nothing of each other: which rows they take can then be reckoned by their names alone.
const independent: readonly RowRule[] = [
  'own-agency',
  'own-organisation',
  'own-subject',
  'own-line',
  'territory',
  'not-sealed',
  'published',
  'in-matter',
  'in-matter',
  { 'own-agency': { field: 'decidedByCode' } },
  { 'own-subject': { field: 'claimantId' } },
  { equals: { field: 'kind', value: 'A' } },
  { equals: { field: 'kind', value: 'B' } },
  { in: { field: 'kind', values: ['A', 'B'] } },
  { prefix: { field: 'number', value: '鲁14' } },
  { between: { field: 'amount', from: 10, to: 20 } },
  { since: { field: 'startedOn', months: 12 } },
  { until: { field: 'endsOn', days: 30 } },
  through(toAlpha[0]),
  through(...toAlpha),
  through(toBeta[1]),
  through(toAlpha[1], ...toBeta),
];

// Rules that imply or exclude each other, and territories of every shape.
const entangled: readonly RowRule[] = [
  ...independent,
  'territory',
  'territory',
  'in-matter',
  { equals: { field: 'number', value: '鲁1422' } },
  { prefix: { field: 'number', value: '鲁1422' } },
  { between: { field: 'startedOn', from: '2025-01-01', to: '2026-06-30' } },
  { between: { field: 'amount', from: 15, to: 40 } },
  { since: { field: 'startedOn', months: 24 } },
  { since: { field: 'endsOn', months: 1 } },
  { until: { field: 'endsOn', days: 0 } },
  { until: { field: 'startedOn', days: 3 } },
];

const plainRuleFields: Readonly<Record<Extract<RowRule, string>, readonly string[]>> = {
  'own-agency': ['agencyCode'],
  'own-organisation': ['judicialOfficeCode'],
  'own-subject': ['citizenId'],
  'own-line': ['line'],
  territory: territoryFields,
  'not-sealed': ['sealed'],
  published: ['published'],
  'in-matter': [...personFields, ...fileFields, ...territoryFields],
};

// As loading holds rules against types.
function fits(rule: RowRule, type: string): boolean {
  const fields = rowFieldsOf(type);
  if (typeof rule === 'string') return plainRuleFields[rule].some((field) => fields.includes(field));
  if ('through' in rule) return rule.through.some(({ target }) => target === type);
  return Object.values(rule).every(({ field }) => fields.includes(field));
}

function selectorFor(type: string): fc.Arbitrary<FieldSelector> {
  const fields = [...(smallFacts.types.get(type)?.fields.keys() ?? [])];
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<FieldSelector>('*') },
    { weight: 3, arbitrary: some(fields) },
    { weight: 3, arbitrary: fc.record({ classes: some(dataClasses), except: fc.subarray(fields, { maxLength: 2 }) }) },
  );
}

function on(names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, FieldSelector>> {
  return fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
    .chain((types) => fc.tuple(...types.map((type) => selectorFor(type).map((each) => [type, each] as const))))
    .map((entries) => new Map(entries));
}

const ruleLists = (rules: readonly RowRule[], types: readonly string[]) => {
  const fitting = rules.filter((rule) => types.every((type) => fits(rule, type)));
  return fc.subarray(fitting, { maxLength: Math.min(2, fitting.length) }).map(withoutTwins);
};

const withoutTwins = (rules: readonly RowRule[]) => [...new Set(rules)];

function grant(rules: readonly RowRule[], focus: string): fc.Arbitrary<Grant> {
  const isRecord = records.includes(focus);
  return fc
    .record({
      effect: fc.constantFrom('allow', 'allow', 'allow', 'allow', 'mask', 'mask', 'count'),
      ofRows: mostly(4, on([focus]), on(typeNames)),
      ofCounts: isRecord ? mostly(2, on([focus]), on(records)) : on(records),
    })
    .chain(({ effect, ofRows, ofCounts }) => {
      const counts = effect === 'count';
      const target = counts ? ofCounts : ofRows;
      return fc.record({
        id: fc.constant('grant'),
        roles: mostly(2, fc.constant(new Set(['one', 'two'])), setOf(['one', 'two'])),
        purposes: mostly(2, fc.constant(new Set(usedPurposes)), setOf(usedPurposes)),
        on: fc.constant(target),
        effect: fc.constant(effect),
        as: effect === 'mask' ? fc.constantFrom(null, null, null, 'BIRTH_YEAR' as const) : fc.constant(null),
        rows: ruleLists(rules, [...target.keys()]),
        sealing: fc.boolean(),
        needs: counts ? fc.constant(null) : fc.constantFrom(null, null, null, 'approval' as const),
        lines: mostly(4, fc.constant(null), setOf(usedLines)),
        smallest: counts ? fc.constantFrom(0, 5, 10) : fc.constant(0),
        basis: fc.constant('law'),
      });
    });
}

const prohibition: fc.Arbitrary<Prohibition> = fc.record({
  id: fc.constant('prohibition'),
  roles: fc.oneof(fc.constant('*' as const), setOf(['one', 'two'])),
  purposes: fc.oneof(fc.constant('*' as const), setOf(usedPurposes)),
  on: on(typeNames),
  basis: fc.constant('law'),
});

const withholdable = [
  ...records,
  'Alpha.b',
  'Alpha.eCode',
  'Alpha.kind',
  'Alpha.betas',
  'Beta.x',
  'Trace',
  'Trace.exists',
];
const histories: readonly PurposeCap['history'][] = [
  new Map([['Alpha', { field: 'startedOn', months: 24 }]]),
  new Map([['Delta', { field: 'startedOn', months: 12 }]]),
];

const cap = (name: Purpose): fc.Arbitrary<PurposeCap> =>
  fc.record({
    name: fc.constant(name),
    title: fc.constant({ zh: name, en: name }),
    classes: mostly(5, fc.constant(new Set(dataClasses)), setOf(dataClasses, 0)),
    masked: setOf(dataClasses, 0),
    counted: setOf(dataClasses, 0),
    withheld: mostly(4, fc.constant(new Set<string>()), setOf(withholdable)),
    only: mostly<PurposeCap['only']>(6, fc.constant(null), setOf(typeNames)),
    history: mostly(4, fc.constant<PurposeCap['history']>(new Map()), fc.constantFrom(...histories)),
    // What is asked of lists decides on no field and no row.
    narrow: fc.constant<PurposeCap['narrow']>(new Map()),
    requestsADay: fc.constant(null),
    personsAMatter: fc.constant(null),
    release: fc.constant('NOW' as const),
    basis: fc.constant('law'),
  });

// Grants meet on one type for the most part: it is where they meet that laws decide.
const setsWith = (rules: readonly RowRule[]): fc.Arbitrary<PolicySets> =>
  fc.constantFrom(...typeNames).chain((focus) => setsOn(rules, focus));

const setsOn = (rules: readonly RowRule[], focus: string): fc.Arbitrary<PolicySets> =>
  fc.record({
    version: fc.constant('v'),
    roles: fc.constant(roles),
    purposes: fc.tuple(...usedPurposes.map(cap)).map((caps) => new Map(caps.map((each) => [each.name, each]))),
    grants: fc
      .array(grant(rules, focus), { minLength: 1, maxLength: 5 })
      .map((grants) => grants.map((each, at) => ({ ...each, id: `g${at}` }))),
    prohibitions: mostly(
      3,
      fc.constant<readonly Prohibition[]>([]),
      fc.array(prohibition, { minLength: 1, maxLength: 2 }),
    ),
    openWhenSealingUnknown: setOf(['Alpha'], 0),
  });

/** Sets whose row rules say nothing of each other, for which even ALL and SOME are exact. */
export const policySets = setsWith(independent);

/** The type that most grants of the sets speak of: rarely another one is worth asking about. */
export function focusOf({ grants }: PolicySets): fc.Arbitrary<string> {
  const named = grants.flatMap(({ on }) => [...on.keys()]);
  return mostly(6, fc.constantFrom(...named), fc.constantFrom(...smallFacts.types.keys()));
}

/** Sets whose row rules imply and exclude each other as well. */
export const entangledSets = setsWith(entangled);
