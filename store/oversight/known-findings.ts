import { inArray } from 'drizzle-orm';
import { listsOf } from './bulk.js';
import type { Change } from './change.js';
import type { FindingRow, Told } from './finding-rows.js';

/** A finding that a run found again. */
export interface Known {
  readonly row: FindingRow;
  readonly isInOpenMatter: boolean;
  /** Its matter was closed because the correction was verified at the source. */
  readonly isVerified: boolean;
}

/**
 * What a finding that is found again comes to: `MOVED` is the same one of another agency, division or sealing.
 */
export type Standing = 'RETURNED' | 'CHANGED' | 'MOVED' | 'SEEN';

/** The findings that are in the book already, marked as seen by the run and locked by that until the commit. */
export async function knownFindings(
  { engine, queries }: Change,
  ids: readonly string[],
  { run, at }: { readonly run: string; readonly at: string },
): Promise<ReadonlyMap<string, Known>> {
  const { finding, supervisionMatter } = engine.tables;
  const rows: FindingRow[] = [];
  for (const some of listsOf(ids)) {
    const isAmong = inArray(finding.id, some);
    await queries.update(finding).set({ seenAt: at, seenRun: run }).where(isAmong);
    rows.push(...(await queries.select().from(finding).where(isAmong)));
  }
  const matters = new Map<string, { readonly state: string; readonly closedAt: string | null }>();
  const { number, state, closedAt } = supervisionMatter;
  for (const some of listsOf([...new Set(rows.flatMap(({ matter }) => matter ?? []))])) {
    const found = await queries
      .select({ number, state, closedAt })
      .from(supervisionMatter)
      .where(inArray(number, some));
    for (const { number: of, ...stands } of found) matters.set(of, stands);
  }
  return new Map(
    rows.map((row) => {
      const matter = row.matter === null ? undefined : matters.get(row.matter);
      const known: Known = {
        row,
        isInOpenMatter: matter !== undefined && matter.closedAt === null,
        isVerified: matter?.state === 'VERIFIED_CLOSED',
      };
      return [row.id, known];
    }),
  );
}

/** Whose it is, what it is asked for by, or whether it is sealed, is not what it was. */
export const isMoved = (row: FindingRow, told: Told): boolean =>
  (['line', 'agencyCode', 'divisionCode', 'sealed', 'knownBy'] as const).some((column) => row[column] !== told[column]);

/**
 * What is withdrawn, or was verified as corrected, has returned. What an officer has judged or closed otherwise stays so while
 * sources say the same, and returns when they say something else: every run finds it again, and nobody wants it back each time.
 */
export function standingOf(known: Known, told: Told): Standing {
  const { row, isInOpenMatter, isVerified } = known;
  const isChanged = row.digest !== told.digest;
  const isSettled = row.status !== 'NEW' && !isInOpenMatter;
  if (row.status === 'WITHDRAWN') return 'RETURNED';
  if (isSettled && (isChanged || isVerified)) return 'RETURNED';
  if (isChanged) return 'CHANGED';
  return isMoved(row, told) ? 'MOVED' : 'SEEN';
}
