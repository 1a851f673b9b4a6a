import { type ErrorCode, PlumblineError } from '../../schema/errors.js';
import type { RuleProgress, RunRecord } from '../../schema/oversight/run.js';
import { dayOf } from '../../schema/values/day.js';
import type { CompiledRule, RuleBook } from '../rules/rule-book.js';
import { askAgain } from './asked-again.js';
import { type ScopeParts, scopeOf } from './scope/scope.js';
import { type Since, startOf } from './scope/since.js';
import { type Walk, type WalkParts, walkRule } from './walk/walk.js';
import { createSight } from './ways/sight.js';

/** What a rule of a run is walked with, and the run ended. */
export interface RunParts extends WalkParts, ScopeParts {}

type BeginParts = Pick<EngineParts, 'rules' | 'book' | 'clock' | 'newId'>;

export interface EngineParts extends RunParts {
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
  /** What changed since then is looked at, and nothing else; absent: everything. */
  readonly since?: Since;
  /** Stops the run where it stands: the book keeps it as under way, and `resumeRun` goes on with it. */
  readonly signal: AbortSignal;
}

/** What a run came to. */
export interface RunReport {
  readonly run: string;
  readonly mode: RunRecord['mode'];
  readonly state: RunRecord['state'];
  readonly rules: readonly RuleProgress[];
}

/**
 * Walks rules over a division: from the beginning, where what is not found again is withdrawn, or over what changed since an instant.
 * Rejects with `STORE_UNAVAILABLE`.
 */
export async function runRules(parts: EngineParts, request: RunRequest): Promise<RunReport> {
  return resumeRun(parts, await beginRun(parts, request), request.signal);
}

/** Writes down that a run begins, and walks nothing of it. Rejects with `OVERSIGHT_STATE` where the id is taken, and with `STORE_UNAVAILABLE`. */
export async function beginRun(parts: BeginParts, request: Omit<RunRequest, 'signal'>): Promise<RunRecord> {
  const now = parts.clock();
  const rules = selected(parts.rules, request.rules);
  const { since, behind } = await startOf(parts.book, rules, request);
  const run: RunRecord = {
    id: parts.newId(),
    mode: since === null ? 'FULL' : 'INCREMENTAL',
    since,
    today: request.today ?? dayOf(now),
    division: request.division,
    state: 'RUNNING',
    startedAt: now.toISOString(),
    endedAt: null,
    rules: rules.map(({ facts: { id, version } }) => notBegun(id, version, behind.has(id) ? 'NO_WATERMARK' : null)),
  };
  await parts.book.startRun(run);
  return run;
}

/**
 * Goes on with a run that a process left unfinished: rules that ended stay ended, others go on from the page that was written last.
 * A rule that is gone, or has another version now, begins again or is left out.
 */
export async function resumeRun(parts: EngineParts, run: RunRecord, signal: AbortSignal): Promise<RunReport> {
  const rules = rulesOf(parts, run);
  const done = new Map(run.rules.map((progress) => [progress.rule, progress]));
  const giveUp = new AbortController();
  const walking = AbortSignal.any([signal, giveUp.signal]);
  const walk = async (rule: CompiledRule) => {
    const walked = walkOn(parts, run, { rule, before: done.get(rule.facts.id), signal: walking });
    done.set(rule.facts.id, await walked);
  };
  const walkThem = (waiting: Iterable<CompiledRule>) => atOnce(parts.atOnce, waiting, walk, giveUp);
  try {
    await walkThem(rules.filter(({ facts }) => !isOver(done.get(facts.id), facts.version)));
    // What failed for something that passes is gone on with once, when everything else is done.
    await walkThem(rules.filter(({ facts }) => mayPass.has(done.get(facts.id)?.failure ?? '')));
  } catch (error) {
    if (!signal.aborted && !(await isStoppedElsewhere(parts, run, error))) throw error;
    return { run: run.id, mode: run.mode, state: 'STOPPED', rules: progressOf(done, rules) };
  }
  const progress = progressOf(done, rules);
  const state = stateAfter(progress);
  await parts.book.endRun(run.id, state, parts.clock().toISOString());
  return { run: run.id, mode: run.mode, state, rules: progress };
}

/** Whether the book takes no more of a run because somebody stopped it. */
async function isStoppedElsewhere({ book }: RunParts, { id }: RunRecord, error: unknown): Promise<boolean> {
  const isRefused = error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE';
  return isRefused && (await book.run(id))?.state === 'STOPPED';
}

