import type { RawRecord } from '../../source.js';
import { malformed } from './failure.js';

/** One page of an answer. */
export interface Page {
  readonly rows: readonly RawRecord[];
  /** How many records there are in all; null when the service does not say. */
  readonly total: number | null;
  /** What leads to the next page; null when there is none, or pages are told apart by number. */
  readonly next: string | null;
}

interface Bounds {
  /** Most records to read. */
  readonly limit: number;
  /** Records of a page. */
  readonly size: number;
}

/**
 * Reads pages by their ordinal (from 1) until there are `limit` records or no more. After the first page the rest is known, where
 * there is a total, and asked for at once. `MALFORMED`: a page that is longer than asked for, or shorter than its total says, and
 * one that begins as another does, as from a service that does not heed what page it is asked for.
 */
export async function readPages(
  ask: (ordinal: number) => Promise<Page>,
  { limit, size }: Bounds,
): Promise<readonly RawRecord[]> {
  const page = async (ordinal: number) => {
    const { rows, total } = await ask(ordinal);
    if (rows.length > size) throw malformed('a page is longer than asked for');
    const left = total === null ? 0 : total - (ordinal - 1) * size;
    if (rows.length < Math.min(left, size)) throw malformed('a page is shorter than its total says');
    return { rows, total };
  };
  const first = await page(1);
  if (first.rows.length < size || first.rows.length >= limit) return first.rows.slice(0, limit);
  if (first.total === null) return followed(first.rows, page, { limit, size });
  const last = Math.ceil(Math.min(first.total, limit) / size);
  const ordinals = Array.from({ length: Math.max(0, last - 1) }, (_, at) => at + 2);
  const pages = [first, ...(await Promise.all(ordinals.map(page)))];
  const isNew = openBeginnings();
  for (const { rows } of pages) if (!isNew(rows)) throw repeated();
  return pages.flatMap(({ rows }) => rows).slice(0, limit);
}

async function followed(
  first: readonly RawRecord[],
  page: (ordinal: number) => Promise<Pick<Page, 'rows'>>,
  { limit, size }: Bounds,
): Promise<readonly RawRecord[]> {
  const rows = [...first];
  const isNew = openBeginnings(first);
  for (let ordinal = 2; rows.length < limit; ordinal += 1) {
    const next = await page(ordinal);
    if (!isNew(next.rows)) throw repeated();
    rows.push(...next.rows);
    if (next.rows.length < size) break;
  }
  return rows.slice(0, limit);
}

/** Most pages that a cursor is followed over: pages may be short or empty, so the limit of records alone would not end them. */
export const mostPages = 1_000;

/**
 * Follows a service's cursors until there are `limit` records or no next one. `MALFORMED`: a cursor that was given before, a page
 * that is longer than asked for or begins as another does, and more than `mostPages` pages.
 */
export async function followCursor(
  ask: (cursor: string | null, ordinal: number) => Promise<Page>,
  { limit, size }: Bounds,
): Promise<readonly RawRecord[]> {
  const rows: RawRecord[] = [];
  const seen = new Set<string>();
  const isNew = openBeginnings();
  let cursor: string | null = null;
  for (let ordinal = 1; ordinal <= mostPages; ordinal += 1) {
    const page: Page = await ask(cursor, ordinal);
    if (page.rows.length > size) throw malformed('a page is longer than asked for');
    if (!isNew(page.rows)) throw repeated();
    rows.push(...page.rows);
    if (page.next === null || rows.length >= limit) return rows.slice(0, limit);
    if (seen.has(page.next)) throw malformed('a cursor leads back to a page that was read');
    seen.add(page.next);
    cursor = page.next;
  }
  throw malformed(`the list has more than ${mostPages} pages`);
}

const repeated = () => malformed('a page begins with the record that another one began with');

/** Tells whether no page began with the same record; one without records begins with none. */
function openBeginnings(...pages: readonly (readonly RawRecord[])[]): (rows: readonly RawRecord[]) => boolean {
  const seen = new Set<string>();
  const isNew = ([first]: readonly RawRecord[]) => {
    if (first === undefined) return true;
    const beginning = JSON.stringify(first);
    if (seen.has(beginning)) return false;
    seen.add(beginning);
    return true;
  };
  for (const rows of pages) isNew(rows);
  return isNew;
}
