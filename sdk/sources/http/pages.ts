import type { RawRecord } from '../../source.js';
import { malformed } from './failure.js';

/** One page of an answer; `total` is how many records there are in all, null when the service does not say. */
export interface NumberedPage {
  readonly rows: readonly RawRecord[];
  readonly total: number | null;
}

/**
 * Reads pages by number (from 1) until there are `limit` records or no more. After the first page the rest is known and asked for
 * at once. A page that is larger than asked for is `MALFORMED`.
 */
export async function readPages(
  ask: (number: number, size: number) => Promise<NumberedPage>,
  { limit, largest }: { readonly limit: number; readonly largest: number },
): Promise<readonly RawRecord[]> {
  const size = Math.min(limit, largest);
  const page = async (number: number) => {
    const answer = await ask(number, size);
    if (answer.rows.length > size) throw malformed('a page is longer than asked for');
    return answer;
  };
  const first = await page(1);
  if (first.rows.length < size || first.rows.length >= limit) return first.rows;
  if (first.total === null) return followed(first.rows, page, { limit, size });
  const last = Math.ceil(Math.min(first.total, limit) / size);
  const numbers = Array.from({ length: Math.max(0, last - 1) }, (_, at) => at + 2);
  const rest = await Promise.all(numbers.map(page));
  return [first, ...rest].flatMap(({ rows }) => rows).slice(0, limit);
}

async function followed(
  first: readonly RawRecord[],
  page: (number: number) => Promise<NumberedPage>,
  { limit, size }: { readonly limit: number; readonly size: number },
): Promise<readonly RawRecord[]> {
  const rows = [...first];
  for (let number = 2; rows.length < limit; number += 1) {
    const next = await page(number);
    rows.push(...next.rows);
    if (next.rows.length < size) break;
  }
  return rows.slice(0, limit);
}
