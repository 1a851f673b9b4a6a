import { and, eq, lte, or } from 'drizzle-orm';
import type { Outbox } from '../../schema/oversight/book.js';
import type { Engine } from '../engines/engine.js';
import { admitKey, type Changes, instant } from './change.js';

/** Tasks that one of several processes does at a time, in the store's tables. */
export function createLeases(
  { tables: { oversightLease: lease } }: Engine,
  change: Changes,
): Pick<Outbox, 'hold' | 'letGo'> {
  return {
    hold: async (task, holder, term) => {
      admitKey('task', task, 255);
      admitKey('holder', holder, 64);
      const [at, until] = [instant(term.at), instant(term.until)];
      return change('Who does a task', async ({ engine, queries }) => {
        const mine = and(eq(lease.task, task), or(eq(lease.holder, holder), lte(lease.until, at)));
        if (engine.affected(await queries.update(lease).set({ holder, until }).where(mine)) > 0) return true;
        const [held] = await queries.select({ task: lease.task }).from(lease).where(eq(lease.task, task));
        if (held !== undefined) return false;
        await queries.insert(lease).values({ task, holder, until });
        return true;
      });
    },
    letGo: (task, holder, at) =>
      change('Who does a task', async ({ queries }) => {
        const mine = and(eq(lease.task, task), eq(lease.holder, holder));
        await queries
          .update(lease)
          .set({ until: instant(at) })
          .where(mine);
      }),
  };
}
