import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { AccessBook, MatterRecord } from '../../schema/access-book.js';
import { type BookChange, readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { changeAccess, refuse } from './access-change.js';
import { matterOf, rowOfMatter } from './access-rows.js';

type Matters = Pick<AccessBook, 'openMatter' | 'amendMatter' | 'closeMatter' | 'matter' | 'mattersOf'>;

/** The half of the access book that keeps matters. */
export function createMatters(engine: Engine, patience: Patience): Matters {
  const { matter, matterHandler } = engine.tables;
  const change = <T>(work: (change: BookChange) => Promise<T>) => changeAccess(engine, patience, 'A matter', work);

  return {
    openMatter: async (opened) => change((within) => openMatter(engine, within, opened)),
    amendMatter: (number, added) =>
      change(async ({ queries }) => {
        const before = await openMatterOf(engine, queries, number);
        const record = {
          ...before,
          persons: distinct([...before.persons, ...added.persons]),
          files: distinct([...before.files, ...added.files]),
          handlers: distinct([...before.handlers, ...added.handlers]),
        };
        const { persons, files, handlers } = rowOfMatter(record);
        await queries.update(matter).set({ persons, files, handlers }).where(eq(matter.number, number));
        for (const handler of record.handlers.slice(before.handlers.length))
          await addHandlers(engine, queries, number, await unlisted(engine, queries, number, handler));
        return record;
      }),
    closeMatter: (number, at) =>
      change(async ({ queries, isRepeated }) => {
        const before = await readMatter(engine, queries, number);
        if (isRepeated && before?.closedAt === at) return before;
        if (before === null || before.closedAt !== null) refuse('There is no open matter of this number');
        await queries.update(matter).set({ closedAt: at }).where(eq(matter.number, number));
        await endApprovals(engine, queries, number, at);
        return { ...before, closedAt: at };
      }),
    matter: (number) => readBook('A matter', () => readMatter(engine, engine.queries, number)),
    mattersOf: (handler) =>
      readBook('Matters', async () => {
        const rows = await engine.queries
          .select({ matter })
          .from(matter)
          .innerJoin(matterHandler, eq(matterHandler.matter, matter.number))
          .where(and(eq(matterHandler.handler, handler), isNull(matter.closedAt)))
          .orderBy(desc(matter.openedAt), desc(matter.number));
        // Who handed a matter on stays in the list that it is looked up by.
        return rows.map((row) => matterOf(row.matter)).filter(({ handlers }) => handlers.includes(handler));
      }),
  };
}

/** Opens a matter within a change. */
export async function openMatter(
  engine: Engine,
  { queries, isRepeated }: BookChange,
  opened: Omit<MatterRecord, 'closedAt'>,
): Promise<MatterRecord> {
  const record = { ...opened, handlers: distinct(opened.handlers), closedAt: null };
  const row = rowOfMatter(record);
  const before = await readMatter(engine, queries, row.number);
  if (before !== null)
    return isRepeated && isDeepStrictEqual(before, record) ? before : refuse('The matter number is taken');
  await queries.insert(engine.tables.matter).values(row);
  await addHandlers(engine, queries, row.number, record.handlers);
  return matterOf(row);
}

/** What becomes of a matter that another book leads. */
export interface Handing {
  /** Acts under it no longer. */
  readonly from: string | null;
  /** Acts under it from now on. */
  readonly to: string | null;
  readonly closedAt: string | null;
  readonly persons: readonly string[];
  readonly files: readonly string[];
}

/** Hands a matter on, and opens or closes it. Approvals under a matter that is closed end with it. */
export async function handMatter(
  engine: Engine,
  { queries }: BookChange,
  number: string,
  { from, to, closedAt, persons, files }: Handing,
): Promise<void> {
  const { matter } = engine.tables;
  const before = await readMatter(engine, queries, number);
  if (before === null) refuse('There is no matter of this number');
  const kept = before.handlers.filter((handler) => handler !== from);
  const row = rowOfMatter({
    ...before,
    handlers: distinct([...kept, ...(to === null ? [] : [to])]),
    persons: distinct([...before.persons, ...persons]),
    files: distinct([...before.files, ...files]),
    closedAt,
  });
  const changed = { handlers: row.handlers, persons: row.persons, files: row.files, closedAt };
  await queries.update(matter).set(changed).where(eq(matter.number, number));
  await addHandlers(engine, queries, number, await unlisted(engine, queries, number, to));
  if (closedAt !== null) await endApprovals(engine, queries, number, closedAt);
}

async function addHandlers(
  { tables: { matterHandler } }: Engine,
  queries: Queries,
  number: string,
  handlers: readonly string[],
): Promise<void> {
  if (handlers.length === 0) return;
  await queries.insert(matterHandler).values(handlers.map((handler) => ({ handler, matter: number })));
}

/** The handler, unless it acted under the matter before: lines of the list of handlers are never taken away. */
async function unlisted(
  { tables: { matterHandler } }: Engine,
  queries: Queries,
  number: string,
  handler: string | null,
): Promise<readonly string[]> {
  if (handler === null) return [];
  const isLine = and(eq(matterHandler.matter, number), eq(matterHandler.handler, handler));
  const lines = await queries.select().from(matterHandler).where(isLine);
  return lines.length === 0 ? [handler] : [];
}

async function endApprovals(
  { tables: { accessRequest } }: Engine,
  queries: Queries,
  number: string,
  at: string,
): Promise<void> {
  const isInForce = and(eq(accessRequest.state, 'APPROVED'), gt(accessRequest.until, at));
  await queries
    .update(accessRequest)
    .set({ until: at })
    .where(and(eq(accessRequest.matter, number), isInForce));
}

export async function readMatter(engine: Engine, queries: Queries, number: string): Promise<MatterRecord | null> {
  const { matter } = engine.tables;
  const [row] = await queries.select().from(matter).where(eq(matter.number, number));
  // MySQL disregards spaces at the end of what it compares.
  return row?.number === number ? matterOf(row) : null;
}

/** Rejects with `ACCESS_STATE` when no matter of that number is open. */
export async function openMatterOf(engine: Engine, queries: Queries, number: string): Promise<MatterRecord> {
  const found = await readMatter(engine, queries, number);
  return found === null || found.closedAt !== null ? refuse('There is no open matter of this number') : found;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
