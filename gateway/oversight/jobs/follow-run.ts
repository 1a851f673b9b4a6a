import type { RunReport } from '../../../oversight/engine/run.js';
import type { FindingBook } from '../../../schema/oversight/book.js';
import type { RuleProgress } from '../../../schema/oversight/run.js';
import { rest } from '../events/pauses.js';

export interface Following {
  /** Told of each rule that has come on. */
  readonly onProgress: (progress: RuleProgress) => void;
  /** How often the book is asked, ms. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** Waits until workers have ended a run; when the signal aborts, what it has come to so far. Rejects with `STORE_UNAVAILABLE`. */
export async function followRun(
  book: Pick<FindingBook, 'run'>,
  id: string,
  { onProgress, everyMs, signal }: Following,
): Promise<RunReport> {
  const looked = new Map<string, number>();
  for (;;) {
    const run = await book.run(id);
    const { mode = 'FULL', state = 'STOPPED', rules = [] } = run ?? {};
    for (const progress of rules) {
      if (progress.records > (looked.get(progress.rule) ?? 0)) onProgress(progress);
      looked.set(progress.rule, progress.records);
    }
    if (state !== 'RUNNING' || signal.aborted) return { run: id, mode, state, rules };
    await rest(everyMs, signal);
  }
}
