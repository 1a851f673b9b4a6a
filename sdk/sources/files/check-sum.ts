import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Arrival } from './arrivals.js';
import { DeliveryRefused } from './delivery.js';
import type { InboxVisit } from './inbox.js';

/** Files up to this size are read once, and what is unpacked is what was checked; larger ones are read again. */
const heldBytes = 8 * 1024 ** 2;

export interface Verified {
  /** SHA-256, which is what the store knows a delivery by. */
  readonly digest: string;
  /** The data file's bytes, or its path. */
  readonly file: Buffer | string;
}

/** What a delivery says of itself beside its data file. */
export interface Stated {
  readonly md5: string;
  /** Records; null where it does not say. */
  readonly count: number | null;
}

/** Checks a delivery's bytes against the MD5 that was stated. */
export async function verified(path: string, { md5: stated }: Stated, signal: AbortSignal): Promise<Verified> {
  // MD5 is what the exchange agreed on; it finds broken uploads and proves nothing else.
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  const isHeld = (await stat(path)).size <= heldBytes;
  const held = isHeld ? await readFile(path, { signal }) : null;
  for await (const bytes of held === null ? createReadStream(path, { signal }) : [held]) {
    md5.update(bytes);
    sha256.update(bytes);
  }
  if (md5.digest('hex') !== stated) throw new DeliveryRefused('MD5_DIFFERS');
  return { digest: sha256.digest('hex'), file: held ?? path };
}

/** Reads check sum and mark: `<md5>  <name>`, as md5sum writes it, and the number of records where the mark holds one. */
export async function statedBy(visit: InboxVisit, { folder, sum, mark, delivery }: Arrival): Promise<Stated> {
  const md5 = /^(?:\ufeff)?\s*([0-9a-f]{32})(?![0-9a-f])/i.exec(await headText(visit, folder, sum))?.[1];
  if (md5 === undefined) throw new DeliveryRefused('MD5_MISSING');
  if (delivery.isCountedInMark !== true) return { md5: md5.toLowerCase(), count: null };
  const count = /^(?:\ufeff)?\s*(\d{1,12})(?!\d)/.exec(await headText(visit, folder, mark))?.[1];
  if (count === undefined) throw new DeliveryRefused('COUNT_MISSING');
  return { md5: md5.toLowerCase(), count: Number(count) };
}

async function headText(visit: InboxVisit, folder: string, name: string): Promise<string> {
  return (await visit.head(folder, name, 64))?.toString('utf8') ?? '';
}
