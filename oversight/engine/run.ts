import type { ErrorCode } from '../../schema/errors.js';
import type { RuleProgress, RunRecord } from '../../schema/oversight/run.js';
import { dayOf } from '../../schema/values/day.js';
import type { CompiledRule, RuleBook } from '../rules/rule-book.js';
import { type WalkParts, walkRule } from './walk.js';

export interface EngineParts extends WalkParts {
  readonly rules: RuleBook;
  readonly newId: () => string;
  /** Rules that are walked at once; each holds a page, grouping ones what they keep. */
  readonly atOnce: number;
}

export interface RunRequest {
  /** Ids; all when absent. */
  readonly rules?: readonly string[];
  readonly division: string;
  /** Day that conditions call `today`; the clock's when absent. */
  readonly today?: string;
  /** Stops the run where it stands: the book keeps it as under way, and `resumeRun` goes on with it. */
  readonly signal: AbortSignal;
}

/** What a run came to. */
export interface RunReport {
  readonly run: string;
  readonly state: RunRecord['state'];
  readonly rules: readonly RuleProgress[];
}

/** Walks rules over a division from the beginning: what is not found again is withdrawn. Rejects with `STORE_UNAVAILABLE`. */
export async function runRules(parts: EngineParts, request: RunRequest): Promise<RunReport> {
  const now = parts.clock();
  const rules = selected(parts.rules, request.rules);
  const run: RunRecord = {
    id: parts.newId(),
    mode: 'FULL',
    since: null,
    today: request.today ?? dayOf(now),
    division: request.division,
    state: 'RUNNING',
    startedAt: now.toISOString(),
    endedAt: null,
    rules: rules.map(({ facts: { id, version } }) => notBegun(id, version)),
  };
  await parts.book.startRun(run);
  return walkAll(parts, run, rules, request.signal);
}

/**
 * Goes on with a run that a process left unfinished: rules that ended stay ended, others go on from the page that was written last.
 * A rule that is gone, or has another version now, begins again or is left out.
 */
export async function resumeRun(parts: EngineParts, run: RunRecord, signal: AbortSignal): Promise<RunReport> {
  const rules = run.rules.flatMap(({ rule }) => parts.rules.rule(rule) ?? []);
  return walkAll(parts, run, rules, signal);
}

async function walkAll(
  parts: EngineParts,
  run: RunRecord,
  rules: readonly CompiledRule[],
  signal: AbortSignal,
): Promise<RunReport> {
  const done = new Map(run.rules.map((progress) => [progress.rule, progress]));
  const giveUp = new AbortController();
  const walking = AbortSignal.any([signal, giveUp.signal]);
  const walk = async (rule: CompiledRule) => {
    const before = done.get(rule.facts.id);
    const from = before?.version === rule.facts.version && before.cursor !== null ? before : null;
    const { id, today, division } = run;
    done.set(rule.facts.id, await walkRule(parts, { run: id, rule, today, division, from, signal: walking }));
  };
  const walkThem = (waiting: Iterable<CompiledRule>) => atOnce(parts.atOnce, waiting, walk, giveUp);
  try {
    await walkThem(rules.filter(({ facts }) => !isOver(done.get(facts.id), facts.version)));
    // What failed for something that passes is gone on with once, when everything else is done.
    await walkThem(rules.filter(({ facts }) => mayPass.has(done.get(facts.id)?.failure ?? '')));
  } catch (error) {
    if (!signal.aborted) throw error;
    return { run: run.id, state: 'STOPPED', rules: progressOf(done, rules) };
  }
  const progress = progressOf(done, rules);
  const state = progress.some((each) => each.state === 'FAILED') ? 'FAILED' : 'DONE';
  await parts.book.endRun(run.id, state, parts.clock().toISOString());
  return { run: run.id, state, rules: progress };
}

const mayPass: ReadonlySet<string> = new Set<ErrorCode>([
  'AUDIT_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'TOO_MANY_REQUESTS',
  'WARRANTS_UNAVAILABLE',
]);

const isOver = (progress: RuleProgress | undefined, version: string): boolean =>
  progress?.version === version && progress.endedAt !== null;

/** Works through what waits, so many at once. When one fails, the others are given up, and none is left running. */
async function atOnce<T>(
  most: number,
  waiting: Iterable<T>,
  work: (each: T) => Promise<void>,
  giveUp: AbortController,
): Promise<void> {
  const left = waiting[Symbol.iterator]();
  const go = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  const ends = await Promise.allSettled(
    Array.from({ length: Math.max(1, most) }, () =>
      go().catch((error: unknown) => {
        // The reason of the others' end too: whichever is told, it is this.
        giveUp.abort(error);
        throw error;
      }),
    ),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function progressOf(done: ReadonlyMap<string, RuleProgress>, rules: readonly CompiledRule[]): readonly RuleProgress[] {
  return rules.flatMap(({ facts }) => done.get(facts.id) ?? []);
}

function selected({ rules, rule }: RuleBook, ids: readonly string[] | undefined): readonly CompiledRule[] {
  return ids === undefined ? rules : ids.flatMap((id) => rule(id) ?? []);
}

function notBegun(rule: string, version: string): RuleProgress {
  return {
    rule,
    version,
    state: 'RUNNING',
    cursor: null,
    records: 0,
    expected: null,
    hits: 0,
    guarded: 0,
    indeterminate: [],
    failure: null,
    startedAt: null,
    endedAt: null,
  };
}
