import { and, eq, inArray, sql } from 'drizzle-orm';
import type { UsageBook } from '../../schema/access-book.js';
import type { Engine, Queries } from '../engines/engine.js';
import { storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';

const countMs = 10_000;

/** Digests a statement: SQLite takes 32,766 values. */
const digestsAtOnce = 5_000;

/** The counts of what purposes cap. A commit whose answer was lost is counted again: a cap may close early, never late. */
export function createUsageBook(engine: Engine, patience: Patience): UsageBook {
  const count = async (work: (queries: Queries) => Promise<number>): Promise<number> => {
    try {
      return await persist(patience, () => engine.attempt(countMs, work));
    } catch (error) {
      throw storeFault('What a purpose caps could not be counted', error);
    }
  };
  return {
    addRequests: (account, purpose, day, requests) =>
      count((queries) => addRequests(engine, queries, account, purpose, day, requests)),
    addPersons: async (matter, digests, atMost = Number.POSITIVE_INFINITY) => {
      const met = [...new Set(digests)];
      const known = await countIfKnown(engine, matter, met);
      return known ?? count((queries) => addPersons(engine, queries, matter, met, atMost));
    },
  };
}

async function addRequests(
  engine: Engine,
  queries: Queries,
  account: string,
  purpose: string,
  day: string,
  requests: number,
): Promise<number> {
  const { requestUsage: usage } = engine.tables;
  const isDay = and(eq(usage.account, account), eq(usage.purpose, purpose), eq(usage.day, day));
  const added = await queries
    .update(usage)
    .set({ requests: sql`${usage.requests} + ${requests}` })
    .where(isDay);
  if (engine.affected(added) === 0) await queries.insert(usage).values({ account, purpose, day, requests });
  const [row] = await queries.select().from(usage).where(isDay);
  return row?.requests ?? requests;
}

/** Most requests meet persons whom the matter knows: then nothing is written. */
async function countIfKnown(engine: Engine, matter: string, digests: readonly string[]): Promise<number | undefined> {
  const { matterUsage } = engine.tables;
  try {
    if ((await knownOf(engine, engine.queries, matter, digests)).size < digests.length) return undefined;
    const [row] = await engine.queries.select().from(matterUsage).where(eq(matterUsage.matter, matter));
    return row?.persons ?? 0;
  } catch (error) {
    throw storeFault('What a purpose caps could not be read', error);
  }
}

async function addPersons(
  engine: Engine,
  queries: Queries,
  matter: string,
  digests: readonly string[],
  atMost: number,
): Promise<number> {
  const { matterPerson, matterUsage } = engine.tables;
  const isMatter = eq(matterUsage.matter, matter);
  // Locks the matter's row: processes that meet persons under one matter count one after the other.
  const locked = await queries.update(matterUsage).set({ matter }).where(isMatter);
  if (engine.affected(locked) === 0) await queries.insert(matterUsage).values({ matter, persons: 0 });
  const known = await knownOf(engine, queries, matter, digests);
  const fresh = digests.filter((digest) => !known.has(digest));
  const [row] = await queries.select().from(matterUsage).where(isMatter);
  const persons = (row?.persons ?? 0) + fresh.length;
  if (persons > atMost) return persons;
  for (let from = 0; from < fresh.length; from += digestsAtOnce) {
    const rows = fresh.slice(from, from + digestsAtOnce).map((digest) => ({ matter, digest }));
    await queries.insert(matterPerson).values(rows);
  }
  await queries.update(matterUsage).set({ persons }).where(isMatter);
  return persons;
}

async function knownOf(
  engine: Engine,
  queries: Queries,
  matter: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const { matterPerson } = engine.tables;
  const known = new Set<string>();
  for (let from = 0; from < digests.length; from += digestsAtOnce) {
    const some = inArray(matterPerson.digest, digests.slice(from, from + digestsAtOnce));
    const rows = await queries
      .select({ digest: matterPerson.digest })
      .from(matterPerson)
      .where(and(eq(matterPerson.matter, matter), some));
    for (const { digest } of rows) known.add(digest);
  }
  return known;
}
