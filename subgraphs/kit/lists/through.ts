import type { RequestContext } from '../../../schema/context.js';
import { inTotalOrder } from '../../../schema/total-order.js';
import type { KeylessRequest } from '../reads/guarded-read.js';
import { type PageRead, readByKey } from '../reads/reading.js';

interface Hop {
  readonly of: string;
  readonly by: string;
  readonly from: string;
}

/** Most links of one parent through another record, for example the cases of one party. */
const mostLinks = 500;

/**
 * Reads the rows that a parent reaches through another record: one batched read a hop, pages merged per parent.
 * @param hopSlot loader of the hop, which further reads of the same rows share
 */
export async function readThrough(
  request: KeylessRequest,
  slot: string,
  hopSlot: string,
  hop: Hop,
  by: string,
  key: string,
  coordinate: string,
  context: RequestContext,
): Promise<PageRead> {
  const link = {
    entity: hop.of,
    fields: [hop.from],
    where: context.access.rows(hop.of),
    order: [],
    first: mostLinks,
    count: false,
  };
  const links = await readByKey(hopSlot, link, hop.by, key, coordinate, context);
  const values = [...new Set(links.page.rows.flatMap((row) => keyText(row.values[hop.from])))];
  const reads = await Promise.all(values.map((value) => readByKey(slot, request, by, value, coordinate, context)));
  const merged = reads.flatMap(({ page }) => page.rows).sort(inTotalOrder(request.order));
  return {
    page: {
      rows: merged.slice(0, request.first),
      hasNext: links.page.hasNext || merged.length > request.first || reads.some(({ page }) => page.hasNext),
      total: request.count ? reads.reduce((sum, { page }) => sum + (page.total ?? 0), 0) : null,
    },
    missing: new Set(reads.flatMap(({ missing }) => [...missing])),
    silent: new Set([links, ...reads].flatMap(({ silent }) => [...silent])),
    isWhole: links.isWhole && !links.page.hasNext && reads.every(({ isWhole }) => isWhole),
  };
}

function keyText(value: unknown): readonly string[] {
  return value === null || value === undefined ? [] : [String(value)];
}
