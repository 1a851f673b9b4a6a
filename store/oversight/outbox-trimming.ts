import { and, asc, gte, like, lte, min } from 'drizzle-orm';
import { deliveryTask, type Outbox } from '../../schema/oversight/book.js';
import { readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import { type Changes, instant } from './change.js';

/** What everybody has, and nobody will ask for, need not be kept for ever. */
export function createTrimming(engine: Engine, change: Changes): Pick<Outbox, 'trim' | 'trimmed'> {
  const { outboxEvent, outboxHead } = engine.tables;

  /** Place of the oldest event that is there; of the next one where none is. */
  async function firstKept(queries: Queries): Promise<number> {
    // The head first: an event that is written in between is then not taken for one that was trimmed.
    const [head] = await queries.select().from(outboxHead);
    const [oldest] = await queries.select({ place: min(outboxEvent.place) }).from(outboxEvent);
    return oldest?.place == null ? (head?.place ?? 0) + 1 : Number(oldest.place);
  }

  return {
    trimmed: () => readBook('Events', async () => (await firstKept(engine.queries)) - 1),
    trim: ({ before, most }, receivers) =>
      change('Old events', async ({ queries }) => {
        const first = await firstKept(queries);
        const isYounger = gte(outboxEvent.at, instant(before));
        const [younger] = await queries
          .select({ place: outboxEvent.place })
          .from(outboxEvent)
          .where(isYounger)
          .orderBy(asc(outboxEvent.place))
          .limit(1);
        const [head] = await queries.select().from(outboxHead);
        const old = younger === undefined ? (head?.place ?? 0) : younger.place - 1;
        const to = Math.min(old, first + most - 1, await takenByAll(engine, queries, receivers, instant(before)));
        if (to < first) return 0;
        return engine.affected(await queries.delete(outboxEvent).where(lte(outboxEvent.place, to)));
      }),
  };
}

/**
 * How far the slowest receiver is; one that has had nothing yet is at the beginning. Another gateway may have receivers of its own: who
 * was delivered to since counts, and who is in no configuration any more does not.
 */
async function takenByAll(
  { tables: { outboxReceiver, oversightLease } }: Engine,
  queries: Queries,
  receivers: readonly string[],
  since: string,
): Promise<number> {
  const isAlive = and(like(oversightLease.task, deliveryTask('%')), gte(oversightLease.until, since));
  const alive = await queries.select({ task: oversightLease.task }).from(oversightLease).where(isAlive);
  const tasks = new Set([...receivers.map(deliveryTask), ...alive.map(({ task }) => task)]);
  const rows = await queries.select().from(outboxReceiver);
  const places = new Map(rows.map(({ receiver, place }) => [deliveryTask(receiver), place]));
  return Math.min(...[...tasks].map((task) => places.get(task) ?? 0), Number.MAX_SAFE_INTEGER);
}
