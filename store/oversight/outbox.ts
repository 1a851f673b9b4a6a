import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Outbox } from '../../schema/oversight/book.js';
import type { OversightEvent } from '../../schema/oversight/matter.js';
import { readBook } from '../book-change.js';
import type { Engine } from '../engines/engine.js';
import type { Tables } from '../tables.js';
import { insertAll, listsOf } from './bulk.js';
import { admitKey, type Change, type Changes, instant } from './change.js';
import { createLeases } from './lease.js';
import { createTrimming } from './outbox-trimming.js';

/** The one row of `oversight_outbox_head`. */
const theOutbox = 1;

type OutboxRow = Tables['outboxEvent']['$inferSelect'];

/** Events on their way out, in the store's tables. */
export function createOutbox(engine: Engine, change: Changes): Outbox {
  const { outboxEvent, outboxReceiver } = engine.tables;
  return {
    append: (events) => change('Events', (within) => appendEvents(within, events)),
    after: (place, most) =>
      readBook('Events', async () => {
        const rows = await engine.queries
          .select()
          .from(outboxEvent)
          .where(gt(outboxEvent.place, place))
          .orderBy(asc(outboxEvent.place))
          .limit(most);
        return rows.map((row) => ({ place: row.place, event: eventOf(row) }));
      }),
    delivered: (receiver) =>
      readBook('What was delivered', async () => {
        const [row] = await engine.queries.select().from(outboxReceiver).where(eq(outboxReceiver.receiver, receiver));
        return row?.place ?? 0;
      }),
    advance: async (receiver, place) => {
      admitKey('receiver', receiver, 255);
      return change('What was delivered', async ({ queries }) => {
        const isReceiver = eq(outboxReceiver.receiver, receiver);
        const [before] = await queries.select().from(outboxReceiver).where(isReceiver);
        if (before === undefined) await queries.insert(outboxReceiver).values({ receiver, place });
        else
          await queries
            .update(outboxReceiver)
            .set({ place })
            .where(and(isReceiver, lt(outboxReceiver.place, place)));
      });
    },
    last: () =>
      readBook('Events', async () => {
        const [head] = await engine.queries.select().from(engine.tables.outboxHead);
        return head?.place ?? 0;
      }),
    ...createTrimming(engine, change),
    ...createLeases(engine, change),
  };
}

/**
 * Appends events at the end of their transaction. The head's row is locked until the commit, so that places are given out in the
 * order of commits: a reader that has seen a place will never find a new event before it, and an undone transaction leaves no gap.
 * An event whose id is there already changes nothing.
 */
export async function appendEvents(change: Change, events: readonly OversightEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { engine, queries } = change;
  const { outboxEvent, outboxHead } = engine.tables;
  const isHead = eq(outboxHead.outbox, theOutbox);
  await queries
    .update(outboxHead)
    .set({ place: sql`${outboxHead.place} + 0` })
    .where(isHead);
  const known = new Set<string>();
  for (const ids of listsOf(events.map(({ id }) => id))) {
    const rows = await queries.select({ id: outboxEvent.id }).from(outboxEvent).where(inArray(outboxEvent.id, ids));
    for (const { id } of rows) known.add(id);
  }
  const fresh = events.filter(({ id }) => !known.has(id) && known.add(id));
  if (fresh.length === 0) return;
  const [head] = await queries.select().from(outboxHead).where(isHead);
  if (head === undefined) throw new Error('the outbox has no head');
  await queries
    .update(outboxHead)
    .set({ place: head.place + fresh.length })
    .where(isHead);
  await insertAll(
    change,
    outboxEvent,
    fresh.map((event, at) => rowOf(event, head.place + at + 1)),
  );
}

function rowOf(
  { id, type, subject, at, data, agencyCode, divisionCode, line }: OversightEvent,
  place: number,
): OutboxRow {
  admitKey('event id', id, 140);
  return { place, id, type, subject, at: instant(at), data: JSON.stringify(data), agencyCode, divisionCode, line };
}

function eventOf({ place: _, ...row }: OutboxRow): OversightEvent {
  return {
    ...row,
    data: JSON.parse(row.data) as OversightEvent['data'],
    line: row.line as OversightEvent['line'],
  };
}
