import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { AccessBook, MatterRecord } from '../../schema/access-book.js';
import { type BookChange, readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';
import { changeAccess, refuse } from './access-change.js';
import { matterOf, rowOfMatter } from './access-rows.js';

type Matters = Pick<AccessBook, 'openMatter' | 'amendMatter' | 'handMatter' | 'closeMatter' | 'matter' | 'mattersOf'>;

/** The half of the access book that keeps matters. */
export function createMatters(engine: Engine, patience: Patience): Matters {
  const { matter, matterHandler, accessRequest } = engine.tables;
  const change = <T>(work: (change: BookChange) => Promise<T>) => changeAccess(engine, patience, 'A matter', work);

  async function addHandlers(queries: Queries, number: string, handlers: readonly string[]): Promise<void> {
    if (handlers.length === 0) return;
    await queries.insert(matterHandler).values(handlers.map((handler) => ({ handler, matter: number })));
  }

  async function endApprovals(queries: Queries, number: string, at: string): Promise<void> {
    const isInForce = and(eq(accessRequest.state, 'APPROVED'), gt(accessRequest.until, at));
    await queries
      .update(accessRequest)
      .set({ until: at })
      .where(and(eq(accessRequest.matter, number), isInForce));
  }

  /** The handler, unless it acted under the matter before: lines of the list of handlers are never taken away. */
  async function unlisted(queries: Queries, number: string, handler: string | null): Promise<readonly string[]> {
    if (handler === null) return [];
    const isLine = and(eq(matterHandler.matter, number), eq(matterHandler.handler, handler));
    const lines = await queries.select().from(matterHandler).where(isLine);
    return lines.length === 0 ? [handler] : [];
  }

  return {
    openMatter: async (opened) => {
      const record = { ...opened, handlers: distinct(opened.handlers), closedAt: null };
      const row = rowOfMatter(record);
      return change(async ({ queries, isRepeated }) => {
        const before = await readMatter(engine, queries, row.number);
        if (before !== null)
          return isRepeated && isDeepStrictEqual(before, record) ? before : refuse('The matter number is taken');
        await queries.insert(matter).values(row);
        await addHandlers(queries, row.number, record.handlers);
        return matterOf(row);
      });
    },
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
          await addHandlers(queries, number, await unlisted(queries, number, handler));
        return record;
      }),
    handMatter: (number, { from, to, closedAt }) =>
      change(async ({ queries }) => {
        const before = await readMatter(engine, queries, number);
        if (before === null) refuse('There is no matter of this number');
        const kept = before.handlers.filter((handler) => handler !== from);
        const record = { ...before, handlers: distinct([...kept, ...(to === null ? [] : [to])]), closedAt };
        const row = rowOfMatter(record);
        await queries.update(matter).set({ handlers: row.handlers, closedAt }).where(eq(matter.number, number));
        await addHandlers(queries, number, await unlisted(queries, number, to));
        if (closedAt !== null) await endApprovals(queries, number, closedAt);
        return record;
      }),
    closeMatter: (number, at) =>
      change(async ({ queries, isRepeated }) => {
        const before = await readMatter(engine, queries, number);
        if (isRepeated && before?.closedAt === at) return before;
        if (before === null || before.closedAt !== null) refuse('There is no open matter of this number');
        await queries.update(matter).set({ closedAt: at }).where(eq(matter.number, number));
        await endApprovals(queries, number, at);
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
