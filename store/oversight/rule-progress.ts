import { and, eq } from 'drizzle-orm';
import type { Indeterminate, RuleProgress, RunRecord } from '../../schema/oversight/run.js';
import type { Tables } from '../tables.js';
import { admitKey, type Change, instant, refuse } from './change.js';

export type RuleRunRow = Tables['ruleRun']['$inferSelect'];

/**
 * Locks what a run has of a rule: processes that write pages of it come one after the other. Rejects with `OVERSIGHT_STATE` where
 * there is none, the run has ended, or the rule is done.
 */
export async function lockRule({ engine, queries }: Change, run: string, rule: string): Promise<RuleRunRow> {
  const { ruleRun, oversightRun } = engine.tables;
  const isRule = and(eq(ruleRun.run, run), eq(ruleRun.rule, rule));
  const locked = await queries.update(ruleRun).set({ run }).where(isRule);
  if (engine.affected(locked) === 0) refuse(`The run has no rule ${rule}`);
  const [row] = await queries.select().from(ruleRun).where(isRule);
  const [under] = await queries
    .select({ state: oversightRun.state })
    .from(oversightRun)
    .where(eq(oversightRun.id, run));
  if (row === undefined || under === undefined) refuse(`The run has no rule ${rule}`);
  if (under.state !== 'RUNNING') refuse(`The run is ${under.state}: nothing is added to it`);
  return row;
}

/**
 * What progress changes of a rule's row.
 * @param at when it is written; null before anything of it was walked
 */
export function progressColumns(progress: RuleProgress, at: string | null) {
  const { version, state, cursor, records, expected, whole, hits, guarded, indeterminate, failure } = progress;
  const adapters = indeterminate.flatMap(({ adapter }) => adapter ?? []);
  return {
    ...{ version, state, cursor, records, expected, whole, hits, guarded, failure },
    writtenAt: at,
    indeterminate: JSON.stringify(indeterminate),
    undecided: indeterminate.reduce((sum, each) => sum + each.records, 0),
    missing: JSON.stringify([...new Set(adapters)].sort()),
    startedAt: instant(progress.startedAt),
    endedAt: instant(progress.endedAt),
  };
}

export function rowsOfRules(run: RunRecord): readonly RuleRunRow[] {
  return run.rules.map((progress, position) => {
    admitKey('rule id', progress.rule, 64);
    return {
      id: `${run.id}:${progress.rule}`,
      run: run.id,
      position,
      rule: progress.rule,
      ...progressColumns(progress, null),
      ...{ mode: run.mode, division: run.division },
      runStartedAt: instant(run.startedAt),
      page: null,
      receipt: null,
    };
  });
}

export function progressOf(row: RuleRunRow): RuleProgress {
  const { rule, version, cursor, records, expected, hits, guarded, failure, startedAt, endedAt } = row;
  return {
    ...{ rule, version, cursor, records, expected, hits, guarded, failure, startedAt, endedAt },
    state: row.state as RuleProgress['state'],
    whole: row.whole as RuleProgress['whole'],
    indeterminate: JSON.parse(row.indeterminate) as readonly Indeterminate[],
  };
}
