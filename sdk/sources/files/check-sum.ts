import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { DeliveryRefused } from './delivery.js';
import type { Arrival } from './inbox.js';

/** Checks a delivery's MD5 against its bytes and answers their SHA-256, which is what the store knows it by. */
export async function verifiedDigest({ zip, sum }: Arrival, signal: AbortSignal): Promise<string> {
  const stated = await statedSum(sum);
  // MD5 is what the exchange agreed on; it finds broken uploads and proves nothing else.
  const [md5, sha256] = [createHash('md5'), createHash('sha256')];
  for await (const bytes of createReadStream(zip, { signal })) {
    md5.update(bytes);
    sha256.update(bytes);
  }
  if (md5.digest('hex') !== stated) throw new DeliveryRefused('MD5_DIFFERS');
  return sha256.digest('hex');
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
