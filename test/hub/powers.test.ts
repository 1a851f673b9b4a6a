// long: every root field, type and mutation, for each of the powers.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importJWK, type JWK, SignJWT } from 'jose';
import { issuerName } from '../../demo/issuer.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoPersonNamed } from '../../demo/people.js';
import { demoAudience } from '../../demo/settings.js';
import type { Access } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { type Purpose, purposes } from '../../schema/purpose.js';
import { at, nodesAt } from './answers.js';
import type { Reply } from './hub-client.js';
import {
  countQuestions,
  listQuestions,
  type MatrixQuestion,
  oneQuestions,
  personQuestion,
  personRelationQuestions,
  relationQuestions,
} from './matrix-questions.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';
import { applied, convicted } from './outside-people.js';
import { principalNamed, today } from './principals.js';
import { stepInputs } from './step-inputs.js';
import { keyValues } from './trap-watch.js';

// Three separate powers (三员分立, domain 4.4): who runs the hub and who audits it read no business of it, and nobody changes
// its log. That the hub's own account in the database cannot either is held by test/store/grants.test.ts.

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openDemoHub('one process');
}, 120_000);
afterAll(() => hub?.close());

describe.each([
  ['sysadmin', undefined],
  ['auditor', undefined],
  ['auditor', 'AUDIT'],
] as const)('the %s under %s', (as, purpose) => {
  test('gets no value of any record, by no root field and no type, and no system is asked', async () => {
    const found: string[] = [];
    let asked = 0;
    hub.statements.length = 0;
    for (const { document, about } of questionsOf(hub.catalog, accessOf(as, purpose))) {
      const { body, text } = await hub.ask(document, { as, ...(purpose ? { purpose } : {}) });
      asked += 1;
      if (hasValue(body.data)) found.push(`${about} ${text.slice(0, 200)}`);
    }
    expect({ found, statements: hub.statements }).toEqual({ found: [], statements: [] });
    expect(asked).toBeGreaterThan(80);
  }, 60_000);

  test('changes nothing of the hub’s books: every mutation is denied', () => expectNoChange(as, purpose));
});

// It finds, and people judge (个人信息保护法 24).
test('the oversight engine changes nothing of the hub’s books: every mutation is denied', () =>
  expectNoChange('oversight-engine', 'SUPERVISION'));

async function expectNoChange(as: string, purpose: Purpose | undefined): Promise<void> {
  for (const [name, { document, variables }] of mutations()) {
    const { body } = await hub.ask(document, { as, ...(purpose ? { purpose } : {}), variables });
    const codes = body.errors?.map(({ extensions }) => extensions.code);
    expect([name, body.data, codes]).toEqual([
      name,
      { [name]: null },
      [purpose === undefined ? 'PURPOSE_REQUIRED' : 'FIELD_DENIED'],
    ]);
  }
}

test('the check can fail: a chief gets values by these questions', async () => {
  const chief = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION' } as const;
  const answers = await Promise.all(
    questionsOf(hub.catalog, accessOf(chief.as, chief.purpose))
      .slice(0, 6)
      .map(({ document }) => hub.ask(document, chief)),
  );
  expect(answers.map(({ body }) => hasValue(body.data))).toEqual(answers.map(() => true));
});

test.each(['sysadmin', 'auditor'])('the %s declares no purpose of business', async (as) => {
  for (const purpose of purposes.filter((each) => as !== 'auditor' || each !== 'AUDIT')) {
    const reply = await hub.ask('{ judgments { totalCount } }', { as, purpose });
    expect([purpose, reply.status, codesOf(reply)]).toEqual([purpose, 403, ['PURPOSE_NOT_GRANTED']]);
  }
});

