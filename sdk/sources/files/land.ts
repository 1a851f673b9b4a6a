import type { Landing, LandingRecord, QuarantinedRecord, Receipt } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import { unreachable } from '../../unreachable.js';
import { verified } from './check-sum.js';
import type { Delivery, DeliveryLimits } from './delivery.js';
import type { Arrival } from './inbox.js';
import { readSheet } from './read-sheet.js';
import { readText } from './read-text.js';
import { readXml } from './read-xml.js';
import { recordReader } from './record.js';
import type { DeliveredRow } from './row.js';
import { type Member, withMember } from './unzip.js';

type Delivered = LandingRecord | QuarantinedRecord;

/** Records that are held in memory at once. */
const heldAtMost = 5_000;

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
  const { digest, zip } = await verified(arrival, signal);
  const batch = { adapter, name, digest, producedAt };
  // What has landed is not unpacked again.
  const known = await landing.receipt(batch);
  if (known !== null) return known;
  const bindings = setting.bindings.filter(({ table }) => table === delivery.table);
  return withMember(zip, `.${delivery.format}`, limits, async (member) => {
    const records = recordsOf(rowsOf(member, delivery, limits), bindings, producedAt, signal);
    return landing.land({ ...batch, records: await repeatable(records) });
  });
}

/**
 * A list as long as it stays small: the store can repeat it after a deadlock, and holds no lock while files are parsed. Longer
 * ones stream, and are repeated by the next scan.
 */
async function repeatable(
  records: AsyncGenerator<Delivered>,
): Promise<readonly Delivered[] | AsyncIterable<Delivered>> {
  const held: Delivered[] = [];
  while (held.length < heldAtMost) {
    const { value, done } = await records.next();
    if (done) return held;
    held.push(value);
  }
  return joined(held, records);
}

async function* joined(held: readonly Delivered[], rest: AsyncGenerator<Delivered>): AsyncGenerator<Delivered> {
  yield* held;
  yield* rest;
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
  producedAt: string,
  signal: AbortSignal,
): AsyncGenerator<Delivered> {
  const readers = bindings.map(recordReader);
  const latest = Date.parse(producedAt) + leewayMs;
  for await (const row of rows) {
    signal.throwIfAborted();
    for (const read of readers) yield timely(read(row), latest);
  }
}

/** A delivery is as old as the start of its day; bureaus go on writing while they deliver. */
const leewayMs = 2 * 86_400_000;

/** A time of update that lies after the delivery is a slip, and would win for ever: the delivery's own time counts instead. */
function timely(record: Delivered, latest: number): Delivered {
  if ('reason' in record || record.updatedAt === undefined || Date.parse(record.updatedAt) < latest) return record;
  const { updatedAt: _, ...undated } = record;
  return undated;
}