export interface RuleWalk {
  readonly signal: AbortSignal;
  /** Whether what may pass ends the rule as `FAILED`; else the walk rejects with it, and the book keeps the place that was reached. */
  readonly isLastTry: boolean;
}

/**
 * Walks one rule of a run under way, for one of several processes: from the page that was written last, whoever wrote it. Answers
 * what the book has where the rule is over, and null where the run has ended or the rule is gone. Rejects with the reason of the
 * signal, with `OVERSIGHT_STATE` where another process ended the rule or the run meanwhile, and with `STORE_UNAVAILABLE`.
 */
export async function walkOneRule(
  parts: RunParts,
  of: { readonly run: string; readonly rule: string },
  { signal, isLastTry }: RuleWalk,
): Promise<RuleProgress | null> {
  const run = await parts.book.run(of.run);
  const rule = parts.rules.rule(of.rule);
  const before = run?.rules.find((each) => each.rule === of.rule);
  if (run?.state !== 'RUNNING' || rule === undefined || before === undefined) return null;
  if (isOver(before, rule.facts.version)) return before;
  return walkOn(parts, run, { rule, before, signal, ...(isLastTry ? {} : { triedAgain: mayPass }) });
}

/** Rules of a run that are not over, as this program knows them. */
export function rulesLeft(parts: Pick<RunParts, 'rules'>, run: RunRecord): readonly string[] {
  const done = new Map(run.rules.map((progress) => [progress.rule, progress]));
  return rulesOf(parts, run).flatMap(({ facts: { id, version } }) => (isOver(done.get(id), version) ? [] : [id]));
}

/** Ends a rule of a run that nobody gets through: each worker that took it died of it. */
export async function giveUpRule(parts: RunParts, of: { readonly run: string; readonly rule: string }): Promise<void> {
  const run = await parts.book.run(of.run);
  const before = run?.rules.find((each) => each.rule === of.rule);
  if (run?.state !== 'RUNNING' || before === undefined || !rulesLeft(parts, run).includes(of.rule)) return;
  const { version } = parts.rules.rule(of.rule)?.facts ?? before;
  const at = parts.clock().toISOString();
  const failed: RuleProgress = { ...before, version, state: 'FAILED', failure: 'INTERNAL', endedAt: at };
  await parts.book.endRule(of.run, failed, { withdrawUnseen: false, at });
}

/** Ends a run whose rules are all over. Of several processes one is answered; null where a rule is not over, or the run has ended. */
export async function endRunOnceOver(parts: RunParts, id: string): Promise<RunReport | null> {
  const run = await parts.book.run(id);
  if (run?.state !== 'RUNNING') return null;
  if (rulesLeft(parts, run).length > 0) return null;
  const done = new Map(run.rules.map((progress) => [progress.rule, progress]));
  const progress = progressOf(done, rulesOf(parts, run));
  const state = stateAfter(progress);
  const isMine = await parts.book.endRun(id, state, parts.clock().toISOString());
  return isMine ? { run: id, mode: run.mode, state, rules: progress } : null;
}

interface Onward {
  readonly rule: CompiledRule;
  readonly before: RuleProgress | undefined;
  readonly signal: AbortSignal;
  readonly triedAgain?: ReadonlySet<string>;
}

async function walkOn(parts: RunParts, run: RunRecord, { before, ...onward }: Onward): Promise<RuleProgress> {
  const { id, today, division } = run;
  const { rule, signal } = onward;
  const scope = () => scopeOf(parts, { run, rule, before, signal });
  const again: Walk['askAgain'] = (findings, window) =>
    askAgain(parts, { ...{ rule, findings, today, window, division, signal }, sight: createSight(parts.ground()) });
  const from = before?.version === onward.rule.facts.version && before.cursor !== null ? before : null;
  return walkRule(parts, { run: id, today, division, scope, askAgain: again, from, ...onward });
}

const rulesOf = ({ rules }: Pick<RunParts, 'rules'>, run: RunRecord): readonly CompiledRule[] =>
  run.rules.flatMap(({ rule }) => rules.rule(rule) ?? []);

const stateAfter = (progress: readonly RuleProgress[]) =>
  progress.some((each) => each.state === 'FAILED') ? 'FAILED' : 'DONE';

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

function notBegun(rule: string, version: string, whole: RuleProgress['whole']): RuleProgress {
  return {
    rule,
    version,
    state: 'RUNNING',
    cursor: null,
    records: 0,
    expected: null,
    whole,
    hits: 0,
    guarded: 0,
    indeterminate: [],
    failure: null,
    startedAt: null,
    endedAt: null,
  };
}