describe('a token that joins powers', () => {
  test.each([
    [['sysadmin', 'prosecutor'], 'SUPERVISION'],
    [['prosecutor', 'sysadmin'], undefined],
    [['auditor', 'deputy-chief-procurator'], 'AUDIT'],
    [['auditor', 'deputy-chief-procurator'], 'SUPERVISION'],
    [['auditor', 'sysadmin'], 'AUDIT'],
  ] as const)('of %j is refused for %s, whatever it asks, and no system is asked', async (roles, purpose) => {
    hub.statements.length = 0;
    for (const query of ['{ __typename }', '{ judgments { totalCount } }', '{ auditEntries { nodes { at } } }']) {
      const reply = await askAs(roles, purpose, query);
      expect({ status: reply.status, codes: codesOf(reply), data: reply.body.data }).toEqual({
        status: 403,
        codes: ['ROLES_CONFLICT'],
        data: undefined,
      });
    }
    expect(hub.statements).toEqual([]);
    const { body } = await hub.ask(
      '{ auditEntries(first: 1, filter: { account: "demo-joined" }) { nodes { outcome action roles } } }',
      { as: 'auditor', purpose: 'AUDIT' },
    );
    expect(nodesAt(body.data, 'auditEntries')).toEqual([{ outcome: 'ROLES_CONFLICT', action: 'REFUSAL', roles }]);
  });

  test('of roles that go together is let in', async () => {
    const reply = await askAs(
      ['prosecutor', 'resident-procurator'],
      'SUPERVISION',
      '{ judgments(first: 1) { totalCount } }',
    );
    expect(codesOf(reply)).toBeUndefined();
    expect(Number(at(reply.body.data, 'judgments.totalCount'))).toBeGreaterThan(10);
  });
});

test('the auditor reads all of the log; a chief reads the unit’s without persons, an officer the own acts', async () => {
  const asked = async (as: string, purpose: Purpose, fields: string) => {
    const { body } = await hub.ask(`{ auditEntries(first: 100) { nodes { ${fields} } } }`, {
      as,
      purpose,
      matter: null,
    });
    return { entries: nodesAt(body.data, 'auditEntries'), denied: body.extensions?.access.map(({ field }) => field) };
  };
  await hub.ask('query ($id: CitizenId!) { person(citizenId: $id) { name } }', {
    as: 'judge',
    purpose: 'CASE_HANDLING',
    variables: { id: samplePerson.citizenId },
  });
  const all = await asked('auditor', 'AUDIT', 'account agencyCode subjects release');
  expect(all.denied).toEqual([]);
  expect(new Set(all.entries.map(({ agencyCode }) => agencyCode)).size).toBeGreaterThan(1);
  expect(all.entries.flatMap(({ subjects }) => subjects)).toContain(hub.seals.digestSubject(samplePerson.citizenId));

  const { agency } = demoPersonNamed('deputy-chief-procurator');
  const unit = await asked('deputy-chief-procurator', 'SUPERVISION', 'agencyCode subjects release');
  expect(unit.denied).toEqual(['AuditEntry.subjects', 'AuditEntry.release']);
  expect(unit.entries.length).toBeGreaterThan(2);
  for (const entry of unit.entries) expect(entry).toEqual({ agencyCode: agency, subjects: null, release: null });

  const own = await asked('judge', 'CASE_HANDLING', 'account subjects');
  expect(new Set(own.entries.map(({ account }) => account))).toEqual(new Set(['demo-judge']));
  for (const as of ['administrative-officer', 'police-officer'] as const)
    expect((await asked(as, 'CASE_HANDLING', 'account')).entries.every(({ account }) => account === `demo-${as}`)).toBe(
      true,
    );
});

test('no mutation and no address alters the log', async () => {
  const ofAccess = ['amendMatter', 'approveAccess', 'breakGlass', 'closeMatter', 'openCampaign', 'openMatter'];
  // Steps of supervision change the book of matters (domain 4.2).
  const ofLetters = ['applyForBriberyLetter', 'issueBriberyLetter', 'refuseBriberyLetter'];
  const decisions = ['rejectAccess', 'requestAccess', 'revokeAccess'];
  const all = [...ofAccess, ...decisions, ...ofLetters, ...Object.keys(stepInputs)];
  expect([...hub.catalog.mutations.keys()].sort()).toEqual(all.sort());
  const authorization = `Bearer ${await hub.tokenOf('auditor')}`;
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    for (const path of ['/graphql', '/audit', '/graphql/auditEntries/1']) {
      const { status } = await hub.send({ method, path, headers: { authorization } });
      expect([method, path, [404, 405].includes(status)]).toEqual([method, path, true]);
    }
});

function accessOf(as: string, purpose: Purpose | undefined): Access {
  return hub.policies.current().compiler.compile(principalNamed(as, purpose), today);
}

