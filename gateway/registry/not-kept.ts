import { SourceFailure } from '../../sdk/source-failure.js';

/** Thrown where an answer is outside of the contract: told apart from what looking at it may throw. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly failure: SourceFailure;

  /** @param what never holds a value */
  constructor(what: string) {
    super(what);
    this.failure = new SourceFailure('MALFORMED', what);
  }
}
