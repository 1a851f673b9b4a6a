import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { FindingBook } from '../../schema/oversight/book.js';
import type { Evidence, FindingRecord, OpenFinding } from '../../schema/oversight/finding.js';
import { readBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import { listsOf } from './bulk.js';
import { eventOf, evidenceOf, type FindingRow, findingOf, openOf } from './finding-rows.js';
import { isUnseen, openWithin } from './withdrawal.js';

type Reading = Pick<FindingBook, 'openFindings' | 'unseenFindings' | 'finding' | 'findingsOf' | 'events'>;

/** The half of the book of findings that reads. */
export function createFindingReading(engine: Engine): Reading {
  const { finding, findingEvent, ruleRun } = engine.tables;
  return {
    unseenFindings: (run, rule) =>
      readBook('Unseen findings', async () => {
        const isRule = and(eq(ruleRun.run, run), eq(ruleRun.rule, rule));
        const [of] = await engine.queries.select().from(ruleRun).where(isRule);
        if (of === undefined) return [];
        return readOpen(engine, isUnseen(engine, of));
      }),
    openFindings: (rule, division) =>
      readBook('Open findings', () => readOpen(engine, openWithin(finding, rule, division))),
    finding: (id) => readBook('A finding', () => readFinding(engine, engine.queries, id)),
    findingsOf: (matter) =>
      readBook('Findings', async () => {
        const rows = await engine.queries
          .select()
          .from(finding)
          .where(eq(finding.matter, matter))
          .orderBy(asc(finding.foundAt), asc(finding.id));
        return withEvidence(engine, engine.queries, rows);
      }),
    events: (id) =>
      readBook('What befell a finding', async () => {
        const rows = await engine.queries
          .select()
          .from(findingEvent)
          .where(eq(findingEvent.finding, id))
          .orderBy(asc(findingEvent.position));
        return rows.map(eventOf);
      }),
  };
}

async function readOpen(
  { tables: { finding }, queries }: Engine,
  which: SQL | undefined,
): Promise<readonly OpenFinding[]> {
  const { id, files, knownBy, seenAt } = finding;
  const rows = await queries.select({ id, files, knownBy, seenAt }).from(finding).where(which).orderBy(asc(id));
  return rows.map(openOf);
}

export async function readFinding(engine: Engine, queries: Queries, id: string): Promise<FindingRecord | null> {
  const { finding } = engine.tables;
  const rows = await queries.select().from(finding).where(eq(finding.id, id));
  // MySQL disregards spaces at the end of what it compares.
  const [found] = await withEvidence(
    engine,
    queries,
    rows.filter((row) => row.id === id),
  );
  return found ?? null;
}

async function withEvidence(
  engine: Engine,
  queries: Queries,
  rows: readonly FindingRow[],
): Promise<readonly FindingRecord[]> {
  const ids = rows.map(({ id }) => id);
  const evidence = await readEvidence(engine, queries, ids);
  return rows.map((row) => findingOf(row, evidence.get(row.id) ?? []));
}

/** What findings stand on now, in order. */
export async function readEvidence(
  { tables: { findingEvidence } }: Engine,
  queries: Queries,
  findings: readonly string[],
): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const read = new Map<string, Evidence[]>();
  for (const some of listsOf(findings)) {
    const rows = await queries
      .select()
      .from(findingEvidence)
      .where(inArray(findingEvidence.finding, some))
      .orderBy(asc(findingEvidence.finding), asc(findingEvidence.position));
    for (const row of rows) read.set(row.finding, [...(read.get(row.finding) ?? []), evidenceOf(row)]);
  }
  return read;
}
