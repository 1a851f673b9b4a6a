import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '../../schema/audit.js';
import type { Patience } from '../../store/engines/patience.js';
import { openStore, type Store, type StoreOptions } from '../../store/open-store.js';
import { createMysqlDatabase, type TestDatabase } from '../servers/databases.js';

/** The databases that carry the store, each with a way to get an empty one. */
export const backends: readonly { readonly name: string; create(): Promise<TestDatabase> }[] = [
  { name: 'libSQL', create: createLibsqlDatabase },
  { name: 'MariaDB', create: createMysqlDatabase },
];

async function createLibsqlDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-store-'));
  return { url: `file:${join(folder, 'store.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

export const now = () => new Date('2026-03-02T01:02:03.000Z');

export const patience: Patience = { attempts: 20, firstPauseMs: 1, longestPauseMs: 20, jitter: () => 0.5 };

const secret = 'the secret of the stores of tests';

/** Opens the store of a test: fixed clock, short pauses. */
export function open(url: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({ url, clock: now, chain: 'hub', digest: 'sha256', secret, patience, ...options });
}

/** The n-th event of a test. */
export function event(n: number, extra: Partial<AuditEvent> = {}): AuditEvent {
  return {
    at: new Date(Date.UTC(2026, 2, 2, 0, 0, n)).toISOString(),
    requestId: `request-${n}`,
    action: 'QUERY',
    principal: { id: 'account-7', agency: '371422-JCY', division: '371422', roles: ['prosecutor'] },
    purpose: 'SUPERVISION',
    matter: '宁检监〔2026〕1号',
    operation: 'ab12',
    subjects: ['5f3c'],
    fields: { ALLOW: ['Person.name'], MASK: ['Person.citizenId'] },
    sources: { judgments: 'OK' },
    policyVersion: 'p1',
    outcome: 'OK',
    ...extra,
  };
}
