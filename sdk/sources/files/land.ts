import type { Batch, BulkBatch, DeliveredRecord, Receipt } from '../../../schema/landing.js';
import type { EntityBinding } from '../../entity.js';
import type { OwnLanding } from '../../source.js';
import { unreachable } from '../../unreachable.js';
import { timely } from '../landed/timely.js';
import type { Arrival } from './arrivals.js';
import { statedBy, verified } from './check-sum.js';
import { type Delivery, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { InboxVisit } from './inbox.js';
import type { Member } from './member.js';
import { withMember } from './open-member.js';
import { readJson } from './read-json.js';
import { readSheet } from './read-sheet.js';
import { readText } from './read-text.js';
import { readXml } from './read-xml.js';
import { recordReader } from './record.js';
import type { RowLists } from './row.js';

type RecordLists = AsyncGenerator<readonly DeliveredRecord[]>;

/** Records that are held in memory at once. */
const heldAtMost = 5_000;

/** Rows that are read between two looks at what else is to be done. */
const readAtOnce = 500;

/** What deliveries are landed with. */
export interface LandingSetting {
  readonly landing: OwnLanding;
  readonly bindings: readonly EntityBinding<string>[];
  readonly limits: DeliveryLimits;
}

/**
 * Lands one complete delivery as one batch, in one transaction. Rejects with `DeliveryRefused` when it is unfit, and then nothing
 * of it has landed; with `SourceFailure` when the inbox goes away; with the store's error when that does not answer.
 */
export async function landArrival(
  arrival: Arrival,
  visit: InboxVisit,
  { landing, bindings, limits }: LandingSetting,
  signal: AbortSignal,
): Promise<Receipt> {
  const { name, folder, delivery, producedAt, state } = arrival;
  // What lies there as it did when it landed is not fetched again.
  const before = await landing.receipt({ name, state });
  if (before !== null) return before;
  const stated = await statedBy(visit, arrival);
  return visit.withFile(folder, name, async (path) => {
    const { digest, file } = await verified(path, stated, signal);
    const batch = { name, digest, producedAt, state };
    // What has landed is not unpacked again.
    const known = await landing.receipt(batch);
    if (known !== null) return known;
    const bound = bindings.filter(({ table }) => table === delivery.table);
    return withMember(file, delivery, limits, async (member) => {
      const lists = recordsOf(rowsOf(member, delivery, limits), bound, { producedAt, stated: stated.count }, signal);
      return landing.land({ ...batch, ...(await repeatable(lists)) });
    });
  });
}

/**
 * A list as long as it stays small: the store can repeat it after a deadlock, and holds no lock while files are parsed. Longer
 * ones stream, and are repeated by the next scan.
 */
async function repeatable(lists: RecordLists): Promise<Pick<Batch, 'records'> | Pick<BulkBatch, 'records'>> {
  const held: DeliveredRecord[] = [];
  while (held.length < heldAtMost) {
    const { value, done } = await lists.next();
    if (done) return { records: held };
    for (const record of value) held.push(record);
  }
  return { records: joined(held, lists) };
}

async function* joined(held: DeliveredRecord[], rest: RecordLists): RecordLists {
  // Given away rather than kept for as long as the rest takes.
  yield held.splice(0);
  yield* rest;
}

function rowsOf(member: Member, delivery: Delivery, limits: DeliveryLimits): RowLists {
  switch (delivery.format) {
    case 'csv':
      return readText(member, delivery, limits);
    case 'xml':
      return readXml(member, delivery, limits);
    case 'xlsx':
      return readSheet(member, delivery, limits);
    case 'json':
      return readJson(member, delivery, limits);
    default:
      return unreachable(delivery);
  }
}

/** Rejects with `COUNT_DIFFERS` when the rows are not as many as the delivery says. */
async function* recordsOf(
  rows: RowLists,
  bindings: readonly EntityBinding<string>[],
  { producedAt, stated }: { readonly producedAt: string; readonly stated: number | null },
  signal: AbortSignal,
): RecordLists {
  const readers = bindings.map(recordReader);
  const latest = Date.parse(producedAt) + leewayMs;
  let count = 0;
  for await (const list of rows) {
    count += list.length;
    // A list is read a part at a time: a workbook gives all its rows at once, and others want their turn.
    for (let from = 0; from < list.length; from += readAtOnce) {
      signal.throwIfAborted();
      const records: DeliveredRecord[] = [];
      for (const row of list.slice(from, from + readAtOnce)) {
        for (const read of readers) records.push(timely(read(row), latest));
      }
      yield records;
    }
  }
  if (stated !== null && stated !== count) throw new DeliveryRefused('COUNT_DIFFERS');
}

/** A delivery is as old as the start of its day; bureaus go on writing while they deliver. */
const leewayMs = 2 * 86_400_000;
