import { PlumblineError } from '../../schema/errors.js';
import type { FindingBook } from '../../schema/oversight/book.js';

/**
 * Ends a run that is under way as `STOPPED`: the book takes nothing of it any more, and whoever walks it ends with the page that is
 * being asked. Rejects with `OVERSIGHT_STATE` where none of this id is under way.
 */
export async function stopRun(book: FindingBook, run: string, at: string): Promise<void> {
  if ((await book.run(run))?.state !== 'RUNNING')
    throw new PlumblineError('OVERSIGHT_STATE', `no run ${run} is under way`);
  await book.endRun(run, 'STOPPED', at);
}