/** Every root field and every type, as an account of business would ask. */
function questionsOf(catalog: Catalog, access: Access): readonly MatrixQuestion[] {
  return [
    ...listQuestions(catalog, access, keyValues),
    ...oneQuestions(catalog, keyValues),
    personQuestion(catalog, [samplePerson.citizenId]),
    ...personRelationQuestions(catalog, samplePerson.citizenId),
    ...relationQuestions(catalog, access),
    ...countQuestions(catalog, access),
  ];
}

/** Every mutation with arguments that its types take. */
function mutations(): readonly (readonly [
  string,
  { document: string; variables: Readonly<Record<string, unknown>> },
])[] {
  const person = hub.seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId });
  const number = '宁检执监〔2026〕99号';
  const handlers = ['demo-prosecutor'];
  const asked = { fields: ['Person.phone'], persons: [person], reason: '核实监督对象的联系方式' };
  const campaign = { number, title: '专项监督', divisionCode: '371422', handlers };
  const given: Readonly<Record<string, readonly [string, string, unknown]>> = {
    openMatter: ['input', 'MatterInput!', { ...campaign, persons: [person] }],
    openCampaign: ['input', 'CampaignInput!', campaign],
    amendMatter: ['input', 'MatterAdditionInput!', { number, handlers }],
    closeMatter: ['number', 'String!', number],
    requestAccess: ['input', 'AccessRequestInput!', asked],
    breakGlass: ['input', 'AccessRequestInput!', asked],
    approveAccess: ['id', 'ID!', 'any'],
    rejectAccess: ['id', 'ID!', 'any'],
    revokeAccess: ['id', 'ID!', 'any'],
    applyForBriberyLetter: ['input', 'BriberyLetterInput!', applied(convicted.company).input],
    issueBriberyLetter: ['applicationNumber', 'String!', '宁检查申〔2026〕1号'],
    refuseBriberyLetter: ['applicationNumber', 'String!', '宁检查申〔2026〕1号'],
    ...Object.fromEntries(Object.entries(stepInputs).map(([name, each]) => [name, ['input', ...each] as const])),
  };
  return [...hub.catalog.mutations.keys()].map((name) => {
    const [argument, type, value] = given[name] ?? ['', '', null];
    const rest = ['rejectAccess', 'refuseBriberyLetter'].includes(name) ? ', reason: "不符合条件"' : '';
    return [
      name,
      {
        document: `mutation ($given: ${type}) { ${name}(${argument}: $given${rest}) { ${idOf(hub.catalog.types, name)} } }`,
        variables: { given: value },
      },
    ];
  });
}

/** Key of what a mutation answers with, where it is not `id`. */
const keyOf: Readonly<Record<string, string>> = {
  Matter: 'number',
  SupervisionMatter: 'matterNumber',
  Finding: 'findingId',
  Complaint: 'complaintNumber',
  BriberyLetter: 'applicationNumber',
};

function idOf(types: ReadonlyMap<string, TypeEntry>, mutation: string): string {
  const type = types.get('Mutation')?.fields.get(mutation)?.type;
  return (type === undefined ? undefined : keyOf[type]) ?? 'id';
}

/** A token as the issuer would sign it for an account that holds several roles. */
async function askAs(roles: readonly string[], purpose: Purpose | undefined, query: string): Promise<Reply> {
  const jwk = JSON.parse(readFileSync(hub.demo.files.issuerKey, 'utf8')) as JWK;
  const { agency, division } = demoPersonNamed('prosecutor');
  const issued = Math.floor(hub.clock().getTime() / 1000);
  const token = await new SignJWT({ kind: 'user', agency, division, roles })
    .setProtectedHeader({ alg: 'EdDSA', ...(jwk.kid ? { kid: jwk.kid } : {}) })
    .setSubject('demo-joined')
    .setIssuer(issuerName)
    .setAudience(demoAudience)
    .setIssuedAt(issued)
    .setExpirationTime(issued + 600)
    .sign(await importJWK(jwk, 'EdDSA'));
  return hub.send({
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(purpose ? { 'x-plumbline-purpose': purpose } : {}),
    },
    body: JSON.stringify({ query }),
  });
}

const codesOf = ({ body }: Reply) => body.errors?.map(({ extensions }) => extensions.code);

function hasValue(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(hasValue);
  if (typeof data !== 'object' || data === null) return data !== null && data !== undefined;
  return Object.entries(data).some(([name, value]) => name !== '__typename' && hasValue(value));
}
