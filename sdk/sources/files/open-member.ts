import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unreachable } from '../../unreachable.js';
import type { Delivery, DeliveryLimits } from './delivery.js';
import { bounded, type Member } from './member.js';
import { withZipped } from './unzip.js';

/** Opens the data file of a delivery (its path or its bytes) for as long as `work` runs. */
export async function withMember<T>(
  file: Buffer | string,
  { packed = 'zip', format }: Delivery,
  limits: DeliveryLimits,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  switch (packed) {
    case 'zip':
      return withZipped(file, `.${format}`, limits, work);
    case 'gz': {
      const packedBytes = await sizeOf(file);
      // A fault on the way ends the stream that is read, which tells it.
      const unpacked = () => pipeline(bytesOf(file), createGunzip(), () => {});
      return work({ read: () => bounded(unpacked(), { limits, packedBytes, broken: 'GZIP_BROKEN' }) });
    }
    case 'none': {
      const packedBytes = await sizeOf(file);
      return work({ read: () => bounded(bytesOf(file), { limits, packedBytes, broken: 'TEXT_BROKEN' }) });
    }
    default:
      return unreachable(packed);
  }
}

/** Bytes of a file that are read at once: what is made of them at once, some 90 rows, stays few enough not to outlive a collection. */
const pieceBytes = 16 * 1024;

function bytesOf(file: Buffer | string): Readable {
  return typeof file === 'string' ? createReadStream(file, { highWaterMark: pieceBytes }) : Readable.from([file]);
}

async function sizeOf(file: Buffer | string): Promise<number> {
  return typeof file === 'string' ? (await stat(file)).size : file.length;
}
