import { isDeepStrictEqual } from 'node:util';
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { SupervisionBook } from '../../schema/oversight/book.js';
import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { insertAll } from './bulk.js';
import { type Change, refuse } from './change.js';
import { recordEvents } from './finding-events.js';
import { type FindingRow, scopeIn } from './finding-rows.js';
import { appendEvents } from './outbox.js';
import { type MatterRow, matterOf, rowOfMatter, rowOfStep } from './supervision-rows.js';
import { lockWarrants, openWarrant } from './warrant.js';

type Opening = Parameters<SupervisionBook['open']>;

/** Opens a matter with its first steps and its warrant, and takes its findings up. */
export async function openMatter(
  change: Change,
  [matter, steps, findings, events]: Opening,
): Promise<SupervisionMatterRecord> {
  const { engine, queries, isRepeated } = change;
  const { supervisionMatter, matterStep } = engine.tables;
  const given = rowOfMatter(matter);
  await lockWarrants(change);
  const [before] = await queries.select().from(supervisionMatter).where(eq(supervisionMatter.number, given.number));
  const { sealed, reopenedFrom } = before ?? given;
  if (before !== undefined && isRepeated && isDeepStrictEqual(before, { ...given, sealed, reopenedFrom }))
    return matterOf(before);
  if (before !== undefined) refuse('The matter number is taken');
  const { isSealed, from } = await takeUp(change, given, [...new Set(findings)], steps[0]?.account ?? null);
  // One of its records may have been sealed since it was decided on.
  const row = { ...given, reopenedFrom: from, ...(isSealed ? { sealed: 1 } : {}) };
  if (row.sourceKey !== null) {
    const isSame = eq(supervisionMatter.sourceKey, row.sourceKey);
    const [other] = await queries.select({ number: supervisionMatter.number }).from(supervisionMatter).where(isSame);
    if (other !== undefined) refuse('What it came from is in a matter already');
  }
  await queries.insert(supervisionMatter).values(row);
  const scope = scopeIn(row);
  await insertAll(
    change,
    matterStep,
    steps.map((step) => rowOfStep({ ...step, matter: row.number }, scope)),
  );
  await openWarrant(change, matterOf(row));
  await appendEvents(change, events);
  return matterOf(row);
}

interface TakenUp {
  readonly isSealed: boolean;
  /** The closed matter that findings were in before they came back; of several the last by number. */
  readonly from: string | null;
}

/** Takes up findings that are new, and in no other matter than one that is closed: those have come back since. */
async function takeUp(
  change: Change,
  { number, openedAt: at }: Pick<MatterRow, 'number' | 'openedAt'>,
  ids: string[],
  account: string | null,
): Promise<TakenUp> {
  if (ids.length === 0) return { isSealed: false, from: null };
  const { engine, queries } = change;
  const { finding, supervisionMatter } = engine.tables;
  const isAmong = inArray(finding.id, ids);
  await queries
    .update(finding)
    .set({ events: sql`${finding.events} + 1` })
    .where(isAmong);
  const rows = await queries.select().from(finding).where(isAmong);
  if (rows.length < ids.length) refuse('A finding is not there');
  if (rows.some(({ status }) => status !== 'NEW')) refuse('A finding is not new any more');
  const matters = rows.flatMap(({ matter }) => matter ?? []);
  const isClosed = and(inArray(supervisionMatter.number, matters), isNotNull(supervisionMatter.closedAt));
  const closed = matters.length === 0 ? [] : await queries.select().from(supervisionMatter).where(isClosed);
  if (matters.some((each) => !closed.some((matter) => matter.number === each)))
    refuse('A finding is in another matter');
  await queries.update(finding).set({ matter: number, status: 'IN_REVIEW' }).where(isAmong);
  await recordEvents(
    change,
    rows.map((row) => {
      const after: FindingRow = { ...row, matter: number, status: 'IN_REVIEW' };
      return { row: after, kind: 'TAKEN_UP', at, note: number, ...(account === null ? {} : { account }) };
    }),
  );
  return { isSealed: rows.some(({ sealed }) => sealed === 1), from: matters.sort().at(-1) ?? null };
}
