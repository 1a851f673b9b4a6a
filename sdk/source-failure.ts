import { brand } from '../schema/brand.js';
import type { SourceReason } from '../schema/reader.js';

/**
 * Why a source did not answer. The driver's own error is not kept: it may hold the statement, its parameters or a secret.
 * It leaves the SDK as the cause of a `PlumblineError` with `SOURCE_UNAVAILABLE`.
 */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly reason: SourceReason;

  static {
    brand(SourceFailure, 'SourceFailure');
  }

  /** `detail`: a driver's code or a status (`ECONNREFUSED`, `HTTP 503`), never a message of the source. */
  constructor(reason: SourceReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
  }
}
