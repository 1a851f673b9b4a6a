import { and, eq, sql } from 'drizzle-orm';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { LetterBook } from '../../schema/people/letter.js';
import { admitKey, type Change } from './change.js';

type Series = Parameters<SupervisionBook['nextNumber'] | LetterBook['nextNumber']>[0];

/** Counts a series on. The row's lock lets callers come one after the other; a number whose answer is lost is lost with it. */
export async function nextNumber({ engine, queries }: Change, series: Series): Promise<number> {
  const { numberSeries } = engine.tables;
  const { procuratorate, kind, year } = series;
  admitKey('procuratorate', procuratorate, 64);
  const isSeries = and(
    eq(numberSeries.procuratorate, procuratorate),
    eq(numberSeries.kind, kind),
    eq(numberSeries.year, year),
  );
  const counted = await queries
    .update(numberSeries)
    .set({ given: sql`${numberSeries.given} + 1` })
    .where(isSeries);
  if (engine.affected(counted) === 0) {
    // Of two that begin a series, the second is refused by the key and counts on.
    await queries.insert(numberSeries).values({ procuratorate, kind, year, given: 1 });
    return 1;
  }
  const [row] = await queries.select({ given: numberSeries.given }).from(numberSeries).where(isSeries);
  if (row === undefined) throw new Error('a series that was counted on is not there');
  return row.given;
}
