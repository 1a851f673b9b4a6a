import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { laws } from '../../policies/engine/laws.js';
import { testSets } from '../../policies/inspect/set-test.js';
import { principalOf, specimenDay } from '../../policies/inspect/specimen.js';
import type { Grant, PolicySets } from '../../policies/language/sets.js';
import type { Access } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import { businessLines, type MatterKind } from '../../schema/warrant.js';
import { matches } from './oracle-source.js';
import { catalog, setNames, sets, setTestFile } from './the-sets.js';

test.each(setNames)('the %s set decides as its tests say', (name) => {
  const { checked, failures } = testSets(sets, catalog, setTestFile(name));
  expect(failures).toEqual([]);
  expect(checked).toBeGreaterThan(20);
});

test('a set test that is wrong is reported with its line', () => {
  const text = [
    'cases:',
    '  - as: public',
    '    for: PUBLIC_SERVICE',
    '    because: it is not so',
    '    sees: [Person.name]',
    '    masked:',
    '      Organization.name: NAME',
    '    denied: { Person.nmae: no role of yours may see this }',
  ].join('\n');
  const { failures } = testSets(sets, catalog, { name: 'x.policy.test.yaml', text });
  expect(failures).toEqual([
    'x.policy.test.yaml:5: public for PUBLIC_SERVICE: Person.name: expected ALLOW, got DENY only deputy-chief-procurator for CASE_HANDLING or SUPERVISION may see this',
    'x.policy.test.yaml:7: public for PUBLIC_SERVICE: Organization.name: expected MASK NAME, got ALLOW',
    'x.policy.test.yaml:8: unknown coordinate Person.nmae',
  ]);
});

const types = [...catalog.types.values()];
const compiler = createAccessCompiler(sets, catalog);

/** What somebody brings: nothing, a campaign, or all that there is to bring. */
const standings = ['NOTHING', 'CAMPAIGN', 'EVERYTHING'] as const;
type Standing = (typeof standings)[number];

function accessOf(role: string, purpose: Purpose, standing: Standing, from = compiler): Access {
  const under: MatterKind | null = standing === 'NOTHING' ? null : standing === 'CAMPAIGN' ? 'CAMPAIGN' : 'CASE';
  const approved = standing === 'EVERYTHING' ? types.map(({ name }) => name) : [];
  const lines = standing === 'EVERYTHING' ? businessLines : [];
  // Somebody of somewhere: what a principal does not say matches nothing, and every row would be nobody's.
  const somewhere = { agency: 'A', organisation: 'O', division: '371422', subject: 'P' };
  return from.compile({ ...principalOf({ role, purpose, under, lines, approved }), ...somewhere }, specimenDay);
}

/** Every role under every purpose that it may declare. */
const acting = [...sets.roles.values()].flatMap((role) =>
  [...role.purposes].map((purpose) => ({ role: role.name, purpose })),
);

test('whoever may enter an entity sees its key, which cannot be null', () => {
  const missing = acting.flatMap(({ role, purpose }) => {
    const access = accessOf(role, purpose, 'NOTHING');
    return types
      .filter(({ name, entityKey }) => entityKey !== null && access.enter(name).effect !== 'DENY')
      .flatMap(({ name, entityKey }) => (entityKey ?? '').split(/\s+/).map((key) => [name, key] as const))
      .filter(([name, key]) => access.decide(name, key).effect === 'DENY')
      .map(([name, key]) => `${role} ${name}.${key}`);
  });
  expect(missing).toEqual([]);
});

/** Every fourth grant is taken away, beginning with another one than the matrix does; all by `PLUMBLINE_GRANTS=all`. */
const inTurn = process.env.PLUMBLINE_GRANTS === 'all' ? sets.grants : sets.grants.filter((_, at) => at % 4 === 2);

test('no grant can be taken away without somebody seeing or counting less', () => {
  // A value that nobody is granted is open with what holds it: grants on such values close them to others.
  const isGoverned = (name: string) => name === 'Mutation' || catalog.types.get(name)?.record === true;
  const idle = inTurn
    .filter(({ on }) => [...on.keys()].some(isGoverned))
    .filter((grant) => {
      const grants = sets.grants.filter((each) => each !== grant);
      const lesser = createAccessCompiler({ ...sets, version: `without ${grant.id}`, grants }, catalog);
      return !acting
        .filter(({ role, purpose }) => grant.roles.has(role) && grant.purposes.has(purpose))
        .flatMap((stance) => [...standings].reverse().map((standing) => ({ ...stance, standing })))
        .some(({ role, purpose, standing }) =>
          differ(grant, accessOf(role, purpose, standing), accessOf(role, purpose, standing, lesser)),
        );
    });
  expect(idle.map(({ id }) => id)).toEqual([]);
}, 60_000);

/** Whether two see or count different things of the types that a grant speaks of; rows first, which are told faster. */
function differ(grant: Grant, one: Access, other: Access): boolean {
  const asked: readonly ((access: Access, name: string) => unknown)[] = [
    (access, name) => ways(name).map((way) => access.rows(name, way)),
    (access, name) => {
      const counts = access.counts(name);
      return counts.effect === 'ALLOW' && [counts.rows, [...counts.fields], counts.smallest];
    },
    (access, name) => fieldsOf(grant, name).map((field) => access.decide(name, field).effect),
    (access, name) => fieldsOf(grant, name).map((field) => ways(name).map((way) => access.cases(name, field, way))),
  ];
  return asked.some((ask) =>
    [...grant.on.keys()].some((name) => JSON.stringify(ask(one, name)) !== JSON.stringify(ask(other, name))),
  );
}

