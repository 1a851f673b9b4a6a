/** The caller gave up, or its request's deadline passed: says nothing about any source. */
export class CallerGone extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('the caller has gone');
  }
}
