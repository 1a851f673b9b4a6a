import type { Landing, LandingRecord, QuarantinedRecord, Receipt } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import { unreachable } from '../../unreachable.js';
import { verifiedDigest } from './check-sum.js';
import { type Delivery, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { Arrival } from './inbox.js';
import { readSheet } from './read-sheet.js';
import { readText } from './read-text.js';
import { readXml } from './read-xml.js';
import { recordReader } from './record.js';
import type { DeliveredRow } from './row.js';
import { type Member, withMember } from './unzip.js';

/** What deliveries are landed with. */
export interface LandingSetting {
  readonly adapter: string;
  readonly landing: Landing;
  readonly bindings: readonly EntityBinding<string>[];
  readonly limits: DeliveryLimits;
}

/**
 * Lands one complete delivery as one batch, in one transaction. Rejects with `DeliveryRefused` when it is unfit, and then nothing
 * of it has landed; with the store's error when that does not answer.
 */
export async function landArrival(arrival: Arrival, setting: LandingSetting, signal: AbortSignal): Promise<Receipt> {
  const { adapter, landing, limits } = setting;
  const { name, delivery, producedAt } = arrival;
  const digest = await verifiedDigest(arrival, signal);
  const bindings = setting.bindings.filter(({ table }) => table === delivery.table);
  return withMember(arrival.zip, `.${delivery.format}`, limits, (member) => {
    // Read on demand: the store asks for nothing when it has the batch already.
    const land = () => {
      const records = recordsOf(rowsOf(member, delivery, limits), bindings, signal);
      return landing.land({ adapter, name, digest, producedAt, records });
    };
    return land().catch((cause: unknown) => {
      // A stream cannot be read again by the store, after a deadlock say; here it can.
      if (cause instanceof DeliveryRefused || signal.aborted) throw cause;
      return land();
    });
  });
}

function rowsOf(member: Member, delivery: Delivery, limits: DeliveryLimits): AsyncGenerator<DeliveredRow> {
  switch (delivery.format) {
    case 'csv':
      return readText(member, delivery, limits);
    case 'xml':
      return readXml(member, delivery, limits);
    case 'xlsx':
      return readSheet(member, delivery, limits);
    default:
      return unreachable(delivery);
  }
}

async function* recordsOf(
  rows: AsyncIterable<DeliveredRow>,
  bindings: readonly EntityBinding<string>[],
  signal: AbortSignal,
): AsyncGenerator<LandingRecord | QuarantinedRecord> {
  const readers = bindings.map(recordReader);
  for await (const row of rows) {
    signal.throwIfAborted();
    for (const read of readers) yield read(row);
  }
}
