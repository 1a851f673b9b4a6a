import { setMaxListeners } from 'node:events';

/** Runs calls that are of use only together: when one fails, the signal that the others obey aborts. */
export async function together<T>(signal: AbortSignal, calls: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  // Every page of a list listens to it.
  setMaxListeners(0, either);
  try {
    return await calls(either);
  } catch (cause) {
    failed.abort();
    throw cause;
  }
}
