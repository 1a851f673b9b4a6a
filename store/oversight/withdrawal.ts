import { and, asc, eq, gt, gte, inArray, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Engine } from '../engines/engine.js';
import { Conflict } from '../engines/fault.js';
import type { Tables } from '../tables.js';
import { listsOf } from './bulk.js';
import type { Change } from './change.js';
import { prefixOfRun } from './divisions.js';
import type { Befell } from './finding-events.js';
import type { FindingRow } from './finding-rows.js';

/** Nobody has confirmed or judged them. */
const open = ['NEW', 'IN_REVIEW'];

interface By {
  readonly run: string;
  readonly at: string;
}

/** Withdraws those of the findings that are open. */
export async function withdraw(
  { engine, queries }: Change,
  ids: readonly string[],
  { run, at }: By,
): Promise<readonly Befell[]> {
  const { finding } = engine.tables;
  const befell: Befell[] = [];
  for (const some of listsOf([...new Set(ids)])) {
    const rows = await queries
      .select()
      .from(finding)
      .where(and(inArray(finding.id, some), inArray(finding.status, open)));
    if (rows.length === 0) continue;
    const withdrawn = await queries
      .update(finding)
      .set({ status: 'WITHDRAWN', withdrawnAt: at, events: sql`${finding.events} + 1` })
      .where(and(isAmong(finding.id, rows), inArray(finding.status, open)));
    // Somebody judged one of them since it was read.
    if (engine.affected(withdrawn) !== rows.length) throw new Conflict();
    for (const row of rows) {
      const after: FindingRow = { ...row, status: 'WITHDRAWN', withdrawnAt: at, events: row.events + 1 };
      befell.push({ row: after, kind: 'WITHDRAWN', at, run });
    }
  }
  return befell;
}

const isAmong = (column: Parameters<typeof inArray>[0], rows: readonly FindingRow[]) =>
  inArray(
    column,
    rows.map(({ id }) => id),
  );

type OfRun = Pick<Tables['ruleRun']['$inferSelect'], 'run' | 'rule' | 'division' | 'runStartedAt'>;

/** Open findings of a rule that a run of a division did not look at. */
export async function unseen({ engine, queries }: Change, of: OfRun): Promise<readonly string[]> {
  const { finding } = engine.tables;
  const rows = await queries
    .select({ id: finding.id })
    .from(finding)
    .where(isUnseen(engine, of))
    .orderBy(asc(finding.id));
  return rows.map(({ id }) => id);
}

/** A run takes no longer than a day: one that never ended is no excuse after that. */
const longestMs = 86_400_000;

/**
 * Neither found nor left undecided by the run, nor by another one that was under way meanwhile: what two runs leave undecided, the
 * later one's name stands on.
 */
export function isUnseen({ tables, queries }: Engine, { rule, division, runStartedAt }: OfRun) {
  const { finding, oversightRun } = tables;
  const { id, startedAt, endedAt } = oversightRun;
  const meanwhile = queries
    .select({ id })
    .from(oversightRun)
    .where(
      and(
        gt(startedAt, new Date(Date.parse(runStartedAt) - longestMs).toISOString()),
        or(isNull(endedAt), gt(endedAt, runStartedAt)),
      ),
    );
  return and(
    openWithin(finding, rule, division),
    lte(finding.seenAt, runStartedAt),
    notInArray(finding.seenRun, meanwhile),
  );
}

/** Open findings of a rule that a run over a division answers for. */
export function openWithin(finding: Tables['finding'], rule: string, division: string) {
  const prefix = prefixOfRun(division);
  // Codes are digits, which come before a colon.
  const isWithin = prefix === '' ? [] : [gte(finding.divisionCode, prefix), lt(finding.divisionCode, `${prefix}:`)];
  return and(eq(finding.rule, rule), inArray(finding.status, open), ...isWithin);
}