function fieldsOf({ on, sealing }: Grant, name: string): readonly string[] {
  const type = catalog.types.get(name);
  const selector = on.get(name);
  if (type === undefined || selector === undefined) return [];
  return [...type.fields.keys()].filter((field) => laws.selects(selector, sealing, type, field));
}

/** The entry points (undefined), and the relations by which rows of a type are reached. */
function ways(target: string): readonly (string | undefined)[] {
  const relations = types.flatMap((type) =>
    [...type.fields]
      .filter(([, field]) => field.joined && field.target === target)
      .map(([name]) => `${type.name}.${name}`),
  );
  return [undefined, ...relations];
}

test('who runs the system and who connects to it read nothing', () => {
  const given = sets.grants.filter(({ roles }) => roles.has('sysadmin') || roles.has('integrator'));
  expect(given.map(({ id }) => id)).toEqual([]);
  expect(['sysadmin', 'integrator'].map((role) => [...(sets.roles.get(role)?.purposes ?? [])])).toEqual([[], []]);
});

test('who runs the system, who audits it and what scans it have no other role beside', () => {
  const exclusive = [...sets.roles.values()].filter(({ isExclusive }) => isExclusive).map(({ name }) => name);
  expect(exclusive).toEqual(['sysadmin', 'auditor', 'oversight-engine']);
});

test('what is sealed is opened by the grants that name the sealing, and by no other', () => {
  const naming = sets.grants.filter(({ sealing }) => sealing).map(({ id }) => id);
  expect(naming.filter((id) => !/^juvenile\.|\.self\.|^corrections-self\.|public-order/.test(id))).toEqual([]);
  const others: PolicySets = { ...sets, version: 'unsealed', grants: sets.grants.filter(({ sealing }) => !sealing) };
  const unsealed = createAccessCompiler(others, catalog);
  const opened = acting.flatMap(({ role, purpose }) => {
    const access = accessOf(role, purpose, 'EVERYTHING', unsealed);
    return types.flatMap((type) => {
      const fields = [...type.fields].filter(([, field]) => field.class === 'SEALED').map(([name]) => name);
      const seen = fields.filter((field) => access.decide(type.name, field).effect !== 'DENY');
      const isFound = type.fields.has('sealed') && ways(type.name).some((way) => hasSealed(access, type.name, way));
      return [...seen.map((field) => `${role} ${type.name}.${field}`), ...(isFound ? [`${role} ${type.name}`] : [])];
    });
  });
  expect(opened).toEqual([]);
});

/** Whether a sealed row exists that meets everything else: every other comparison is taken to hold. */
function hasSealed(access: Access, type: string, way: string | undefined): boolean {
  const rows = access.rows(type, way);
  const own = { agencyCode: 'A', citizenId: 'P', judicialOfficeCode: 'O', jurisdictionDivisionCode: '371422' };
  const named = { caseNumber: '(2024)鲁1422刑初1号', subjectNo: '(2024)鲁1422刑初1号', status: 'IN_CORRECTION' };
  return matches(rows, {
    ...own,
    ...named,
    executingAgency: 'A',
    decisionAgencyCode: 'A',
    published: true,
    sealed: true,
  });
}

test('statistics open the public registers and no record of anybody', () => {
  const entered = acting
    .filter(({ purpose }) => purpose === 'STATISTICS')
    .flatMap(({ role }) =>
      types.filter(({ record, name }) => record && isEntered(accessOf(role, 'STATISTICS', 'EVERYTHING'), name)),
    );
  expect([...new Set(entered.map(({ name }) => name))].sort()).toEqual(['Agency', 'Organization', 'Shareholder']);
});

/** Whether anything of a type is seen, at its entry points or by a relation. */
function isEntered(access: Access, name: string): boolean {
  const fields = [...(catalog.types.get(name)?.fields ?? [])].filter(([, { target }]) => target === null);
  return fields.some(([field]) => access.decide(name, field).effect !== 'DENY');
}

test('every record of the schema is somebody’s to read, or to count', () => {
  const records = types.filter(({ record, about }) => record || about !== null).map(({ name }) => name);
  const accesses = acting.map(({ role, purpose }) => accessOf(role, purpose, 'EVERYTHING'));
  const isOpen = (name: string) =>
    accesses.some((access) => isEntered(access, name) || access.counts(name).effect === 'ALLOW');
  expect(records.filter((name) => !isOpen(name))).toEqual([]);
});

test('what is not public opens to the public only on published rows, or on their own', () => {
  const breaches: string[] = [];
  for (const grant of sets.grants) {
    const isHeld = grant.rows.includes('published') || grant.rows.includes('own-subject');
    if (!grant.purposes.has('PUBLIC_SERVICE') || isHeld || grant.effect !== 'allow') continue;
    for (const [name, selector] of grant.on) {
      const type = catalog.types.get(name);
      for (const field of type?.fields.values() ?? [])
        if (type && field.class !== 'PUBLIC' && laws.selects(selector, grant.sealing, type, field.name))
          breaches.push(`${grant.id} ${name}.${field.name}`);
    }
  }
  expect(breaches).toEqual([]);
});
