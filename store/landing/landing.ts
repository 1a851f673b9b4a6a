import { and, eq } from 'drizzle-orm';
import { PlumblineError } from '../../schema/errors.js';
import type { Batch, BatchMark, BulkBatch, Landing, Receipt } from '../../schema/landing.js';
import type { Engine, Queries } from '../engines/engine.js';
import { storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';
import { utcOf } from '../instant.js';
import { marksUnder } from './exclusion-marks.js';
import { readBatches, readQuarantine } from './landing-book.js';
import { chunksOf, type Delivered } from './landing-chunks.js';
import { type Counts, chunkLander, type Delivery, noCounts, type Writing } from './landing-records.js';
import { WaitingIndexes } from './waiting-indexes.js';

/** A national file of millions of records takes minutes; one that hangs must end some day. */
export const landingMs = 30 * 60_000;

/** Lands file deliveries in the store's tables. */
export function createLanding(engine: Engine, clock: () => Date, patience: Patience, secret?: string): Landing {
  return {
    database: engine.database,
    latest: (adapter) => latest(engine, adapter),
    receipt: async (batch) => {
      try {
        return (await receiptOf(engine, engine.queries, batch)) ?? null;
      } catch (error) {
        throw storeFault(`The landed batches of ${batch.adapter} could not be read`, error);
      }
    },
    batches: (adapter, page) => readBatches(engine, adapter, page),
    quarantine: (batch, page) => readQuarantine(engine, batch, page),
    land: async (batch) => {
      const delivery = deliveryOf(batch);
      const mark = marksUnder(secret);
      const records = new Reading(batch.records);
      // A thread costs more than a small delivery.
      const isBulk = !Array.isArray(batch.records);
      const attempt = isBulk ? engine.attemptBulk : engine.attempt;
      try {
        return await persist(
          patience,
          () =>
            attempt(landingMs, (queries, run) =>
              landIn({ engine, queries, run, mark, isBulk }, delivery, records, clock),
            ),
          () => records.mayRepeat,
        );
      } catch (error) {
        if (records.failure !== undefined) throw records.failure.error;
        throw storeFault(`A batch of ${batch.adapter} could not be landed`, error);
      }
    },
  };
}

/** The batch's records: known to have failed by themselves, and known to be readable again or not. */
class Reading {
  readonly #records: (Batch | BulkBatch)['records'];
  #isBegun = false;
  failure: { readonly error: unknown } | undefined;

  constructor(records: (Batch | BulkBatch)['records']) {
    this.#records = records;
  }

  /** A list can be read again after a deadlock; a stream that was begun cannot, and its delivery is repeated instead. */
  get mayRepeat(): boolean {
    return this.failure === undefined && (!this.#isBegun || Array.isArray(this.#records));
  }

  async *[Symbol.asyncIterator]() {
    this.#isBegun = true;
    try {
      yield* this.#records;
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}

/** Lands one batch in the transaction; what else belongs to it is written by the caller, in the same one. */
export async function landIn(
  writing: Writing,
  delivery: Delivery,
  records: AsyncIterable<Delivered | readonly Delivered[]>,
  clock: () => Date,
): Promise<Receipt> {
  const { engine, queries } = writing;
  await lockAdapter(engine, queries, delivery.adapter);
  const before = await receiptOf(engine, queries, delivery);
  if (before !== undefined) return before;
  const counts = await landAll(writing, delivery, records);
  const { producedAt, adapter, name, digest, state = null } = delivery;
  const landedAt = clock().toISOString();
  await queries
    .insert(engine.tables.landedBatch)
    .values({ adapter, name, digest, producedAt, landedAt, state, ...counts });
  await moveLatest(engine, queries, delivery);
  return { batch: name, status: 'LANDED', ...counts };
}

async function landAll(
  writing: Writing,
  delivery: Delivery,
  records: AsyncIterable<Delivered | readonly Delivered[]>,
): Promise<Counts> {
  const [land, indexes] = [chunkLander(writing, delivery), new WaitingIndexes(writing)];
  let counts = noCounts;
  let landing = Promise.resolve(noCounts);
  try {
    for await (const chunk of chunksOf(records)) {
      counts = sumOf(counts, await landing);
      // A chunk is written while the next one is read, and others get their turn of the event loop.
      landing = indexes.makeWay(chunk.landable.length).then(() => land(chunk));
      landing.catch(() => {});
      await new Promise((resolve) => setImmediate(resolve));
    }
    counts = sumOf(counts, await landing);
    await indexes.make();
    return counts;
  } finally {
    // Nothing may be written any more when the caller undoes it.
    await landing.catch(() => {});
  }
}

function sumOf(counts: Counts, more: Counts): Counts {
  return {
    landed: counts.landed + more.landed,
    superseded: counts.superseded + more.superseded,
    duplicates: counts.duplicates + more.duplicates,
    outdated: counts.outdated + more.outdated,
    excluded: counts.excluded + more.excluded,
    quarantined: counts.quarantined + more.quarantined,
  };
}

/** Batches of one adapter land one after the other, whichever process receives them. */
export async function lockAdapter(engine: Engine, queries: Queries, adapter: string): Promise<void> {
  const { landedAdapter } = engine.tables;
  const locked = await queries.update(landedAdapter).set({ adapter }).where(eq(landedAdapter.adapter, adapter));
  if (engine.affected(locked) === 0) await queries.insert(landedAdapter).values({ adapter, latest: null });
}

async function receiptOf(
  engine: Engine,
  queries: Queries,
  delivery: Pick<Delivery, 'adapter' | 'name'> & BatchMark,
): Promise<Receipt | undefined> {
  const { landedBatch } = engine.tables;
  const isSame = and(
    eq(landedBatch.adapter, delivery.adapter),
    eq(landedBatch.name, delivery.name),
    'digest' in delivery ? eq(landedBatch.digest, delivery.digest) : eq(landedBatch.state, delivery.state),
  );
  const { landed, superseded, duplicates, outdated, excluded, quarantined } = landedBatch;
  const [counts] = await queries
    .select({ landed, superseded, duplicates, outdated, excluded, quarantined })
    .from(landedBatch)
    .where(isSame);
  return counts && { batch: delivery.name, status: 'ALREADY_LANDED', ...counts };
}

async function moveLatest(engine: Engine, queries: Queries, { adapter, producedAt }: Delivery): Promise<void> {
  const { landedAdapter } = engine.tables;
  const isAdapter = eq(landedAdapter.adapter, adapter);
  const [row] = await queries.select({ latest: landedAdapter.latest }).from(landedAdapter).where(isAdapter);
  if (row?.latest != null && row.latest >= producedAt) return;
  await queries.update(landedAdapter).set({ latest: producedAt }).where(isAdapter);
}

async function latest(engine: Engine, adapter: string): Promise<string | null> {
  const { landedAdapter } = engine.tables;
  try {
    const [row] = await engine.queries
      .select({ latest: landedAdapter.latest })
      .from(landedAdapter)
      .where(eq(landedAdapter.adapter, adapter));
    return row?.latest ?? null;
  } catch (error) {
    throw storeFault(`The landed batches of ${adapter} could not be read`, error);
  }
}

/** Rejects with `ADAPTER_INVALID` for a batch that the tables cannot name. */
export function deliveryOf({ adapter, name, digest, producedAt, state }: Omit<Batch, 'records'>): Delivery {
  const instant = utcOf(producedAt);
  if (instant === null) {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter}: a batch's producedAt is no ISO 8601 instant with a zone`);
  }
  if (adapter.length > 64 || name.length > 255 || digest.length > 128 || (state?.length ?? 0) > 255) {
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${adapter}: a batch's name (255), digest (128) or state (255) is too long`,
    );
  }
  return { adapter, name, digest, producedAt: instant, ...(state === undefined ? {} : { state }) };
}
