import { and, count, eq, ne, sql, sum } from 'drizzle-orm';
import { type Holding, type PushTally, withdrawn } from '../../schema/landing.js';
import { type CountedRefusal, countedRefusals, type PushReceipt } from '../../schema/push.js';
import { changeBook, readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import type { Delivery, Writing } from './landing-records.js';

const countMs = 5_000;

/** Counts a refusal by its day: a sender that errs a thousand times is one line. A count whose answer is lost may be counted twice. */
export function countRefusal(
  engine: Engine,
  patience: Patience,
  { adapter, code, day }: { readonly adapter: string; readonly code: CountedRefusal; readonly day: string },
): Promise<void> {
  // An adapter from outside counts its own: under no other names than these.
  if (!countedRefusals.includes(code)) return Promise.resolve();
  const { pushRefusal } = engine.tables;
  return changeBook(engine, { patience, withinMs: countMs }, 'A push that was refused', async ({ queries }) => {
    const isDay = and(eq(pushRefusal.adapter, adapter), eq(pushRefusal.code, code), eq(pushRefusal.day, day));
    const counted = await queries
      .update(pushRefusal)
      .set({ refused: sql`${pushRefusal.refused} + 1` })
      .where(isDay);
    if (engine.affected(counted) === 0) await queries.insert(pushRefusal).values({ adapter, code, day, refused: 1 });
  });
}

/** Holds what the source says that it has against what has landed, and keeps both, unless a later delivery has said more. */
export async function keepHolding(
  { engine, queries }: Writing,
  { adapter, producedAt }: Delivery,
  { table: delivered, entities, records: atSource }: Holding,
): Promise<NonNullable<PushReceipt['holds']>> {
  const { pushHolding, landedRecord } = engine.tables;
  const standing: number[] = [];
  for (const entity of entities) {
    const isOfEntity = and(eq(landedRecord.adapter, adapter), eq(landedRecord.entity, entity));
    const isThere = ne(landedRecord.document, JSON.stringify({ [withdrawn]: true }));
    const [row] = await queries.select({ records: count() }).from(landedRecord).where(and(isOfEntity, isThere));
    standing.push(Number(row?.records ?? 0));
  }
  const atHub = Math.min(...standing);
  const isTable = and(eq(pushHolding.adapter, adapter), eq(pushHolding.delivered, delivered));
  const [before] = await queries.select({ producedAt: pushHolding.producedAt }).from(pushHolding).where(isTable);
  const kept = { atSource, atHub, producedAt };
  if (before === undefined) await queries.insert(pushHolding).values({ adapter, delivered, ...kept });
  else if (before.producedAt <= producedAt) await queries.update(pushHolding).set(kept).where(isTable);
  return { source: atSource, hub: atHub };
}

/** What an adapter's pushes came to, all together. */
export function tallyOf({ tables, queries }: Engine, adapter: string): Promise<PushTally> {
  const { pushReceipt, pushRefusal, pushHolding, landedBatch: batch } = tables;
  return readBook(`What was pushed of ${adapter}`, async () => {
    const ofPush = and(eq(pushReceipt.adapter, batch.adapter), eq(pushReceipt.key, batch.name));
    const [counts] = await queries
      .select({
        pushes: count(),
        landed: sum(batch.landed),
        superseded: sum(batch.superseded),
        duplicates: sum(batch.duplicates),
        outdated: sum(batch.outdated),
        excluded: sum(batch.excluded),
        quarantined: sum(batch.quarantined),
      })
      .from(batch)
      .innerJoin(pushReceipt, and(ofPush, eq(pushReceipt.digest, batch.digest)))
      .where(eq(batch.adapter, adapter));
    const refusals = await queries
      .select({ code: pushRefusal.code, refused: sum(pushRefusal.refused) })
      .from(pushRefusal)
      .where(eq(pushRefusal.adapter, adapter))
      .groupBy(pushRefusal.code)
      .orderBy(pushRefusal.code);
    const holdings = await queries
      .select()
      .from(pushHolding)
      .where(eq(pushHolding.adapter, adapter))
      .orderBy(pushHolding.delivered);
    const of = (name: Exclude<keyof PushTally, 'refused' | 'holdings'>) => Number(counts?.[name] ?? 0);
    return {
      pushes: of('pushes'),
      landed: of('landed'),
      superseded: of('superseded'),
      duplicates: of('duplicates'),
      outdated: of('outdated'),
      excluded: of('excluded'),
      quarantined: of('quarantined'),
      refused: Object.fromEntries(refusals.map(({ code, refused }) => [code, Number(refused)])),
      holdings: holdings.map(({ delivered: table, atSource: source, atHub: hub, producedAt }) => ({
        ...{ table, source, hub, producedAt },
      })),
    };
  });
}
