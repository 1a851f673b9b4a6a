import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type DeliveryLimits, DeliveryRefused } from './delivery.js';
import { bounded, type Member } from './member.js';

// Central directory only, one entry at a time; names stay bytes, as nothing is ever written under them.
const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;

/** Opens the one file in the zip (its path or its bytes) whose name ends with `ending`, for as long as `work` runs. */
export async function withZipped<T>(
  zip: Buffer | string,
  ending: string,
  limits: DeliveryLimits,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const file = await broken(() =>
    typeof zip === 'string' ? yauzl.openPromise(zip, options) : yauzl.fromBufferPromise(zip, options),
  );
  try {
    const entry = await onlyEntry(file, ending, limits);
    return await work({ read: () => contentOf(file, entry, limits) });
  } finally {
    file.close();
  }
}

/** Unpacks a whole zip that is held in memory, to see that it keeps within the limits; keeps nothing of it. */
export async function assertUnpacks(bytes: Buffer, limits: DeliveryLimits): Promise<void> {
  const file = await broken(() => yauzl.fromBufferPromise(bytes, options));
  assertEntryCount(file, limits);
  let unpacked = 0;
  for await (const entry of entriesOf(file)) {
    for await (const part of contentOf(file, entry, limits)) {
      unpacked += part.length;
      if (unpacked > limits.documentBytes) throw new DeliveryRefused('FILE_TOO_LARGE');
    }
  }
}

async function onlyEntry(file: ZipFile, ending: string, limits: DeliveryLimits): Promise<Entry> {
  assertEntryCount(file, limits);
  const found: Entry[] = [];
  for await (const entry of entriesOf(file)) {
    if (String(entry.fileName).toLowerCase().endsWith(ending)) found.push(entry);
  }
  const [first, second] = found;
  if (first === undefined) throw new DeliveryRefused('FILE_MISSING');
  if (second !== undefined) throw new DeliveryRefused('FILE_AMBIGUOUS');
  return first;
}

function assertEntryCount(file: ZipFile, limits: DeliveryLimits): void {
  if (file.entryCount > limits.zipEntries) throw new DeliveryRefused('ZIP_TOO_MANY_ENTRIES');
}

async function* entriesOf(file: ZipFile): AsyncGenerator<Entry> {
  const entries = file.eachEntry();
  while (true) {
    const { value, done } = await broken(() => entries.next());
    if (done) return;
    yield value;
  }
}

async function* contentOf(file: ZipFile, entry: Entry, limits: DeliveryLimits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new DeliveryRefused('ZIP_ENCRYPTED');
  const stream: Readable = await broken(() => file.openReadStreamPromise(entry));
  yield* bounded(stream, { limits, packedBytes: entry.compressedSize, broken: 'ZIP_BROKEN' });
}

async function broken<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    throw new DeliveryRefused('ZIP_BROKEN', { cause });
  }
}
