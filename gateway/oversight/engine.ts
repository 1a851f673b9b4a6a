import { randomUUID } from 'node:crypto';
import { shareChanges } from '../../oversight/engine/changes/run-changes.js';
import {
  beginRun,
  type EngineParts,
  type RunReport,
  type RunRequest,
  resumeRun,
  runRules,
} from '../../oversight/engine/run.js';
import type { Since } from '../../oversight/engine/scope/since.js';
import type { WalkParts } from '../../oversight/engine/walk/walk.js';
import type { LeadGround } from '../../oversight/engine/ways/sight.js';
import type { RuleBook } from '../../oversight/rules/rule-book.js';
import { covers } from '../../schema/codes/division.js';
import { PlumblineError } from '../../schema/errors.js';
import type { FindingBook, OversightBooks } from '../../schema/oversight/book.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import type { RunRecord } from '../../schema/oversight/run.js';
import { dayOf } from '../../schema/values/day.js';
import { pageMs } from './client.js';
import { createLease } from './lease.js';

/** What a run is over. */
export interface RunScope {
  /** Ids; all when absent. */
  readonly rules?: readonly string[];
  /** GB/T 2260, within the account's; its whole division when absent. */
  readonly division?: string;
  /** ISO 8601 date; the clock's when absent. */
  readonly today?: string;
  /**
   * What changed since then is looked at, and nothing else; absent: everything. `LAST`: since each rule was looked at last, and as long
   * before as the configuration says.
   */
  readonly since?: Since | 'LAST';
}

export interface RunOptions extends RunScope {
  readonly signal: AbortSignal;
  readonly onPage?: WalkParts['onPage'];
}

/** Runs rules over the hub, under the engine's own account; of several processes one at a time. */
export interface OversightEngine {
  readonly rules: RuleBook;
  /** The book of its runs. */
  readonly book: FindingBook;
  /**
   * Writes down that a run begins, for workers that share its rules (jobs/); its id may be given. Rejects like `run`, but where another
   * process runs rules; with `OVERSIGHT_STATE` where the id is taken.
   */
  begin(options: RunScope & { readonly id?: string }): Promise<RunRecord>;
  /** What rules of a run over a division are walked with by whoever has been given them: no lease is kept. */
  partsOf(division: string): EngineParts;
  /**
   * Rejects with `BAD_USER_INPUT` for a rule or division that is none of its own, with `OVERSIGHT_STATE` while another process runs
   * rules or when one took over, and with `STORE_UNAVAILABLE`.
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
  /** What it sees there, of the schema as it is asked. */
  readonly groundOf: (division: string) => LeadGround;
  /** Division of the engine's account. */
  readonly division: string;
  readonly atOnce: number;
  /** How long before a rule was looked at last its records are looked at again, ms. */
  readonly overlapMs: number;
  readonly clock: () => Date;
}

/** What a process does while it holds the lease. */
interface Alone {
  /** Aborts when another process has it. */
  readonly lost: AbortController;
  readonly signal: AbortSignal;
  readonly onPage: WalkParts['onPage'];
}

/** How long a process that died keeps others waiting, ms: three pages at their longest. */
export const heldMs = 3 * pageMs;

export function createEngine(parts: OversightEngineParts): OversightEngine {
  const { rules, books, clientOf, groundOf, clock, atOnce, ...own } = parts;
  const book = books.findings;
  const changesOf = shareChanges();
  const lease = createLease('oversight-run', {
    ...{ outbox: books.outbox, holder: randomUUID(), clock },
    term: { heldMs, askMs: heldMs },
  });

  function partsOf(division: string): EngineParts {
    const ground = () => groundOf(division);
    return { rules, book, clock, atOnce, changesOf, ground, client: clientOf(division), newId: randomUUID };
  }

  function partsOfOne(division: string, { lost, onPage }: Alone): EngineParts {
    const shared = partsOf(division);
    const client: OversightClient = {
      ask: async (question) => {
        if ((await lease.keep()) === null) lost.abort();
        question.signal.throwIfAborted();
        return shared.client.ask(question);
      },
    };
    return { ...shared, client, ...(onPage === undefined ? {} : { onPage }) };
  }

  function requestOf({ rules: ids, division = own.division, today, since }: RunScope): Omit<RunRequest, 'signal'> {
    for (const id of ids ?? [])
      if (rules.rule(id) === undefined)
        throw new PlumblineError('BAD_USER_INPUT', `there is no rule ${id}: "plumbline oversight rules" lists them`);
    if (!covers(own.division, division))
      throw new PlumblineError('BAD_USER_INPUT', `division ${division} is not within ${own.division}`);
    return {
      division,
      ...(ids === undefined ? {} : { rules: ids }),
      ...(today === undefined ? {} : { today }),
      ...(since === undefined ? {} : { since: since === 'LAST' ? { overlapMs: own.overlapMs } : since }),
    };
  }

  /** While another process does not. One that was asleep so long that another took over leaves what it did to that one. */
  async function alone<T>(
    { signal, onPage }: Pick<RunOptions, 'signal' | 'onPage'>,
    work: (of: Alone) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController();
    const busy = (what: string) => new PlumblineError('OVERSIGHT_STATE', `another process of this hub ${what}`);
    if ((await lease.keep()) === null) throw busy('runs rules, or did a moment ago');
    try {
      const done = await work({ lost, onPage, signal: AbortSignal.any([signal, lost.signal]) });
      if (lost.signal.aborted) throw busy('runs rules now, and goes on with what is left');
      return done;
    } finally {
      await lease.letGo();
    }
  }

  return {
    ...{ rules, book, partsOf },
    async begin({ id, ...scope }) {
      const request = requestOf(scope);
      const shared = partsOf(request.division);
      return beginRun(id === undefined ? shared : { ...shared, newId: () => id }, request);
    },
    async run({ signal, onPage, ...scope }) {
      const request = requestOf(scope);
      return alone({ signal, onPage }, (of) =>
        runRules(partsOfOne(request.division, of), { ...request, signal: of.signal }),
      );
    },
    resume: ({ today = dayOf(clock()), signal, onPage }) =>
      alone({ signal, onPage }, async (of) => {
        const reports: RunReport[] = [];
        for (const run of await book.unfinishedRuns()) {
          if (of.lost.signal.aborted) break;
          if (run.today === today) reports.push(await resumeRun(partsOfOne(run.division, of), run, of.signal));
          else await book.endRun(run.id, 'STOPPED', clock().toISOString());
        }
        return reports;
      }),
  };
}
