import { compareText } from '../../../schema/total-order.js';
import type { RawRecord } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { malformed } from '../http/failure.js';
import { followCursor, type Page } from '../http/pages.js';
import { placed, type Remembered, remember, type SortedList } from './read-sorted.js';

/** The cursor of the page that a record was last seen on, by list and key. */
export type Cursors = Remembered<string>;

/**
 * Reads on behind a key in a list that comes in order of its keys and is told apart by cursors, from the page where that was seen: such a
 * page begins behind a record and keeps beginning there, whatever comes and goes. A cursor that the service no longer knows leads back to
 * the beginning. `MALFORMED`: rows that are out of order.
 */
export async function readOnward(
  list: SortedList,
  ask: (cursor: string | null, ordinal: number) => Promise<Page>,
  cursors: Cursors,
): Promise<readonly RawRecord[]> {
  const start = list.after === null ? undefined : cursors.get(placed(list.name, list.after));
  if (start === undefined) return readFrom(null, list, ask, cursors);
  try {
    return await readFrom(start, list, ask, cursors);
  } catch (cause) {
    if (!(cause instanceof SourceFailure) || (cause.reason !== 'FAILED' && cause.reason !== 'REFUSED')) throw cause;
    return readFrom(null, list, ask, cursors);
  }
}

async function readFrom(
  start: string | null,
  { name, key, after, limit, size }: SortedList,
  ask: (cursor: string | null, ordinal: number) => Promise<Page>,
  cursors: Cursors,
): Promise<readonly RawRecord[]> {
  const idOf = (row: RawRecord) => String(row[key] ?? '');
  const seenOn = new Map<RawRecord, string>();
  const behindOn = async (cursor: string | null, ordinal: number): Promise<Page> => {
    const page = await ask(cursor, ordinal);
    if (page.rows.some((row, at) => at > 0 && compareText(idOf(page.rows[at - 1] ?? {}), idOf(row)) > 0))
      throw malformed('rows are out of the order of their keys');
    const rows = after === null ? page.rows : page.rows.filter((row) => compareText(idOf(row), after) > 0);
    if (cursor !== null) for (const row of rows) seenOn.set(row, cursor);
    return { ...page, rows };
  };
  const rows = await followCursor((cursor, ordinal) => behindOn(cursor ?? start, ordinal), { limit, size });
  const last = rows.at(-1);
  const cursor = last === undefined ? undefined : seenOn.get(last);
  if (last !== undefined && cursor !== undefined) remember(cursors, placed(name, idOf(last)), cursor);
  return rows;
}
