import { isDeepStrictEqual } from 'node:util';
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, notLike, or } from 'drizzle-orm';
import type { FindingBook } from '../../schema/oversight/book.js';
import type { IndeterminateReason, RunRecord } from '../../schema/oversight/run.js';
import { readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import type { Tables } from '../tables.js';
import { insertAll } from './bulk.js';
import { admitKey, type Change, type Changes, instant, refuse } from './change.js';
import { divisionsAround } from './divisions.js';
import { announce } from './finding-events.js';
import { lockRule, progressColumns, progressOf, rowsOfRules } from './rule-progress.js';
import { unseen, withdraw } from './withdrawal.js';

type Runs = Pick<FindingBook, 'startRun' | 'endRule' | 'endRun' | 'run' | 'unfinishedRuns' | 'watermark' | 'lastWalk'>;
type RunRow = Tables['oversightRun']['$inferSelect'];

/** The half of the book of findings that keeps runs. */
export function createRuns(engine: Engine, change: Changes): Runs {
  const { oversightRun } = engine.tables;
  return {
    startRun: async (run) => {
      admitKey('run id', run.id, 128);
      return change('A run', (within) => startRun(within, run));
    },
    endRule: (run, progress, options) =>
      change('The end of a rule', (within) => endRule(within, run, progress, options)),
    endRun: (id, state, at) =>
      change('The end of a run', async ({ queries, isRepeated }) => {
        await queries.update(oversightRun).set({ id }).where(eq(oversightRun.id, id));
        const before = await readRun(engine, queries, id);
        if (before === null) refuse('There is no run of this id');
        if (before.state === state) return isRepeated && before.endedAt === instant(at);
        if (before.state !== 'RUNNING') refuse(`The run is ${before.state} already`);
        await queries
          .update(oversightRun)
          .set({ state, endedAt: instant(at) })
          .where(eq(oversightRun.id, id));
        return true;
      }),
    run: (id) => readBook('A run', () => readRun(engine, engine.queries, id)),
    unfinishedRuns: () =>
      readBook('Runs', async () => {
        const rows = await engine.queries
          .select()
          .from(oversightRun)
          .where(eq(oversightRun.state, 'RUNNING'))
          .orderBy(asc(oversightRun.startedAt), asc(oversightRun.id));
        return Promise.all(rows.map((row) => withRules(engine, engine.queries, row)));
      }),
    watermark: (rule, version, division) => readBook('A watermark', () => watermark(engine, rule, version, division)),
    lastWalk: (rule, division) =>
      readBook('What a rule walks', async () => {
        const { ruleRun } = engine.tables;
        const ofRule = and(eq(ruleRun.rule, rule), eq(ruleRun.division, division));
        const [last] = await engine.queries
          .select()
          .from(ruleRun)
          .where(and(ofRule, isComplete(ruleRun), isWholeWalk(ruleRun)))
          .orderBy(desc(ruleRun.runStartedAt))
          .limit(1);
        return last === undefined ? null : progressOf(last);
      }),
  };
}

async function startRun(change: Change, run: RunRecord): Promise<void> {
  const { engine, queries, isRepeated } = change;
  const { oversightRun, ruleRun } = engine.tables;
  const { id, mode, today, division, state } = run;
  const row: RunRow = {
    ...{ id, mode, today, division, state },
    since: instant(run.since),
    startedAt: instant(run.startedAt),
    endedAt: instant(run.endedAt),
  };
  const rules = rowsOfRules(run);
  const before = await readRun(engine, queries, id);
  if (before !== null && isRepeated && isDeepStrictEqual(before, runOf(row, rules))) return;
  if (before !== null) refuse('The run id is taken');
  await queries.insert(oversightRun).values(row);
  await insertAll(change, ruleRun, rules);
}

async function endRule(
  change: Change,
  run: string,
  progress: Parameters<Runs['endRule']>[1],
  { withdrawUnseen, at: given }: Parameters<Runs['endRule']>[2],
): ReturnType<Runs['endRule']> {
  const { engine, queries } = change;
  const at = instant(given);
  const stored = await lockRule(change, run, progress.rule);
  const { division, runStartedAt } = stored;
  // The end of one that has so ended changes nothing.
  if (stored.page === ended && stored.state === progress.state)
    return JSON.parse(stored.receipt ?? '') as { withdrawn: number };
  if (stored.state === 'DONE' && stored.version === progress.version)
    refuse(`The rule ${progress.rule} is done in this run`);
  const gone = withdrawUnseen ? await unseen(change, { run, rule: progress.rule, division, runStartedAt }) : [];
  const befell = await withdraw(change, gone, { run, at });
  const receipt = { withdrawn: befell.length };
  await queries
    .update(engine.tables.ruleRun)
    .set({ ...progressColumns(progress, at), page: ended, receipt: JSON.stringify(receipt) })
    .where(eq(engine.tables.ruleRun.id, stored.id));
  await announce(change, befell);
  return receipt;
}

/** Stands for a page that is none. */
const ended = 'END';

async function readRun(engine: Engine, queries: Queries, id: string): Promise<RunRecord | null> {
  const { oversightRun } = engine.tables;
  const [row] = await queries.select().from(oversightRun).where(eq(oversightRun.id, id));
  return row?.id === id ? withRules(engine, queries, row) : null;
}

async function withRules({ tables: { ruleRun } }: Engine, queries: Queries, row: RunRow): Promise<RunRecord> {
  const rules = await queries.select().from(ruleRun).where(eq(ruleRun.run, row.id)).orderBy(asc(ruleRun.position));
  return runOf(row, rules);
}

function runOf(row: RunRow, rules: readonly Tables['ruleRun']['$inferSelect'][]): RunRecord {
  return {
    ...row,
    mode: row.mode as RunRecord['mode'],
    state: row.state as RunRecord['state'],
    rules: rules.map(progressOf),
  };
}

/** What a source withheld does not change when it answers again; what is empty or too much is so until it changes. */
const withheld: readonly IndeterminateReason[] = ['UNAVAILABLE', 'STALE'];

/** Walked to the end, and no source was missed. */
const isComplete = ({ state, indeterminate }: Tables['ruleRun']) =>
  and(eq(state, 'DONE'), ...withheld.map((reason) => notLike(indeterminate, `%"${reason}"%`)));

const isWholeWalk = ({ mode, whole }: Tables['ruleRun']) => or(eq(mode, 'FULL'), isNotNull(whole));

/**
 * An incremental run counts where it goes on from one that counted: what was written between the two, no run would have looked at.
 * One that walked the rule's whole list counts by itself.
 */
async function watermark(
  { tables: { ruleRun, oversightRun }, queries }: Engine,
  rule: string,
  version: string,
  division: string,
): Promise<string | null> {
  const isDone = and(
    eq(ruleRun.rule, rule),
    eq(ruleRun.version, version),
    isComplete(ruleRun),
    inArray(ruleRun.division, [...divisionsAround(division)]),
  );
  const { since, startedAt } = oversightRun;
  const walked = queries
    .select({ since, startedAt })
    .from(ruleRun)
    .innerJoin(oversightRun, eq(oversightRun.id, ruleRun.run));
  const [last] = await walked
    .where(and(isDone, isWholeWalk(ruleRun)))
    .orderBy(desc(startedAt))
    .limit(1);
  if (last === undefined) return null;
  const later = await queries
    .select({ since, startedAt })
    .from(ruleRun)
    .innerJoin(oversightRun, eq(oversightRun.id, ruleRun.run))
    .where(and(isDone, isNull(ruleRun.whole), eq(ruleRun.mode, 'INCREMENTAL'), gte(startedAt, last.startedAt)))
    .orderBy(asc(startedAt));
  let mark = last.startedAt;
  for (const run of later) if (run.since !== null && run.since <= mark) mark = run.startedAt;
  return mark;
}
