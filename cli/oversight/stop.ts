import type { Environment } from '../../gateway/environment.js';
import { stopRun } from '../../gateway/oversight/stop-run.js';
import { recordCommand, withBooks } from '../books.js';
import type { Output } from '../output.js';

/** Stops a run that is under way, whoever walks it: the hub's book takes nothing of it any more. */
export async function stopCommand(run: string, environment: Environment, output: Output): Promise<number> {
  await withBooks(environment, async (books) => {
    await recordCommand(books, 'oversight stop', { detail: { run } });
    await stopRun(books.store.oversight.findings, run, books.clock().toISOString());
  });
  output.data({ run, state: 'STOPPED' }, `run ${run} STOPPED`);
  return 0;
}
