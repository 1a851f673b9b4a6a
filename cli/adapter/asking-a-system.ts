import { PlumblineError } from '../../schema/errors.js';
import type { SourceReason } from '../../schema/reader.js';
import { SourceFailure } from '../../sdk/source-failure.js';

const whats: Partial<Record<SourceReason, string>> = {
  REFUSED: 'nothing answers at the address, or there is no such file',
  TIMEOUT: 'it did not answer in time',
  CREDENTIALS: 'it does not know the account, or the account may not read there',
  MALFORMED: 'what answers there is no such system',
};

/** The work, with a system's failure in words; a driver's own message may hold the address with its password, and is dropped. */
export async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const { reason } = error;
    throw new PlumblineError(
      'SOURCE_UNAVAILABLE',
      `the system could not be read (${reason}): ${whats[reason] ?? 'it refused the question'}`,
    );
  }
}
