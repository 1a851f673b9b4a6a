import { and, asc, eq, max } from 'drizzle-orm';
import { PlumblineError } from '../../schema/errors.js';
import type { Batch, DeliveredRecord, PushedBatch, PushLanding, Receipt } from '../../schema/landing.js';
import type { PushReceipt } from '../../schema/push.js';
import { dayOf } from '../../schema/values/day.js';
import type { Engine, Queries } from '../engines/engine.js';
import { storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';
import { hasAttachments, landAttachments } from './attachments.js';
import { marksUnder } from './exclusion-marks.js';
import { deliveryOf, landIn, landingMs, lockAdapter } from './landing.js';
import type { Delivery, Writing } from './landing-records.js';
import { countRefusal, keepHolding, tallyOf } from './push-tally.js';

/** Lands pushes in the store's tables: records, attachments and receipt, in one transaction. */
export function createPushLanding(engine: Engine, clock: () => Date, patience: Patience, secret?: string): PushLanding {
  return {
    receipt: async (push) => {
      try {
        return await receiptOf(engine, engine.queries, push);
      } catch (error) {
        throw asFault(push.adapter, error);
      }
    },
    land: async (push) => {
      const delivery = deliveryOf(push);
      const mark = marksUnder(secret);
      try {
        return await persist(
          patience,
          () =>
            engine.attempt(landingMs, (queries, run) =>
              land({ engine, queries, run, mark, isBulk: false }, delivery, push, clock),
            ),
          (error) => !(error instanceof PlumblineError),
        );
      } catch (error) {
        throw asFault(push.adapter, error);
      }
    },
    countRefusal: (adapter, code) => countRefusal(engine, patience, { adapter, code, day: dayOf(clock()) }),
    tally: (adapter) => tallyOf(engine, adapter),
  };
}

async function land(writing: Writing, delivery: Delivery, push: PushedBatch, clock: () => Date): Promise<PushReceipt> {
  const { engine, queries } = writing;
  await lockAdapter(engine, queries, delivery.adapter);
  const before = await receiptOf(engine, queries, delivery);
  if (before !== null) return before;
  const keys = new DeliveredKeys();
  const isFollowed = push.attachments.length > 0 || (await hasAttachments(engine.tables, queries, delivery.adapter));
  const records = isFollowed ? keys.heardFrom(push.records) : eachOf(push.records);
  const landed = await landIn(writing, delivery, records, clock);
  const receivedAt = clock().toISOString();
  const attachments = await landAttachments(engine.tables, queries, delivery, {
    attachments: push.attachments,
    keys: keys.byEntity,
    landedAt: receivedAt,
  });
  const reasons = await reasonsOf(engine, queries, delivery, push.readings);
  const holds = push.holding === undefined ? {} : { holds: await keepHolding(writing, delivery, push.holding) };
  const receipt = receiptFor(delivery, landed, { receivedAt, attachments, ...holds, reasons });
  const { adapter, name: key, digest } = delivery;
  const place = await nextPlace(writing, adapter);
  await queries
    .insert(engine.tables.pushReceipt)
    .values({ adapter, key, digest, receivedAt, receipt: JSON.stringify(receipt), place });
  return receipt;
}

/** The adapter is locked: places are given out in the order of commits, and an undone push leaves no gap. */
async function nextPlace({ engine, queries }: Writing, adapter: string): Promise<number> {
  const { pushReceipt } = engine.tables;
  const isOfAdapter = eq(pushReceipt.adapter, adapter);
  const [last] = await queries
    .select({ place: max(pushReceipt.place) })
    .from(pushReceipt)
    .where(isOfAdapter);
  return Number(last?.place ?? 0) + 1;
}

async function* eachOf(records: Batch['records']): AsyncGenerator<DeliveredRecord> {
  yield* records;
}

/** The records that were landed, by entity: what their attachments are looked up by. */
class DeliveredKeys {
  readonly byEntity = new Map<string, Set<string>>();

  async *heardFrom(records: Batch['records']): AsyncGenerator<DeliveredRecord> {
    for await (const record of records) {
      if (record.key !== null) this.#add(record.entity, record.key);
      yield record;
    }
  }

  #add(entity: string, key: string): void {
    const known = this.byEntity.get(entity) ?? new Set();
    this.byEntity.set(entity, known.add(key));
  }
}

function receiptFor(
  { name, digest }: Delivery,
  { batch: _, status, ...counts }: Receipt,
  beside: Pick<PushReceipt, 'receivedAt' | 'attachments' | 'holds' | 'reasons'>,
): PushReceipt {
  return { key: name, status: 'LANDED', digest, ...counts, ...beside };
}

/** A receipt that would name every record of a spoiled delivery says no more than one that names the first thousand. */
const namedAtMost = 1_000;

async function reasonsOf(
  engine: Engine,
  queries: Queries,
  { adapter, name, digest }: Delivery,
  readings: number,
): Promise<PushReceipt['reasons']> {
  const { quarantinedRecord } = engine.tables;
  const isOfPush = and(
    eq(quarantinedRecord.adapter, adapter),
    eq(quarantinedRecord.batchName, name),
    eq(quarantinedRecord.batchDigest, digest),
  );
  const rows = await queries
    .select({ position: quarantinedRecord.position, reason: quarantinedRecord.reason })
    .from(quarantinedRecord)
    .where(isOfPush)
    .orderBy(asc(quarantinedRecord.position))
    .limit(namedAtMost);
  return rows.map(({ position, reason }) => ({ position: Math.ceil(position / readings), reason }));
}

async function receiptOf(
  engine: Engine,
  queries: Queries,
  { adapter, name, digest }: Pick<Delivery, 'adapter' | 'name' | 'digest'>,
): Promise<PushReceipt | null> {
  const { pushReceipt } = engine.tables;
  const [row] = await queries
    .select({ digest: pushReceipt.digest, receipt: pushReceipt.receipt })
    .from(pushReceipt)
    .where(and(eq(pushReceipt.adapter, adapter), eq(pushReceipt.key, name)));
  if (row === undefined) return null;
  if (row.digest !== digest) throw new PlumblineError('PUSH_KEY_REUSED', 'The key was used for another delivery');
  return { ...(JSON.parse(row.receipt) as PushReceipt), status: 'ALREADY_LANDED' };
}

function asFault(adapter: string, error: unknown): unknown {
  return error instanceof PlumblineError ? error : storeFault(`A push of ${adapter} could not be landed`, error);
}
