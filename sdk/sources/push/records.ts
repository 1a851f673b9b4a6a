import type { Holding, PushedBatch } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import { recordReader } from '../files/record.js';
import { boundColumns } from '../landed/bound-columns.js';
import { timely } from '../landed/timely.js';
import { AttachedRecords } from './attached-records.js';
import type { CheckedAttachment } from './attachments.js';
import { cellsOf, type PushedDelivery } from './delivery.js';
import { refused } from './refused.js';

/** How far the sender's clock may be ahead of the hub's, ms. */
const leewayMs = 5 * 60_000;

/**
 * Checks a delivery whole, so that what is refused never comes near a transaction; its records are then read again as they
 * land. Rejects with `PUSH_INVALID`.
 */
export async function readPush(
  { head, records }: PushedDelivery,
  attachments: readonly CheckedAttachment[],
  bindings: readonly EntityBinding<string>[],
  now: Date,
): Promise<Pick<PushedBatch, 'producedAt' | 'records' | 'attachments' | 'readings' | 'holding'>> {
  const bound = bindings.filter(({ table }) => table === head.table);
  if (bound.length === 0) throw refused('TABLE_UNKNOWN', 'the delivery', 'table');
  // What is produced in the future would win over every later delivery.
  const producedMs = Date.parse(head.producedAt);
  if (producedMs > now.getTime() + leewayMs) throw refused('PRODUCED_IN_FUTURE', 'the delivery', 'producedAt');
  const columns = [...new Set(bound.flatMap(boundColumns))];
  const readers = bound.map((binding) => ({ binding, read: recordReader(binding) }));
  const attached = new AttachedRecords(attachments, bound);
  let position = 0;
  for await (const record of records()) {
    position += 1;
    const cells = cellsOf(record, columns, position);
    if (attached.isEmpty) continue;
    for (const { binding, read } of readers) attached.meet(read({ cells }), cells[binding.key]);
  }
  return {
    producedAt: head.producedAt,
    attachments: attached.found(),
    readings: readers.length,
    ...(head.holds === undefined ? {} : { holding: holdingOf(head.table, bound, head.holds) }),
    records: {
      async *[Symbol.asyncIterator]() {
        let place = 0;
        for await (const record of records()) {
          place += 1;
          const cells = cellsOf(record, columns, place);
          for (const { read } of readers) yield timely(read({ cells }), producedMs + leewayMs);
        }
      },
    },
  };
}

function holdingOf(table: string, bound: readonly EntityBinding[], records: number): Holding {
  return { table, entities: [...new Set(bound.map(({ entity }) => entity))], records };
}
