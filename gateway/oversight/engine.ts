import { randomUUID } from 'node:crypto';
import { type EngineParts, type RunReport, resumeRun, runRules } from '../../oversight/engine/run.js';
import type { WalkParts } from '../../oversight/engine/walk.js';
import type { RuleBook } from '../../oversight/rules/rule-book.js';
import { covers } from '../../schema/codes/division.js';
import { PlumblineError } from '../../schema/errors.js';
import type { FindingBook } from '../../schema/oversight/book.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import { dayOf } from '../../schema/values/day.js';

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

/** Runs rules over the hub, under the engine's own account. */
export interface OversightEngine {
  readonly rules: RuleBook;
  /** Rejects with `BAD_USER_INPUT` for a rule or division that is none of its own, and with `STORE_UNAVAILABLE`. */
  run(options: RunOptions): Promise<RunReport>;
  /**
   * Goes on with what processes left unfinished of the day; what is of another is ended as `STOPPED`, for its `today` is over. Rejects
   * with `STORE_UNAVAILABLE`.
   */
  resume(options: Pick<RunOptions, 'today' | 'signal' | 'onPage'>): Promise<readonly RunReport[]>;
}

export interface OversightEngineParts {
  readonly rules: RuleBook;
  readonly book: FindingBook;
  /** The hub as the engine asks it, about a division within its own. */
  readonly clientOf: (division: string) => OversightClient;
  /** Division of the engine's account. */
  readonly division: string;
  readonly atOnce: number;
  readonly clock: () => Date;
}

export function createEngine(parts: OversightEngineParts): OversightEngine {
  const { rules, book, clientOf, clock, atOnce } = parts;
  const partsOf = (division: string, onPage: WalkParts['onPage']): EngineParts => ({
    ...{ rules, book, clock, atOnce },
    client: clientOf(division),
    newId: randomUUID,
    ...(onPage === undefined ? {} : { onPage }),
  });
  return {
    rules,
    async run({ rules: ids, division = parts.division, today, signal, onPage }) {
      for (const id of ids ?? [])
        if (rules.rule(id) === undefined) throw new PlumblineError('BAD_USER_INPUT', `there is no rule ${id}`);
      if (!covers(parts.division, division))
        throw new PlumblineError('BAD_USER_INPUT', `division ${division} is not within ${parts.division}`);
      return runRules(partsOf(division, onPage), {
        ...{ division, signal },
        ...(ids === undefined ? {} : { rules: ids }),
        ...(today === undefined ? {} : { today }),
      });
    },
    async resume({ today = dayOf(clock()), signal, onPage }) {
      const reports: RunReport[] = [];
      for (const run of await book.unfinishedRuns()) {
        if (run.today === today) reports.push(await resumeRun(partsOf(run.division, onPage), run, signal));
        else await book.endRun(run.id, 'STOPPED', clock().toISOString());
      }
      return reports;
    },
  };
}
