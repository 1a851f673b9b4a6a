import { hash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { PageReceipt } from '../../schema/oversight/book.js';
import type { Hit } from '../../schema/oversight/finding.js';
import type { PageOutcome, Undecided } from '../../schema/oversight/run.js';
import { insertAll, listsOf } from './bulk.js';
import { type Change, instant, refuse } from './change.js';
import { announce, type Befell } from './finding-events.js';
import { readEvidence } from './finding-reading.js';
import { type FindingRow, rowsOfEvidence, type Told, toldBy } from './finding-rows.js';
import { isMoved, type Known, knownFindings, type Standing, standingOf } from './known-findings.js';
import { lockRule, progressColumns } from './rule-progress.js';
import { sealMatter } from './sealing.js';
import { withdraw } from './withdrawal.js';

/** Writes a page of a rule: what is new, what changed, what came back, what is no longer so, and how far the rule has come. */
export async function recordPage(change: Change, outcome: PageOutcome): Promise<PageReceipt> {
  const { engine, queries } = change;
  const { run, progress } = outcome;
  const at = instant(outcome.at);
  const stored = await lockRule(change, run, progress.rule);
  const isOtherVersion = stored.version !== progress.version;
  if (stored.state === 'DONE' && !isOtherVersion) refuse(`The rule ${progress.rule} is done in this run`);
  const page = hash('sha256', JSON.stringify([progress.cursor, outcome.hits, outcome.cleared, outcome.undecided]));
  if (stored.page === page && stored.receipt !== null) return JSON.parse(stored.receipt) as PageReceipt;
  const hits = new Map(outcome.hits.map((hit) => [hit.fingerprint, hit]));
  const sorted = sort(hits, await knownFindings(change, [...hits.keys()], { run, at }));
  const befell = [
    ...(await add(change, sorted.fresh, { run, at })),
    ...(await renew(change, sorted.renewed, { run, at })),
    ...(await withdraw(
      change,
      outcome.cleared.filter((fingerprint) => !hits.has(fingerprint)),
      { run, at },
    )),
  ];
  await leaveOpen(
    change,
    (outcome.undecided ?? []).filter(({ fingerprint }) => !hits.has(fingerprint)),
    run,
  );
  const of = (kind: Befell['kind']) => befell.filter((each) => each.kind === kind).length;
  const receipt: PageReceipt = {
    found: of('FOUND'),
    changed: of('CHANGED'),
    seen: sorted.seen,
    returned: of('RETURNED'),
    withdrawn: of('WITHDRAWN'),
  };
  // A process that lags behind another one of the same run writes what it found, and does not take the other's place back.
  const isBehind = progress.records < stored.records && !isOtherVersion;
  await queries
    .update(engine.tables.ruleRun)
    .set({ ...(isBehind ? {} : progressColumns(progress, at)), page, receipt: JSON.stringify(receipt) })
    .where(eq(engine.tables.ruleRun.id, stored.id));
  await announce(change, befell);
  return receipt;
}

/**
 * Findings that could not be decided again were looked at all the same: the end of the rule does not miss them, and they are asked for
 * by what they are known by now.
 */
async function leaveOpen({ engine, queries }: Change, undecided: readonly Undecided[], run: string): Promise<void> {
  const { finding } = engine.tables;
  const read = new Map(undecided.map(({ fingerprint, knownBy }) => [fingerprint, knownBy]));
  for (const some of listsOf([...read.keys()])) {
    const isAmong = inArray(finding.id, some);
    await queries.update(finding).set({ seenRun: run }).where(isAmong);
    for (const { id, known } of await queries
      .select({ id: finding.id, known: finding.knownBy })
      .from(finding)
      .where(isAmong)) {
      const knownBy = JSON.stringify({ ...JSON.parse(known ?? '{}'), ...read.get(id) });
      if (knownBy !== known) await queries.update(finding).set({ knownBy }).where(eq(finding.id, id));
    }
  }
}

interface By {
  readonly run: string;
  readonly at: string;
}

interface Renewed {
  readonly hit: Hit;
  readonly told: Told;
  readonly known: Known;
  readonly standing: Exclude<Standing, 'SEEN'>;
}

function sort(hits: ReadonlyMap<string, Hit>, known: ReadonlyMap<string, Known>) {
  const fresh: { readonly hit: Hit; readonly told: Told }[] = [];
  const renewed: Renewed[] = [];
  let seen = 0;
  for (const hit of hits.values()) {
    const [told, before] = [toldBy(hit), known.get(hit.fingerprint)];
    if (before === undefined) {
      fresh.push({ hit, told });
      continue;
    }
    const standing = standingOf(before, told);
    if (standing !== 'SEEN') renewed.push({ hit, told, known: before, standing });
    if (standing === 'SEEN' || standing === 'MOVED') seen += 1;
  }
  return { fresh, renewed, seen };
}

async function add(
  change: Change,
  fresh: readonly { readonly hit: Hit; readonly told: Told }[],
  { run, at }: By,
): Promise<readonly Befell[]> {
  const { finding, findingEvidence } = change.engine.tables;
  const rows = fresh.map(
    ({ told }): FindingRow => ({
      ...told,
      status: 'NEW',
      verdict: null,
      foundAt: at,
      seenAt: at,
      withdrawnAt: null,
      returns: 0,
      matter: null,
      run,
      seenRun: run,
      events: 1,
    }),
  );
  await insertAll(change, finding, rows);
  await insertAll(
    change,
    findingEvidence,
    fresh.flatMap(({ hit }) => rowsOfEvidence(hit)),
  );
  return rows.map((row) => ({ row, kind: 'FOUND', at, run }));
}

/** Findings with other values, back again, or of another scope: what they said before is kept in the event. */
async function renew(change: Change, renewed: readonly Renewed[], { run, at }: By): Promise<readonly Befell[]> {
  const { queries, engine } = change;
  const { finding, findingEvidence, findingEvent } = engine.tables;
  const ids = renewed.map(({ told }) => told.id);
  const before = await readEvidence(engine, queries, ids);
  for (const some of listsOf(ids)) {
    await queries.delete(findingEvidence).where(inArray(findingEvidence.finding, some));
  }
  await insertAll(
    change,
    findingEvidence,
    renewed.flatMap(({ hit }) => rowsOfEvidence(hit)),
  );
  const befell: Befell[] = [];
  for (const { told, known, standing } of renewed) {
    const { id, line, agencyCode, divisionCode, sealed } = told;
    if (isMoved(known.row, told)) {
      const scope = { line, agencyCode, divisionCode, sealed };
      await queries.update(findingEvent).set(scope).where(eq(findingEvent.finding, id));
      if (sealed === 1 && known.row.matter !== null) await sealMatter(change, known.row.matter);
    }
    const isReturned = standing === 'RETURNED';
    const row: FindingRow = {
      ...known.row,
      ...told,
      ...(isReturned
        ? { status: known.isInOpenMatter ? 'IN_REVIEW' : 'NEW', withdrawnAt: null, returns: known.row.returns + 1 }
        : {}),
      events: known.row.events + (standing === 'MOVED' ? 0 : 1),
    };
    const { id: _, ...columns } = row;
    await queries.update(finding).set(columns).where(eq(finding.id, id));
    if (standing === 'MOVED') continue;
    const isChanged = known.row.digest !== told.digest;
    befell.push({ row, kind: standing, at, run, before: isChanged ? (before.get(id) ?? []) : null });
  }
  return befell;
}
