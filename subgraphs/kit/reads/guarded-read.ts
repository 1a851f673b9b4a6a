import type { MaskKind } from '../../../schema/access.js';
import type { ReadRequest, RecordRow } from '../../../schema/adapter.js';
import { all } from '../../../schema/condition.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { ReadPlan, Share, SightCase } from './read-plan.js';
import type { PageRead } from './reading.js';

export type KeylessRequest = Omit<ReadRequest, 'by'>;

/** A page of rows with what its shares hold of them. */
export interface GuardedRead extends PageRead {
  readonly shares: readonly ShareRead[];
}

/** What one share holds of a row. */
export type ShareRead = (row: RecordRow) => Seen | Unseen;

/** A row as it was read where the fields asked for may be seen. */
export interface Seen {
  readonly row: RecordRow;
  readonly missing: ReadonlySet<string>;
}

/** `HIDDEN`: the condition does not hold on the row. `UNAVAILABLE`: nobody answered whether it does. */
export type Unseen = 'HIDDEN' | 'UNAVAILABLE';

/** How two reads of the same rows are brought together: by row, or by the key where a record is put together of several. */
export type Match = 'row' | 'key';

/**
 * Reads a page and, of the same page, what each share opens. A share's rows are some of the page's in the same order, so
 * that its first rows hold all that it has of the page: neither page, cursors nor count depend on it.
 * @param read one read of a source; `slot` tells the loaders of page and shares apart
 */
export async function readGuarded(
  plan: ReadPlan,
  request: KeylessRequest,
  slot: string,
  read: (request: KeylessRequest, slot: string) => Promise<PageRead>,
  match: Match = 'row',
): Promise<GuardedRead> {
  if (plan.shares.length === 0 || request.first === 0) {
    const { page, missing, silent, isWhole } = await read(request, slot);
    return { page, missing, silent, isWhole, shares: [] };
  }
  const [page, ...shares] = await Promise.all([
    read(request, slot),
    ...plan.shares.map((share, index) => readShare(share, request, `${slot}/${index}`, read, match)),
  ]);
  return { ...page, shares };
}

async function readShare(
  { where, fields }: Share,
  request: KeylessRequest,
  slot: string,
  read: (request: KeylessRequest, slot: string) => Promise<PageRead>,
  match: Match,
): Promise<ShareRead> {
  const ordered = request.order.map(({ field }) => field);
  const narrowed = {
    ...request,
    fields: [...new Set([...fields, ...ordered])],
    where: all(request.where, where),
    count: false,
  };
  try {
    return seenIn(await read(narrowed, slot), match);
  } catch (cause) {
    // Nobody answered for the share: the rows themselves stand.
    if (cause instanceof PlumblineError && cause.code === 'SOURCE_UNAVAILABLE') return () => 'UNAVAILABLE';
    throw cause;
  }
}

function seenIn({ page, missing, silent }: PageRead, match: Match): ShareRead {
  if (match === 'key') {
    const [row] = page.rows;
    return () => (row ? { row, missing } : silent.size > 0 ? 'UNAVAILABLE' : 'HIDDEN');
  }
  const rows = new Map(page.rows.map((row) => [placeOf(row), row]));
  return (asked) => {
    const row = rows.get(placeOf(asked));
    return row ? { row, missing } : silent.has(asked.adapter) ? 'UNAVAILABLE' : 'HIDDEN';
  };
}

function placeOf({ adapter, id }: RecordRow): string {
  return `${adapter}\n${id}`;
}

/** How one leaf is seen on one row. */
export type Sight = (Seen & { readonly mask: MaskKind | null }) | Unseen;

/** Sees a row-dependent leaf on one row: by the first of its alternatives that holds there. */
export function sightOf(cases: readonly SightCase[], row: RecordRow, read: GuardedRead): Sight {
  for (const { share, mask } of cases) {
    if (share === null) return { row, missing: read.missing, mask };
    const seen = read.shares[share]?.(row) ?? 'HIDDEN';
    if (seen === 'UNAVAILABLE') return seen;
    if (seen !== 'HIDDEN') return { ...seen, mask };
  }
  return 'HIDDEN';
}
