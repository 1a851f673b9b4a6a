import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { demoFiles, demoSecret } from '../../demo/settings.js';
import { type Environment, readEnvironment } from '../../gateway/environment.js';
import type { AuditEvent, AuditRecord } from '../../schema/audit.js';
import { listHeads } from '../../store/audit/audit-source.js';
import { openStore, type Store } from '../../store/open-store.js';
import { createSeals } from '../../subgraphs/kit/seals.js';
import { createSigners, type Signers } from '../store/signers.js';
import { event, now } from '../store/stores.js';

/** The data folder of a hub that has stopped, with a log to be looked at by commands. */
export interface LogOnDisk {
  readonly folder: string;
  readonly environment: Environment;
  readonly signers: Signers;
  /** Digest of the person whom `record` may name. */
  readonly subject: string;
  /** Writes events to the chain `hub`. */
  record(...events: readonly AuditEvent[]): Promise<void>;
  /** Signs where all chains stand, and exports it. */
  sign(at: string): Promise<string>;
  /** Does something to the store, behind the hub's back or by the front door. */
  within<Result>(work: (store: Store) => Promise<Result>): Promise<Result>;
  /** Entries of a chain, oldest first. */
  entriesOf(chain: string): Promise<readonly AuditRecord[]>;
  remove(): void;
}

export async function logOnDisk(): Promise<LogOnDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-log-'));
  const files = demoFiles(folder);
  const signers = await createSigners();
  writeFileSync(files.auditKey, JSON.stringify(signers.privateKey));
  const seals = createSeals(Buffer.from(demoSecret(files), 'utf8'));
  const within: LogOnDisk['within'] = async (work) => {
    const store = await openStore({
      url: `file:${files.store}`,
      clock: now,
      chain: 'hub',
      digest: 'sha256',
      secret: 'the secret of a hub of tests',
    });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  await within(async () => undefined);
  return {
    folder,
    signers,
    within,
    environment: readEnvironment({ PLUMBLINE_DATA: folder, PLUMBLINE_CONFIG: join(folder, 'plumbline.yaml') }),
    subject: seals.digestSubject(samplePerson.citizenId),
    record: (...events) =>
      within(async ({ audit }) => {
        for (const each of events) await audit.append(each);
      }),
    sign: (at) =>
      within(async ({ checkpoints, database }) => {
        const text = await checkpoints.create({ at, heads: await listHeads(database) }, signers.privateKey);
        mkdirSync(files.checkpoints, { recursive: true });
        writeFileSync(join(files.checkpoints, `${at.replaceAll(':', '')}.hub.jws`), `${text}\n`);
        return text;
      }),
    entriesOf: (chain) =>
      within(async ({ auditReader }) => [...(await auditReader.entries({ chain, first: 1_000 })).records].reverse()),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** So many ordinary entries. */
export function someEvents(count: number): readonly AuditEvent[] {
  return Array.from({ length: count }, (_, n) => event(n));
}
