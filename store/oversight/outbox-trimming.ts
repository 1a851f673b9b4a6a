import { and, asc, gte, inArray, lte, min } from 'drizzle-orm';
import { deliveryTask, type Outbox } from '../../schema/oversight/book.js';
import { readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import { type Changes, instant } from './change.js';

/** What everybody has, and nobody will ask for, need not be kept for ever. */
export function createTrimming(engine: Engine, change: Changes): Pick<Outbox, 'trim' | 'trimmed'> {
  const { outboxEvent, outboxHead } = engine.tables;

  /** Place of the oldest event that is there; of the next one where none is. */
  async function firstKept(queries: Queries): Promise<number> {
    const [oldest] = await queries.select({ place: min(outboxEvent.place) }).from(outboxEvent);
    if (oldest?.place != null) return Number(oldest.place);
    const [head] = await queries.select().from(outboxHead);
    return (head?.place ?? 0) + 1;
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
 * How far the slowest receiver is. Another gateway may have receivers of its own: who was delivered to since counts, and who is in no
 * configuration any more does not.
 */
async function takenByAll(
  { tables: { outboxReceiver, oversightLease } }: Engine,
  queries: Queries,
  receivers: readonly string[],
  since: string,
): Promise<number> {
  const rows = await queries.select().from(outboxReceiver);
  const tasks = rows.map(({ receiver }) => deliveryTask(receiver));
  const isAlive = and(inArray(oversightLease.task, tasks), gte(oversightLease.until, since));
  const alive = tasks.length === 0 ? [] : await queries.select().from(oversightLease).where(isAlive);
  const counted = rows.filter(
    ({ receiver }) => receivers.includes(receiver) || alive.some(({ task }) => task === deliveryTask(receiver)),
  );
  const isNew = receivers.some((receiver) => !rows.some((row) => row.receiver === receiver));
  return isNew ? 0 : Math.min(...counted.map(({ place }) => place), Number.MAX_SAFE_INTEGER);
}
