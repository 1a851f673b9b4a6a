import { arrivals } from '../sdk/sources/files/arrivals.js';
import { defaultLimits } from '../sdk/sources/files/delivery.js';
import { folderInbox } from '../sdk/sources/files/folder-inbox.js';
import { landArrival } from '../sdk/sources/files/land.js';
import { ownLanding } from '../sdk/sources/landed/own-landing.js';
import { openStore, type Store } from '../store/open-store.js';
import { payment, paymentDelivery } from './payment-delivery.js';
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

/** A contestant with its database, and the delivery that it brings in. */
export interface LandingJob {
  readonly name: string;
  /** Null: through the hub's own landing. */
  readonly plain: PlainTable | null;
  readonly url: string;
  /** Folder that the delivery lies in. */
  readonly inbox: string;
  readonly file: PaymentsFile & { readonly path: string };
}

/** Brings a delivery in and says at what pace. Rejects when a row or a fen is lost. */
export function measurePace(job: LandingJob): Promise<LandingPace> {
  const { name, plain, url, file } = job;
  return plain === null ? paceOfStore(job) : paceOf(name, file.rows, () => insertPlainly(file.path, url, plain));
}

async function paceOfStore({ name, url, inbox, file }: LandingJob): Promise<LandingPace> {
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
