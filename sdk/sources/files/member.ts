import type { Readable } from 'node:stream';
import { type DeliveryLimits, DeliveryRefused, type Refusal } from './delivery.js';

/** A data file; it can be read several times. */
export interface Member {
  /** Its bytes, within the limits. */
  read(): AsyncGenerator<Buffer>;
}

interface Bounds {
  readonly limits: DeliveryLimits;
  readonly packedBytes: number;
  /** What a stream that fails means. */
  readonly broken: Refusal;
}

/** Counts what really comes out: what a file says of itself may be a lie. */
export async function* bounded(stream: Readable, { limits, packedBytes, broken }: Bounds): AsyncGenerator<Buffer> {
  const most = Math.max(limits.ratio * packedBytes, 1024 ** 2);
  let unpacked = 0;
  try {
    for await (const part of stream) {
      unpacked += part.length;
      if (unpacked > limits.fileBytes) throw new DeliveryRefused('FILE_TOO_LARGE');
      if (unpacked > most) throw new DeliveryRefused('ZIP_BOMB');
      yield part;
    }
  } catch (cause) {
    throw cause instanceof DeliveryRefused ? cause : new DeliveryRefused(broken, { cause });
  } finally {
    stream.destroy();
  }
}
