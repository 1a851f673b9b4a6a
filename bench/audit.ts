import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '../schema/audit.js';
import { verifyChain } from '../store/audit/verify-chain.js';
import { openStore, type Store } from '../store/open-store.js';
import { repeat } from './measure.js';

export interface AuditMeasureOptions {
  readonly entries: number;
  /** Requests that wait for their entries at once. */
  readonly concurrency: number;
  /** An empty database on MySQL or MariaDB. */
  readonly mysqlUrl?: string;
}

/** Entries a second by the clock on the wall, which the disk limits as much as the processor, and what one costs. */
export interface Pace {
  readonly perSecond: number;
  /** CPU time of this process an entry, microseconds. */
  readonly cpuUs: number;
}

export interface AuditSpeed {
  readonly store: 'libSQL' | 'MySQL';
  /** Each durable before its request goes on. */
  readonly appended: Pace;
  readonly verified: Pace;
}

const defaults: AuditMeasureOptions = { entries: 50_000, concurrency: 500 };

/** How fast the audit log takes entries and verifies them; on the embedded store, and on a server where one is given. */
export async function measureAudit(options: Partial<AuditMeasureOptions> = {}): Promise<readonly AuditSpeed[]> {
  const settled = { ...defaults, ...options };
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-audit-'));
  try {
    const embedded = await speedOf('libSQL', `file:${join(folder, 'store.db')}`, settled);
    if (settled.mysqlUrl === undefined) return [embedded];
    return [embedded, await speedOf('MySQL', settled.mysqlUrl, settled)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function speedOf(
  store: AuditSpeed['store'],
  url: string,
  { entries, concurrency }: AuditMeasureOptions,
): Promise<AuditSpeed> {
  const opened = await openStore({ url, clock: () => new Date(0), chain: 'bench', digest: 'sha256' });
  try {
    await append(opened, entries / 10, concurrency);
    const appended = await paceOf(() => append(opened, entries, concurrency));
    const verified = await paceOf(() => verifiedEntries(opened));
    return { store, appended, verified };
  } finally {
    await opened.close();
  }
}

async function append({ audit }: Store, entries: number, concurrency: number): Promise<number> {
  let n = 0;
  await repeat(entries, concurrency, () => {
    n += 1;
    return audit.append(event(n));
  });
  return entries;
}

async function verifiedEntries({ database }: Store): Promise<number> {
  const verdict = await verifyChain(database, 'bench');
  if (verdict.isIntact) return verdict.entries;
  throw new Error(`The measured log does not verify at ${verdict.sequence}: ${verdict.fault}`);
}

async function paceOf(work: () => Promise<number>): Promise<Pace> {
  const before = process.cpuUsage();
  const began = performance.now();
  const entries = await work();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { perSecond: Math.round(entries / seconds), cpuUs: (user + system) / entries };
}

/** An entry of a usual request: two agencies, ten fields, one person. */
function event(n: number): AuditEvent {
  return {
    at: new Date(Date.UTC(2026, 2, 2, 0, 0, 0, n)).toISOString(),
    requestId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    action: 'QUERY',
    principal: { id: `account-${n % 50}`, agency: '371422-JCY', division: '371422', roles: ['prosecutor'] },
    purpose: 'SUPERVISION',
    matter: `宁检监〔2026〕${n % 40}号`,
    operation: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    subjects: [`person-${n % 5_000}-0123456789abcdef0123456789abcdef`],
    fields: {
      ALLOW: ['Person.name', 'Judgment.caseNumber', 'Judgment.court', 'Judgment.effectiveDate', 'Judgment.sentence'],
      MASK: ['Person.citizenId', 'Person.address'],
      DENY: ['Person.phone'],
    },
    sources: { 'judgments-demo': 'OK', 'corrections-demo': 'OK' },
    policyVersion: '0f343b0931126a20f133d67c2b018a3b',
    outcome: 'OK',
  };
}
