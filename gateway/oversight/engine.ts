import { randomUUID } from 'node:crypto';
import { type EngineParts, type RunReport, resumeRun, runRules } from '../../oversight/engine/run.js';
import type { WalkParts } from '../../oversight/engine/walk.js';
import type { RuleBook } from '../../oversight/rules/rule-book.js';
import { covers } from '../../schema/codes/division.js';
import { PlumblineError } from '../../schema/errors.js';
import type { OversightBooks } from '../../schema/oversight/book.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import { dayOf } from '../../schema/values/day.js';
import { pageMs } from './client.js';
import { createLease } from './webhooks/lease.js';

export interface RunOptions {
  /** Ids; all when absent. */
  readonly rules?: readonly string[];
  /** GB/T 2260, within the account's; its whole division when absent. */
  readonly division?: string;
  /** ISO 8601 date; the clock's when absent. */
  readonly today?: string;
  readonly signal: AbortSignal;
  readonly onPage?: WalkParts['onPage'];
}

/** Runs rules over the hub, under the engine's own account; of several processes one at a time. */
export interface OversightEngine {
  readonly rules: RuleBook;
  /**
   * Rejects with `BAD_USER_INPUT` for a rule or division that is none of its own, with `OVERSIGHT_STATE` while another process runs
   * rules, and with `STORE_UNAVAILABLE`.
   */
  run(options: RunOptions): Promise<RunReport>;
  /**
   * Goes on with what processes left unfinished of the day; what is of another is ended as `STOPPED`, for its `today` is over. Rejects
   * with `OVERSIGHT_STATE` while another process runs rules, and with `STORE_UNAVAILABLE`.
   */
  resume(options: Pick<RunOptions, 'today' | 'signal' | 'onPage'>): Promise<readonly RunReport[]>;
}

export interface OversightEngineParts {
  readonly rules: RuleBook;
  readonly books: OversightBooks;
  /** The hub as the engine asks it, about a division within its own. */
  readonly clientOf: (division: string) => OversightClient;
  /** Division of the engine's account. */
  readonly division: string;
  readonly atOnce: number;
  readonly clock: () => Date;
}

/** How long a process that died keeps others waiting, ms: three pages at their longest. */
export const heldMs = 3 * pageMs;

export function createEngine({ rules, books, clientOf, clock, atOnce, ...own }: OversightEngineParts): OversightEngine {
  const book = books.findings;
  const lease = createLease('oversight-run', {
    ...{ outbox: books.outbox, holder: randomUUID(), clock },
    term: { heldMs, askMs: heldMs },
  });

  function partsOf(division: string, onPage: WalkParts['onPage']): EngineParts {
    const { ask } = clientOf(division);
    const client: OversightClient = {
      ask: async (question) => {
        await lease.keep();
        return ask(question);
      },
    };
    return { rules, book, clock, atOnce, client, newId: randomUUID, ...(onPage === undefined ? {} : { onPage }) };
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if ((await lease.keep()) === null)
      throw new PlumblineError('OVERSIGHT_STATE', 'another process of this hub runs rules, or did a moment ago');
    try {
      return await work();
    } finally {
      await lease.letGo();
    }
  }

  return {
    rules,
    async run({ rules: ids, division = own.division, today, signal, onPage }) {
      for (const id of ids ?? [])
        if (rules.rule(id) === undefined) throw new PlumblineError('BAD_USER_INPUT', `there is no rule ${id}`);
      if (!covers(own.division, division))
        throw new PlumblineError('BAD_USER_INPUT', `division ${division} is not within ${own.division}`);
      const request = {
        ...{ division, signal },
        ...(ids === undefined ? {} : { rules: ids }),
        ...(today === undefined ? {} : { today }),
      };
      return alone(() => runRules(partsOf(division, onPage), request));
    },
    resume: ({ today = dayOf(clock()), signal, onPage }) =>
      alone(async () => {
        const reports: RunReport[] = [];
        for (const run of await book.unfinishedRuns()) {
          if (run.today === today) reports.push(await resumeRun(partsOf(run.division, onPage), run, signal));
          else await book.endRun(run.id, 'STOPPED', clock().toISOString());
        }
        return reports;
      }),
  };
}
