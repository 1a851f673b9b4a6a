import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JWK } from 'jose';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import type { AuditEvent } from '../../schema/audit.js';
import { verifyStore } from '../../store/audit/verify-log.js';
import { openStore, type Store } from '../../store/open-store.js';
import { nodesAt } from './answers.js';
import type { AskOptions, Reply } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

// The log of a whole hub (domain 4.4): what was refused stands in it, what may be told of it is told, and every process's chain
// is held by the gateway's. test/hub/audit.test.ts has what an entry says, and what happens while none can be written.

const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION', matter: matterNumbers.execution } as const;
const clerk = { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' } as const;
const subject = { as: 'subject', purpose: 'SELF_ACCESS' } as const;
const nameOf = 'query ($id: CitizenId!) { person(citizenId: $id) { name phone } }';
const variables = { id: samplePerson.citizenId };

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  let store: Store;
  beforeAll(async () => {
    hub = await openDemoHub(form);
    store = await openStore({ url: `file:${hub.store}`, clock: hub.clock, chain: 'reader', digest: 'sha256' });
  }, 180_000);
  afterAll(async () => {
    await store?.close();
    await hub?.close();
  });

  const eventsOf = async ({ headers }: Reply) => {
    const rows = await store.database.query({ sql: 'SELECT chain, event FROM audit_entry', params: [] });
    return rows
      .map(({ chain, event }) => ({ chain: String(chain), event: JSON.parse(String(event)) as AuditEvent }))
      .filter(({ event }) => event.requestId === headers.get('x-request-id'));
  };
  const gatewaysOf = async (reply: Reply) =>
    (await eventsOf(reply)).filter(({ chain }) => chain === 'gateway').map(({ event }) => event);

  test.each([
    ['a purpose that is not the role’s', { ...clerk, purpose: 'SUPERVISION' }, 403, 'PURPOSE_NOT_GRANTED'],
    ['a purpose that there is not', { ...clerk, purpose: 'CURIOSITY' }, 400, 'PURPOSE_UNKNOWN'],
    ['a matter that is not the account’s', { ...clerk, matter: matterNumbers.execution }, 403, 'MATTER_NOT_OPEN'],
  ] as const)('who declares %s is refused, and the refusal is recorded', async (_what, who, status, code) => {
    hub.statements.length = 0;
    const reply = await hub.ask(nameOf, { ...who, variables });
    expect(reply.status).toBe(status);
    expect(await gatewaysOf(reply)).toMatchObject([
      { action: 'REFUSAL', outcome: code, principal: { id: 'demo-judicial-office-clerk' }, subjects: [], sources: {} },
    ]);
    expect(hub.statements).toEqual([]);
  });

  test('what a question was denied is recorded with what it got', async () => {
    const reply = await hub.ask(nameOf, { ...prosecutor, variables });
    expect(await gatewaysOf(reply)).toMatchObject([
      { action: 'QUERY', outcome: 'OK', fields: { ALLOW: ['Query.person', 'Person.name'], MASK: ['Person.phone'] } },
    ]);
    const refused = await hub.ask(nameOf, { as: 'public', purpose: 'PUBLIC_SERVICE', variables });
    expect(await gatewaysOf(refused)).toMatchObject([
      { action: 'QUERY', subjects: [], fields: { DENY: ['Query.person'] } },
    ]);
  });

  test('what a subgraph of another process read stands in its own chain too, about the same persons', async () => {
    const reply = await hub.ask(nameOf, { ...prosecutor, variables });
    const reads = (await eventsOf(reply)).filter(({ chain }) => chain !== 'gateway');
    const digest = hub.seals.digestSubject(samplePerson.citizenId);
    expect(reads.map(({ chain, event }) => [chain, event.action, event.subjects])).toEqual(
      form === 'one process' ? [] : [['identity', 'READ', [digest]]],
    );
  });

  test('a person is told of clerks at once, of a case when it is closed, and of what is sealed never', async () => {
    const told = async () => {
      const { body } = await hub.ask('{ whoViewedMe(first: 50) { nodes { purpose agencyCode isOwn } } }', subject);
      return nodesAt(body.data, 'whoViewedMe').filter(({ isOwn }) => isOwn !== true);
    };
    const asked = async (query: string, who: AskOptions, of: object = variables) =>
      expect((await hub.ask(query, { ...who, variables: { ...of } })).body.data).not.toBeNull();
    const before = (await told()).length;
    await asked(nameOf, clerk);
    const ofClerk = await told();
    expect(ofClerk).toHaveLength(before + 1);
    expect(ofClerk[0]).toMatchObject({ purpose: 'CORRECTION_MANAGEMENT' });

    await asked(nameOf, { as: 'judge', purpose: 'CASE_HANDLING' });
    const sealed = 'query ($no: String!) { publicOrderCases(filter: { caseNo: { eq: $no } }) { nodes { caseNo } } }';
    const police = { as: 'police-officer', purpose: 'CASE_HANDLING' } as const;
    await asked(sealed, police, { no: samplePerson.publicOrderCaseNumber });
    expect(await told()).toEqual(ofClerk);

    await hub.ask('mutation ($number: String!) { closeMatter(number: $number) { closedAt } }', {
      as: 'court-leader',
      purpose: 'CASE_HANDLING',
      variables: { number: matterNumbers.trial },
    });
    await hub.ask('mutation ($number: String!) { closeMatter(number: $number) { closedAt } }', {
      as: 'police-legal-officer',
      purpose: 'CASE_HANDLING',
      variables: { number: matterNumbers.investigation },
    });
    const closed = await told();
    expect(closed).toHaveLength(ofClerk.length + 1);
    expect(closed[0]).toMatchObject({ purpose: 'CASE_HANDLING' });
  });

  test('after all of it every chain is whole, and the gateway’s holds the heads of the others', async () => {
    await hub.closeGateways();
    const { d: _private, ...publicKey } = JSON.parse(readFileSync(hub.demo.files.auditKey, 'utf8')) as JWK;
    const verdict = await verifyStore(store.database, { publicKeys: { keys: [publicKey] } });
    expect(verdict).toMatchObject({
      isIntact: true,
      absent: [],
      unindexed: [],
      checkpoints: { genuine: 1, faults: [] },
    });
    expect(verdict.anchors.faults).toEqual([]);
    const chains = verdict.chains.filter(({ entries }) => entries > 0).map(({ chain }) => chain);
    expect(chains).toEqual(
      expect.arrayContaining(form === 'one process' ? ['gateway'] : ['gateway', 'identity', 'police']),
    );
    expect(verdict.anchors.heads).toBeGreaterThanOrEqual(chains.length - 1);
  });
});
