import type { DeliveredAttachment, PushedBatch } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import { recordReader, withdrawn } from '../files/record.js';
import { timely } from '../landed/timely.js';
import type { CheckedAttachment } from './attachments.js';
import { boundColumns } from './bound-columns.js';
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
): Promise<Pick<PushedBatch, 'producedAt' | 'records' | 'attachments' | 'readings'>> {
  const bound = bindings.filter(({ table }) => table === head.table);
  if (bound.length === 0) throw refused('TABLE_UNKNOWN', 'the delivery', 'table');
  // What is produced in the future would win over every later delivery.
  const latest = Date.parse(head.producedAt) + leewayMs;
  if (latest > now.getTime() + 2 * leewayMs) throw refused('PRODUCED_IN_FUTURE', 'the delivery', 'producedAt');
  const columns = [...new Set(bound.flatMap(boundColumns))];
  const readers = bound.map((binding) => ({ binding, read: recordReader(binding) }));
  const waiting = waitingByKey(attachments);
  const found: DeliveredAttachment[] = [];
  const unmet = new Set(attachments);
  let position = 0;
  for await (const record of records()) {
    position += 1;
    const cells = cellsOf(record, columns, position);
    if (waiting.size === 0) continue;
    for (const { binding, read } of readers) {
      for (const attachment of waiting.get(String(cells[binding.key] ?? '').trim()) ?? []) {
        unmet.delete(attachment);
        const row = read({ cells });
        if ('reason' in row || 'isExcluded' in row || withdrawn in row.values) continue;
        const { name, digest, content } = attachment;
        found.push({ entity: row.entity, key: row.key, name, digest, content });
      }
    }
  }
  const [lost] = unmet;
  if (lost !== undefined) throw refused('ATTACHMENT_WITHOUT_RECORD', `attachment ${lost.position}`);
  return {
    producedAt: head.producedAt,
    attachments: found,
    readings: readers.length,
    records: {
      async *[Symbol.asyncIterator]() {
        let place = 0;
        for await (const record of records()) {
          place += 1;
          const cells = cellsOf(record, columns, place);
          for (const { read } of readers) yield timely(read({ cells }), latest);
        }
      },
    },
  };
}

function waitingByKey(attachments: readonly CheckedAttachment[]): ReadonlyMap<string, readonly CheckedAttachment[]> {
  const waiting = new Map<string, CheckedAttachment[]>();
  for (const attachment of attachments) {
    const key = attachment.key.trim();
    waiting.set(key, [...(waiting.get(key) ?? []), attachment]);
  }
  return waiting;
}
