import { eq, sql } from 'drizzle-orm';
import type { FindingBook } from '../../schema/oversight/book.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import { type Change, instant, refuse } from './change.js';
import { announce } from './finding-events.js';
import { readEvidence } from './finding-reading.js';
import { type FindingRow, findingOf } from './finding-rows.js';

type Judgement = Parameters<FindingBook['judge']>[1];

/** Takes a finding for none; rejects with `OVERSIGHT_STATE` unless it is new and in no matter that is open. */
export async function judge(change: Change, id: string, judgement: Judgement): Promise<FindingRecord> {
  const { engine, queries, isRepeated } = change;
  const { finding, findingEvent, supervisionMatter } = engine.tables;
  const { status, account, reason } = judgement;
  const at = instant(judgement.at);
  // The finding's lock.
  await queries.update(finding).set({ id }).where(eq(finding.id, id));
  const [before] = await queries.select().from(finding).where(eq(finding.id, id));
  if (before?.id !== id) refuse('There is no finding of this id');
  const evidence = (await readEvidence(engine, queries, [id])).get(id) ?? [];
  if (isRepeated && before.status === status) {
    const events = await queries.select().from(findingEvent).where(eq(findingEvent.finding, id));
    const isOurs = events.some((each) => each.kind === 'JUDGED' && each.account === account && each.at === at);
    if (isOurs) return findingOf(before, evidence);
  }
  if (before.status !== 'NEW') refuse(`The finding is ${before.status}, not NEW`);
  if (before.matter !== null) {
    const [matter] = await queries.select().from(supervisionMatter).where(eq(supervisionMatter.number, before.matter));
    if (matter?.closedAt === null) refuse('The finding is in a matter: it is decided there');
  }
  const after: FindingRow = { ...before, status, verdict: status, events: before.events + 1 };
  await queries
    .update(finding)
    .set({ status, verdict: status, events: sql`${finding.events} + 1` })
    .where(eq(finding.id, id));
  await announce(change, [{ row: after, kind: 'JUDGED', at, account, note: reason }]);
  return findingOf(after, evidence);
}
