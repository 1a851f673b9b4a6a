import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrivals } from '../sdk/sources/files/arrivals.js';
import { defaultLimits } from '../sdk/sources/files/delivery.js';
import { folderInbox } from '../sdk/sources/files/folder-inbox.js';
import { landArrival } from '../sdk/sources/files/land.js';
import { ownLanding } from '../sdk/sources/landed/own-landing.js';
import { openStore, type Store } from '../store/open-store.js';
import { dropPayments, payment, paymentDelivery } from './payment-delivery.js';
import type { PaymentsFile } from './payments.js';
import { insertPlainly, type PlainTable } from './plain-insert.js';

/** One way to bring a file of payments into a database. */
export interface LandingPace {
  readonly name: string;
  /** By the clock on the wall. */
  readonly perSecond: number;
  /** CPU time of this process a row, microseconds: what a busy machine changes least. */
  readonly cpuUs: number;
  /** How far the process grew at its greatest, MiB. */
  readonly growthMb: number;
}

export interface LandingSpeed {
  readonly rows: number;
  readonly megabytes: number;
  readonly landed: number;
  readonly quarantined: number;
  readonly paces: readonly LandingPace[];
}

/**
 * How fast a file with one dirty row in twenty lands, beside csv-parse and multi-row inserts of the same rows into a file of the
 * same kind: with the indexes that lookups need, and without. Rejects when a row or a fen is lost.
 */
export async function measureLanding(rows: number, mysqlUrl: string | null = null): Promise<LandingSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-landing-'));
  try {
    const inbox = join(folder, 'in');
    const file = await dropPayments(inbox, rows);
    const plain = async (name: string, table: PlainTable) =>
      paceOf(name, rows, () => insertPlainly(file.path, `file:${join(folder, `${table}.db`)}`, table));
    const bare = await plain('csv-parse and inserts, no lookups', 'bare');
    const indexed = await plain('csv-parse and inserts, indexed alike', 'indexed');
    const stores = [
      ['files, on libSQL', `file:${join(folder, 'store.db')}`],
      ...(mysqlUrl === null ? [] : [['files, on MariaDB', mysqlUrl]]),
    ];
    const paces: LandingPace[] = [bare, indexed];
    for (const [name = '', url = ''] of stores) paces.push(await paceOfStore(name, url, inbox, file));
    const landed = rows - file.unfit;
    return { rows, megabytes: file.bytes / 2 ** 20, landed, quarantined: file.unfit, paces };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function paceOfStore(name: string, url: string, inbox: string, file: PaymentsFile): Promise<LandingPace> {
  const store = await openStore({
    url,
    clock: () => new Date(0),
    chain: 'bench',
    digest: 'sha256',
    secret: 'of the benchmark',
  });
  try {
    const pace = await paceOf(name, file.rows, () => land(store, inbox, file));
    await assertSums(store, file);
    return pace;
  } finally {
    await store.close();
  }
}

async function land({ landing }: Store, inbox: string, { rows, unfit }: PaymentsFile): Promise<void> {
  const { signal } = new AbortController();
  const setting = { landing: ownLanding(landing, 'payments'), bindings: [payment], limits: defaultLimits };
  const receipt = await folderInbox(inbox).visit(signal, async (visit) => {
    const [arrival] = await arrivals(visit, [paymentDelivery]);
    return arrival && landArrival(arrival, visit, setting, signal);
  });
  if (receipt?.landed === rows - unfit && receipt.quarantined === unfit) return;
  throw new Error(`of ${rows} rows ${receipt?.landed} landed and ${receipt?.quarantined} were put aside`);
}

/** Every fen that was delivered in a row that can be landed is there. */
async function assertSums({ database }: Store, { fen }: PaymentsFile): Promise<void> {
  const amount = database.dialect === 'sqlite' ? `document ->> '$.amountFen'` : `json_value(document, '$.amountFen')`;
  const [row] = await database.query({ sql: `SELECT SUM(${amount}) AS fen FROM landed_record`, params: [] });
  if (Number(row?.fen) !== fen) throw new Error(`${fen} fen were delivered, and ${row?.fen} landed`);
}

async function paceOf(name: string, rows: number, work: () => Promise<void>): Promise<LandingPace> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  return {
    name,
    perSecond: Math.round(rows / seconds),
    cpuUs: (user + system) / rows,
    growthMb: (most - before) / 2 ** 20,
  };
}
