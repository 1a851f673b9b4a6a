import { PlumblineError } from '../../schema/errors.js';
import type { FindingBook, PageReceipt } from '../../schema/oversight/book.js';
import type { OversightAnswer, OversightClient } from '../../schema/oversight/desk.js';
import type { Hit } from '../../schema/oversight/finding.js';
import type { PageOutcome, RuleProgress } from '../../schema/oversight/run.js';
import type { CompiledRule, Decision } from '../rules/rule-book.js';
import { silentAdapters, silentOfList } from './silence.js';
import { createTally, type Tally } from './tally.js';

export interface WalkParts {
  readonly client: OversightClient;
  readonly book: FindingBook;
  readonly clock: () => Date;
  /** Told after each page that is written. */
  readonly onPage?: (
    progress: RuleProgress,
    receipt: PageReceipt,
    outcome: Pick<PageOutcome, 'hits' | 'cleared'>,
  ) => void;
}

export interface Walk {
  readonly run: string;
  readonly rule: CompiledRule;
  /** What conditions call `today`, ISO 8601. */
  readonly today: string;
  readonly division: string;
  /** Where a run that was cut off had come to. */
  readonly from: RuleProgress | null;
  readonly signal: AbortSignal;
}

/** A walk under way: its counts, and where it stands. */
interface Standing {
  cursor: string | null;
  records: number;
  hits: number;
  guarded: number;
  readonly tally: Tally;
  readonly startedAt: string;
}

/**
 * Walks a rule over its list, page by page: each page's findings are written with the place that was reached, so that whoever goes on
 * after a crash repeats nothing and loses nothing. A grouping rule decides at the end, and begins again when it is cut off.
 * Never rejects for what happens to one rule: its progress says `FAILED` with the code.
 */
export async function walkRule(parts: WalkParts, walk: Walk): Promise<RuleProgress> {
  const standing = standingOf(parts, walk);
  try {
    const isWhole =
      walk.rule.groups === null ? await walkRows(parts, walk, standing) : await walkGroups(parts, walk, standing);
    return await end(parts, walk, standing, { state: 'DONE', failure: null, isWhole });
  } catch (error) {
    if (walk.signal.aborted) return end(parts, walk, standing, { state: 'STOPPED', failure: null, isWhole: false });
    const failure = error instanceof PlumblineError ? error.code : 'INTERNAL';
    // A store that does not answer cannot write down that it did not.
    if (failure === 'STORE_UNAVAILABLE') throw error;
    return end(parts, walk, standing, { state: 'FAILED', failure, isWhole: false });
  }
}

function standingOf({ clock }: WalkParts, { rule, from }: Walk): Standing {
  const goesOn = from !== null && rule.groups === null;
  return {
    cursor: goesOn ? from.cursor : null,
    records: goesOn ? from.records : 0,
    hits: goesOn ? from.hits : 0,
    guarded: goesOn ? from.guarded : 0,
    tally: createTally(goesOn ? from.indeterminate : []),
    startedAt: from?.startedAt ?? clock().toISOString(),
  };
}

async function walkRows(parts: WalkParts, walk: Walk, standing: Standing): Promise<boolean> {
  const { rule, today } = walk;
  for (;;) {
    const asked = await askPage(parts, walk, standing);
    if (asked === null) return false;
    const { answer, rows, next } = asked;
    const outcome = newOutcome();
    for (const row of rows) note(outcome, standing, rule.decide(row, { today }), answer);
    standing.records += rows.length;
    standing.cursor = next;
    await write(parts, walk, standing, outcome);
    if (next === null) return standing.tally.isEmpty;
  }
}

/** Groups are decided in batches once every row is in. */
const groupsAPage = 500;

