import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { DeliveryRefused } from './delivery.js';
import type { Arrival } from './inbox.js';

/** Zips up to this size are read once, and what is unpacked is what was checked; larger ones are read again. */
const heldBytes = 8 * 1024 ** 2;

export interface Verified {
  /** SHA-256, which is what the store knows a delivery by. */
  readonly digest: string;
  /** The zip's bytes, or its path. */
  readonly zip: Buffer | string;
}

/** Checks a delivery's MD5 against its bytes. */
export async function verified({ zip, sum }: Arrival, signal: AbortSignal): Promise<Verified> {
  const stated = await statedSum(sum);
  // MD5 is what the exchange agreed on; it finds broken uploads and proves nothing else.
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  const isHeld = (await stat(zip)).size <= heldBytes;
  const held = isHeld ? await readFile(zip, { signal }) : null;
  for await (const bytes of held === null ? createReadStream(zip, { signal }) : [held]) {
    md5.update(bytes);
    sha256.update(bytes);
  }
  if (md5.digest('hex') !== stated) throw new DeliveryRefused('MD5_DIFFERS');
  return { digest: sha256.digest('hex'), zip: held ?? zip };
}

/** `<md5>  <name>`, as md5sum writes it. */
async function statedSum(path: string): Promise<string> {
  const buffer = Buffer.alloc(64);
  try {
    const file = await open(path, 'r');
    try {
      await file.read(buffer, 0, buffer.length, 0);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new DeliveryRefused('MD5_MISSING', { cause });
  }
  const stated = /^(?:\ufeff)?\s*([0-9a-f]{32})(?![0-9a-f])/i.exec(buffer.toString('utf8'))?.[1];
  if (stated === undefined) throw new DeliveryRefused('MD5_MISSING');
  return stated.toLowerCase();
}
