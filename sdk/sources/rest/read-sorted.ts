import { compareText } from '../../../schema/total-order.js';
import type { RawRecord } from '../../source.js';
import { malformed } from '../http/failure.js';
import type { Page } from '../http/pages.js';

/** Where a record was last seen, by list and key. */
export type Remembered<Place> = Map<string, Place>;

/** Which page of a list a record was last seen on. */
export type Places = Remembered<number>;

/** Most records whose pages are remembered: those that walks stand at. */
const mostPlaces = 1_000;

export interface SortedList {
  /** What tells the list apart from others: its path and filters. */
  readonly name: string;
  readonly key: string;
  /** Only what comes after; null for the beginning. */
  readonly after: string | null;
  readonly limit: number;
  /** Records of a whole page. */
  readonly size: number;
}

/**
 * Reads on behind a key in a list that comes in order of its keys, from the page where that was seen. Records may have come and gone
 * since: it is looked for on earlier pages when nothing before it is left on that one. `MALFORMED`: rows that are out of order.
 */
export async function readSorted(
  { name, key, after, limit, size }: SortedList,
  ask: (ordinal: number) => Promise<Pick<Page, 'rows'>>,
  places: Places,
): Promise<readonly RawRecord[]> {
  const idOf = (row: RawRecord) => String(row[key] ?? '');
  const rows: RawRecord[] = [];
  let ordinal = after === null ? 1 : (places.get(placed(name, after)) ?? 1);
  let isFound = false;
  for (;;) {
    const page = (await ask(ordinal)).rows;
    if (page.length > size) throw malformed('a page is longer than asked for');
    if (page.some((row, at) => at > 0 && compareText(idOf(page[at - 1] ?? {}), idOf(row)) > 0))
      throw malformed('rows are out of the order of their keys');
    const behind = after === null ? page : page.filter((row) => compareText(idOf(row), after) > 0);
    isFound ||= ordinal === 1 || behind.length < page.length;
    if (!isFound) {
      ordinal -= 1;
      continue;
    }
    for (const row of behind) {
      if (rows.length === limit) break;
      rows.push(row);
    }
    const last = rows.at(-1);
    if (last !== undefined) remember(places, placed(name, idOf(last)), ordinal);
    if (rows.length === limit || page.length < size) return rows;
    ordinal += 1;
  }
}

export const placed = (name: string, id: string) => `${name}\n${id}`;

export function remember<Place>(places: Remembered<Place>, key: string, place: Place): void {
  places.delete(key);
  places.set(key, place);
  const [oldest] = places.keys();
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
}
