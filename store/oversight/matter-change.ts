import { isDeepStrictEqual } from 'node:util';
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import type { MatterChange } from '../../schema/oversight/book.js';
import type { FindingEvent, FindingStatus } from '../../schema/oversight/finding.js';
import type { SupervisionDocumentRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { type Change, instant, refuse } from './change.js';
import { keepContent } from './document-content.js';
import { recordEvents } from './finding-events.js';
import { type FindingRow, scopeIn } from './finding-rows.js';
import { appendEvents } from './outbox.js';
import { sealMatter } from './sealing.js';
import { type MatterRow, matterOf, rowOfDocument, rowOfMatter, rowOfStep, stepOf } from './supervision-rows.js';
import { followWarrant, lockWarrants, touchesWarrant } from './warrant.js';

/** Applies a step whole: the matter, its entry, its warrant, its findings, its documents with their bytes, and what others are told. */
export async function applyChange(change: Change, asked: MatterChange): Promise<SupervisionMatterRecord> {
  const { engine, queries, isRepeated } = change;
  const { supervisionMatter, matterStep } = engine.tables;
  const { number, version, step, contents, seals = false } = asked;
  const isMatter = eq(supervisionMatter.number, number);
  const isWarranted = touchesWarrant(asked.set);
  if (isWarranted) await lockWarrants(change);
  // The matter's lock: of two steps that were decided on one version the second finds another one.
  await queries.update(supervisionMatter).set({ number }).where(isMatter);
  const [before] = await queries.select().from(supervisionMatter).where(isMatter);
  if (before?.number !== number) refuse('There is no matter of this number');
  const [last] = await queries
    .select()
    .from(matterStep)
    .where(eq(matterStep.matter, number))
    .orderBy(desc(matterStep.position))
    .limit(1);
  if (isRepeated && before.version === version + 1 && last !== undefined) {
    const ours = rowOfStep({ ...step, matter: number, position: last.position }, scopeIn(before));
    if (isDeepStrictEqual(stepOf(last), stepOf(ours))) return matterOf(before);
  }
  if (before.version !== version) refuse(`The matter is at version ${before.version}: somebody else moved it`);
  const state = { ...matterOf(before), ...asked.set, ...(seals ? { sealed: true } : {}) };
  const row = rowOfMatter({ ...state, version: version + 1 });
  const { number: _, ...columns } = row;
  await queries.update(supervisionMatter).set(columns).where(isMatter);
  const position = (last?.position ?? 0) + 1;
  await queries.insert(matterStep).values(rowOfStep({ ...step, matter: number, position }, scopeIn(row)));
  if (asked.findings !== undefined) await moveFindings(change, asked, asked.findings);
  // Findings that came back after the matter was closed are what it is opened again for.
  else if (before.closedAt !== null && row.closedAt === null)
    await moveFindings(change, asked, { status: 'IN_REVIEW', note: null }, 'NEW');
  if (seals) await sealMatter(change, number);
  for (const document of asked.documents ?? []) await writeDocument(change, row, document, contents);
  if (isWarranted) await followWarrant(change, matterOf(row), matterOf(before));
  await appendEvents(change, asked.events);
  return matterOf(row);
}

/** What befalls a finding that takes a status. */
const kinds: Readonly<Record<FindingStatus, FindingEvent['kind']>> = {
  NEW: 'RETURNED',
  IN_REVIEW: 'TAKEN_UP',
  CONFIRMED: 'JUDGED',
  FALSE_POSITIVE: 'JUDGED',
  DATA_ERROR: 'JUDGED',
  WITHDRAWN: 'WITHDRAWN',
};

async function moveFindings(
  change: Change,
  { number, step }: MatterChange,
  { status, note }: NonNullable<MatterChange['findings']>,
  from?: FindingStatus,
): Promise<void> {
  const { engine, queries } = change;
  const [at, { account }] = [instant(step.at), step];
  const { finding } = engine.tables;
  const isFrom = from === undefined ? ne(finding.status, status) : eq(finding.status, from);
  const isOther = and(eq(finding.matter, number), isFrom);
  await queries
    .update(finding)
    .set({ events: sql`${finding.events} + 1` })
    .where(isOther);
  const rows = await queries.select().from(finding).where(isOther).orderBy(asc(finding.id));
  const kind = kinds[status];
  const moved = {
    status,
    withdrawnAt: status === 'WITHDRAWN' ? at : null,
    ...(kind === 'JUDGED' ? { verdict: status } : {}),
  };
  await queries.update(finding).set(moved).where(isOther);
  await recordEvents(
    change,
    rows.map((row) => ({ row: { ...row, ...moved } satisfies FindingRow, kind, at, account, note })),
  );
}

async function writeDocument(
  { engine, queries }: Change,
  { number, sealed }: MatterRow,
  document: SupervisionDocumentRecord,
  contents: MatterChange['contents'],
): Promise<void> {
  const { supervisionDocument } = engine.tables;
  // The matter may have been sealed since the step was decided on.
  const row = { ...rowOfDocument(document), ...(sealed === 1 ? { sealed } : {}) };
  const content = contents?.get(row.number);
  if (row.matter !== number) refuse('A document is of another matter');
  const isDocument = eq(supervisionDocument.number, row.number);
  const [before] = await queries.select().from(supervisionDocument).where(isDocument);
  if (before === undefined) {
    await queries.insert(supervisionDocument).values(row);
    if (content !== undefined) await keepContent(engine, queries, row.number, content);
    return;
  }
  if (before.matter !== number) refuse('The document number is taken');
  if (content !== undefined || before.contentHash !== row.contentHash) refuse('What a document says is never changed');
  const { number: _, ...columns } = row;
  await queries.update(supervisionDocument).set(columns).where(isDocument);
}
