import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** What passed a seal. */
export interface Sealed {
  /** SHA-256 of all bytes, hex. */
  readonly digest: string;
  readonly bytes: number;
}

/** A stream that reckons a digest of what passes, and holds the last piece back. */
export interface Seal extends Transform {
  sealed(): Sealed;
}

/**
 * Opens a seal. What is whole leaves only when it is on record: the last piece goes on when `record` resolves; when it rejects,
 * the stream fails and the file stays without its end.
 */
export function createSeal(record: (sealed: Sealed) => Promise<void>): Seal {
  const hash = createHash('sha256');
  let bytes = 0;
  let held: Buffer | null = null;
  const sealed = () => ({ digest: hash.copy().digest('hex'), bytes });
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      if (held !== null) this.push(held);
      held = chunk;
      done();
    },
    flush(done) {
      record(sealed()).then(
        () => done(null, held),
        (error: Error) => done(error),
      );
    },
  });
  return Object.assign(stream, { sealed });
}
