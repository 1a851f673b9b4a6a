import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import type { AuditEvent } from '../../schema/audit.js';
import { errorTable } from '../../schema/errors.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import { openStore, type Store } from '../../store/open-store.js';
import { crossDomain } from './hub-client.js';
import { forms, type OpenedHub, openDemoHub } from './open-hubs.js';

const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION' } as const;

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

  const events = async (): Promise<readonly AuditEvent[]> => {
    const sql = "SELECT event FROM audit_entry WHERE chain = 'gateway' ORDER BY sequence";
    const rows = await store.database.query({ sql, params: [] });
    return rows.map(({ event }) => JSON.parse(String(event)) as AuditEvent);
  };
  const eventOf = async (requestId: string | undefined) =>
    (await events()).filter((event) => event.requestId === requestId);

  test('an answered request has one entry: who, for what, which fields, which systems, about whom', async () => {
    const { body } = await hub.ask(crossDomain.query, {
      ...prosecutor,
      matter: matterNumbers.execution,
      variables: crossDomain.variables,
    });
    const [event, ...others] = await eventOf(body.extensions?.requestId);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      action: 'QUERY',
      outcome: 'OK',
      principal: { id: 'demo-prosecutor', division: '371422', roles: ['prosecutor'] },
      purpose: 'SUPERVISION',
      matter: matterNumbers.execution,
      fields: { MASK: ['Person.citizenId'] },
      sources: {
        'administrative-files': 'OK',
        'correction-devices': 'OK',
        'corrections-sql': 'OK',
        'enforcement-rest': 'OK',
        'judgments-sql': 'OK',
        'police-soap': 'OK',
      },
    });
    expect(event?.fields.ALLOW).toEqual(
      expect.arrayContaining(['Person.name', 'Sentence.probationMonths', 'BiometricScan.at']),
    );
    expect(event?.subjects).toEqual([hub.seals.digestSubject(samplePerson.citizenId)]);
  });

  test('what was denied stands in the entry, with the systems that were not read', async () => {
    const options = { as: 'judge', purpose: 'CASE_HANDLING', variables: crossDomain.variables } as const;
    const { body } = await hub.ask(crossDomain.query, options);
    const [event] = await eventOf(body.extensions?.requestId);
    expect(event?.fields.DENY).toEqual(expect.arrayContaining(['CorrectionSubject.probationMonths']));
    expect(Object.keys(event?.sources ?? {})).not.toContain('correction-devices');
  });

  test('a refused request has its entry too', async () => {
    const { body } = await hub.ask(
      '{ sentences(filter: { citizenId: { eq: "371422198805120052" } }) { totalCount } }',
      prosecutor,
    );
    const [event] = await eventOf(body.extensions?.requestId);
    expect(event).toMatchObject({ action: 'REFUSAL', outcome: 'FILTER_DENIED', sources: {}, subjects: [] });
  });

  test('entries hold no citizen id, name, token or value, and the chain is whole', async () => {
    const before = (await events()).length;
    await Promise.all(
      ['prosecutor', 'deputy-chief-procurator'].map((as) =>
        hub.ask(crossDomain.query, { as, purpose: 'CASE_HANDLING', variables: crossDomain.variables }),
      ),
    );
    const all = await events();
    expect(all).toHaveLength(before + 2);
    const text = JSON.stringify(all);
    for (const secret of [samplePerson.citizenId, samplePerson.name, samplePerson.civilCaseNumber, '13905340018']) {
      expect(text).not.toContain(secret);
    }
    expect(await verifyChain(store.database, 'gateway')).toMatchObject({ isIntact: true, entries: all.length });
  });

  test('while the store cannot be written nothing is answered, and nothing more is read, until what is owed is written', async () => {
    const ask = () => hub.ask(crossDomain.query, { ...prosecutor, variables: crossDomain.variables });
    const disk = createClient({ url: `file:${hub.store}` });
    await disk.execute("CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(FAIL, 'disk full'); END");
    const refused = [await ask(), await ask()];
    hub.statements.length = 0;
    refused.push(await ask());
    expect(hub.statements).toEqual([]);
    for (const { status, body } of refused) {
      expect({ status, codes: body.errors?.map(({ extensions: { code } }) => code) }).toEqual({
        status: errorTable.AUDIT_UNAVAILABLE.status,
        codes: ['AUDIT_UNAVAILABLE'],
      });
      expect(body.data).toBeUndefined();
    }
    await disk.execute('DROP TRIGGER full');
    disk.close();
    const { status, body } = await ask();
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
    const [lost, answered] = (await events()).slice(-2);
    expect(await verifyChain(store.database, 'gateway')).toMatchObject({ isIntact: true });
    // The request that was read for before the log was known to be shut.
    expect([lost, answered].map((event) => [event?.requestId, event?.outcome])).toEqual([
      [refused[0]?.headers.get('x-request-id'), 'AUDIT_UNAVAILABLE'],
      [body.extensions?.requestId, 'OK'],
    ]);
  }, 90_000);
});
