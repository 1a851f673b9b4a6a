import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Scalar } from '../../schema/scalar.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import { type DailyStore, openAsDaily } from './daily-account.js';
import { createSigners } from './signers.js';
import { event, open } from './stores.js';

let daily: DailyStore;

beforeAll(async () => {
  daily = await openAsDaily();
});
afterAll(() => daily.close());

const run = (sql: string, ...params: (Scalar | null)[]) => daily.store.database.query({ sql, params });

test('with the daily account everything that the hub does works', async () => {
  await daily.store.ping();
  await daily.store.audit.ready();
  const { hash } = await daily.store.audit.append(event(1));
  expect(await verifyChain(daily.store.database, 'hub')).toEqual({ chain: 'hub', isIntact: true, entries: 1, hash });
  expect((await daily.store.auditReader.entries({ subject: '5f3c', first: 1 })).records.length).toBe(1);
  const { at } = event(1);
  const { privateKey } = await createSigners();
  expect(await daily.store.checkpoints.create({ at, heads: [] }, privateKey)).toMatch(/^ey/);

  const { number } = await daily.store.access.openMatter({
    number: '1号',
    kind: 'CASE',
    line: null,
    title: 't',
    agency: 'JCY',
    division: '371422',
    persons: [],
    files: [],
    handlers: ['a'],
    openedBy: 'b',
    openedAt: at,
  });
  await daily.store.access.amendMatter(number, { persons: ['p'], files: [], handlers: ['c'] });
  for (const id of ['r1', 'r2']) {
    await daily.store.access.requestAccess({
      id,
      applicant: 'a',
      agency: 'JCY',
      division: '371422',
      roles: [],
      purpose: 'SUPERVISION',
      matter: number,
      fields: [],
      persons: [],
      files: [],
      reason: 'r',
      isBreakGlass: false,
      requestedAt: at,
    });
    await daily.store.access.decideRequest(id, { state: 'APPROVED', by: 'b', at, reason: null, until: '2027' });
  }
  await daily.store.access.revokeRequest('r1', 'b', at);
  expect((await daily.store.access.standing('a', number)).approvals.map(({ id }) => id)).toEqual(['r2']);
  await daily.store.access.closeMatter(number, at);
  expect(await daily.store.access.revision()).toBe(8);
  expect(await daily.store.usage.addRequests('a', 'SUPERVISION', '2026-03-02', 2)).toBe(2);
  expect(await daily.store.usage.addPersons(number, ['p1', 'p2'])).toBe(2);

  const record = { entity: 'Permit', values: { number: '1' }, flags: {}, index: [] };
  const delivery = { adapter: 'bureau', producedAt: '2026-03-01T02:00:00+08:00' };
  const batch = (name: string, hash: string) => ({
    ...{ ...delivery, name, digest: name },
    records: [
      { ...record, key: '1', hash },
      { entity: 'Permit', key: null, reason: 'ROW_UNREADABLE', raw: '坏行' },
    ],
  });
  expect(await daily.store.landing.land(batch('a', 'h1'))).toMatchObject({ landed: 1, quarantined: 1 });
  expect(await daily.store.landing.land(batch('b', 'h2'))).toMatchObject({ superseded: 1, quarantined: 1 });
});

test.each([
  ["UPDATE audit_entry SET event = '{}'"],
  ['DELETE FROM audit_entry'],
  ["REPLACE INTO audit_entry (chain, sequence, previous_hash, hash, at, event) VALUES ('hub', 1, '', '', '', '')"],
  [
    `INSERT INTO audit_entry (chain, sequence, previous_hash, hash, at, event) VALUES ('hub', 1, '', '', '', '')
     ON DUPLICATE KEY UPDATE event = '{}'`,
  ],
  ['TRUNCATE TABLE audit_entry'],
  ['DROP TABLE audit_entry'],
  ['ALTER TABLE audit_entry ADD COLUMN x INT'],
  ['RENAME TABLE audit_entry TO elsewhere'],
  ['CREATE TRIGGER t BEFORE INSERT ON audit_entry FOR EACH ROW SET NEW.event = NULL'],
  ['DELETE FROM audit_head'],
  ['DELETE FROM audit_subject'],
  ["UPDATE audit_subject SET digest = 'other'"],
  ['DELETE FROM audit_checkpoint'],
  ["UPDATE audit_checkpoint SET text = ''"],
  ['DELETE FROM access_request'],
  ['DELETE FROM matter'],
  ['GRANT UPDATE ON audit_entry TO CURRENT_USER()'],
])('the database itself refuses the daily account: %s', async (statement) => {
  const before = await run('SELECT * FROM audit_entry');
  await expect(run(statement)).rejects.toMatchObject({ code: expect.stringMatching(/ACCESS_DENIED|DENIED_ERROR/) });
  expect(await run('SELECT * FROM audit_entry')).toEqual(before);
});

test('the daily account cannot make tables: an upgrade is for the owner', async () => {
  await daily.asOwner('DELETE FROM schema_migration WHERE version = 2');
  await expect(open(daily.url)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
