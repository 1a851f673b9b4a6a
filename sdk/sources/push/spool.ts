import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../../../schema/errors.js';
import type { PushDigest } from './settings.js';

/** A stretch of what was received, readable as often as needed. */
export interface Slice {
  readonly size: number;
  /** In pieces of bounded size. */
  read(): AsyncIterable<Uint8Array>;
  /** A part of it at once; the bounds are cut to what is there. */
  bytes(start: number, end: number): Promise<Buffer>;
  slice(start: number, end: number): Slice;
}

/** A body that was received whole, with its digests. */
export interface Spool extends Slice {
  /** In hex; one of those that were asked for. */
  digest(algorithm: PushDigest): string;
  close(): Promise<void>;
}

/** Bodies up to this size are kept in memory. */
const heldBytes = 1024 ** 2;

/**
 * Receives a body before anything of it is read: a sender that dawdles holds no transaction open. Long ones go to a file that has
 * no name, so that nothing is left of it when the process dies. Rejects with `BODY_TOO_LARGE`, or as the signal says.
 */
export async function spool(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  algorithms: readonly PushDigest[],
  signal: AbortSignal,
): Promise<Spool> {
  const hashes = new Map(algorithms.map((algorithm) => [algorithm, createHash(algorithm)]));
  const held: Uint8Array[] = [];
  let size = 0;
  let file: FileHandle | null = null;
  try {
    for await (const bytes of until(body, signal)) {
      size += bytes.length;
      if (size > limit) throw new PlumblineError('BODY_TOO_LARGE', `A push of this system has ${limit} bytes at most`);
      for (const hash of hashes.values()) hash.update(bytes);
      if (file === null) held.push(bytes);
      if (file === null && size > heldBytes) {
        file = await namelessFile();
        await file.appendFile(Buffer.concat(held.splice(0)));
      } else if (file !== null) await file.appendFile(bytes);
    }
  } catch (cause) {
    await file?.close();
    throw cause;
  }
  const slice = file === null ? heldSlice(Buffer.concat(held)) : fileSlice(file, 0, size);
  const digests = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
  return { ...slice, digest: (algorithm) => digests.get(algorithm) ?? '', close: async () => file?.close() };
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-push-'));
  try {
    return await open(join(folder, 'body'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function heldSlice(held: Buffer): Slice {
  return {
    size: held.length,
    read: async function* () {
      yield held;
    },
    bytes: async (start, end) => held.subarray(start, end),
    slice: (start, end) => heldSlice(held.subarray(start, end)),
  };
}

function fileSlice(file: FileHandle, from: number, to: number): Slice {
  const bytes = async (start: number, end: number) => {
    const length = Math.max(0, Math.min(to, from + end) - from - start);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, from + start);
    return buffer.subarray(0, bytesRead);
  };
  return {
    size: to - from,
    read: async function* () {
      for (let start = 0; start < to - from; start += pieceBytes) yield bytes(start, start + pieceBytes);
    },
    bytes,
    slice: (start, end) => fileSlice(file, from + start, Math.min(to, from + end)),
  };
}

const pieceBytes = 64 * 1024;

/** Waits for each piece no longer than the signal allows; a sender that stopped sending would be waited for without end. */
async function* until(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // One listener for all pieces: each race with a promise that lasts would leave something with it until the last piece.
  let giveUp: (reason: unknown) => void = () => {};
  const fail = () => giveUp(signal.reason);
  signal.addEventListener('abort', fail);
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      signal.throwIfAborted();
      const { value, done } = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        giveUp = reject;
        pieces.next().then(resolve, reject);
      });
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', fail);
    // Not waited for: the piece under way may never come.
    pieces.return?.().catch(() => {});
  }
}
