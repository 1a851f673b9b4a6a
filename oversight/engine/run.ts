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
  const known = new Map(run.rules.map((progress) => [progress.rule, progress]));
  const done = new Map<string, RuleProgress>();
  const waiting = rules.values();
  const work = async () => {
    for (const rule of waiting) {
      const { id, version } = rule.facts;
      const before = known.get(id);
      const isSame = before?.version === version;
      if (before !== undefined && isSame && before.endedAt !== null) done.set(id, before);
      else {
        const from = before !== undefined && isSame && before.cursor !== null ? before : null;
        const walk = { run: run.id, rule, today: run.today, division: run.division, from, signal };
        done.set(id, await walkRule(parts, walk));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, parts.atOnce) }, work));
  const progress = rules.flatMap(({ facts: { id } }) => done.get(id) ?? []);
  const state = stateOf(progress);
  await parts.book.endRun(run.id, state, parts.clock().toISOString());
  return { run: run.id, state, rules: progress };
}

function stateOf(rules: readonly RuleProgress[]): RunRecord['state'] {
  if (rules.some(({ state }) => state === 'STOPPED')) return 'STOPPED';
  return rules.some(({ state }) => state === 'FAILED') ? 'FAILED' : 'DONE';
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