async function walkGroups(parts: WalkParts, walk: Walk, standing: Standing): Promise<boolean> {
  const { rule, today } = walk;
  const grouping = rule.groups?.start({ today });
  if (grouping === undefined) return false;
  let last: OversightAnswer | null = null;
  for (;;) {
    const asked = await askPage(parts, walk, standing);
    // Who belongs to a group is not known when a page of the list is missing.
    if (asked === null) return false;
    const { answer, rows, next } = asked;
    last = answer;
    for (const row of rows) grouping.add(row);
    standing.records += rows.length;
    standing.cursor = next;
    if (next === null) break;
  }
  const isPartial = !standing.tally.isEmpty;
  let outcome = newOutcome();
  for (const decision of grouping.decideAll()) {
    // A group of a list that is not whole may be larger than it looks, never smaller: what is found stands, what is not does not.
    if (decision.kind !== 'CLEAR' || !isPartial) note(outcome, standing, decision, last);
    if (outcome.hits.length + outcome.cleared.length < groupsAPage) continue;
    await write(parts, walk, standing, outcome);
    outcome = newOutcome();
  }
  await write(parts, walk, standing, outcome);
  return standing.tally.isEmpty;
}

async function askPage(parts: WalkParts, walk: Walk, standing: Standing) {
  const { rule, today, division, signal } = walk;
  signal.throwIfAborted();
  const answer = await parts.client.ask({
    document: rule.document,
    variables: { ...rule.variables({ today, division }), first: rule.pageSize, after: standing.cursor },
    signal,
  });
  const coordinate = `Query.${rule.list}`;
  const page = rule.page(answer, parts.clock().toISOString());
  const silent = silentOfList(answer, rule.list);
  if (page === null) {
    const denied = answer.errors.some(({ code }) => code === 'FIELD_DENIED' || code === 'PURPOSE_REQUIRED');
    if (denied) standing.tally.add('DENIED', null, coordinate, 0);
    for (const adapter of silent.length > 0 ? silent : [null])
      if (!denied) standing.tally.add('UNAVAILABLE', adapter, coordinate, 0);
    return null;
  }
  for (const adapter of silent) standing.tally.add('UNAVAILABLE', adapter, coordinate, 0);
  return { answer, ...page };
}

interface Outcome {
  readonly hits: Hit[];
  readonly cleared: string[];
}

const newOutcome = (): Outcome => ({ hits: [], cleared: [] });

function note(
  { hits, cleared }: Outcome,
  standing: Standing,
  decision: Decision,
  answer: OversightAnswer | null,
): void {
  switch (decision.kind) {
    case 'HIT':
      standing.hits += 1;
      hits.push(decision.hit);
      return;
    case 'GUARDED':
      standing.guarded += 1;
      if (decision.fingerprint !== null) cleared.push(decision.fingerprint);
      return;
    case 'CLEAR':
      if (decision.fingerprint !== null) cleared.push(decision.fingerprint);
      return;
    case 'INDETERMINATE': {
      const { reason, coordinate } = decision;
      const blamed = answer === null || !isOfSource(reason) ? [] : silentAdapters(answer, coordinate);
      for (const adapter of blamed.length > 0 ? blamed : [null]) standing.tally.add(reason, adapter, coordinate, 1);
    }
  }
}

const isOfSource = (reason: string): boolean => reason === 'UNAVAILABLE' || reason === 'STALE';

async function write(parts: WalkParts, walk: Walk, standing: Standing, outcome: Outcome): Promise<void> {
  const at = parts.clock().toISOString();
  const progress = progressOf(walk, standing, { state: 'RUNNING', failure: null, endedAt: null });
  const receipt = await parts.book.recordPage({ run: walk.run, progress, ...outcome, at });
  parts.onPage?.(progress, receipt, outcome);
}

async function end(
  parts: WalkParts,
  walk: Walk,
  standing: Standing,
  { state, failure, isWhole }: Pick<RuleProgress, 'state' | 'failure'> & { readonly isWhole: boolean },
): Promise<RuleProgress> {
  const at = parts.clock().toISOString();
  const progress = progressOf(walk, standing, { state, failure, endedAt: at });
  await parts.book.endRule(walk.run, progress, { withdrawUnseen: state === 'DONE' && isWhole, at });
  return progress;
}

function progressOf(
  { rule }: Walk,
  { cursor, records, hits, guarded, tally, startedAt }: Standing,
  ending: Pick<RuleProgress, 'state' | 'failure' | 'endedAt'>,
): RuleProgress {
  const { id, version } = rule.facts;
  return {
    rule: id,
    version,
    cursor,
    records,
    expected: null,
    hits,
    guarded,
    indeterminate: tally.list(),
    startedAt,
    ...ending,
  };
}
