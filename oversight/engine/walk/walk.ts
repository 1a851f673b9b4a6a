import { PlumblineError } from '../../../schema/errors.js';
import type { FindingBook, PageReceipt } from '../../../schema/oversight/book.js';
import type { OversightAnswer, OversightClient } from '../../../schema/oversight/desk.js';
import type { OpenFinding } from '../../../schema/oversight/finding.js';
import type { PageOutcome, RuleProgress } from '../../../schema/oversight/run.js';
import { everyGroup, type Groups } from '../scope/groups.js';
import type { Scope, Slices, Whole } from '../scope/scope.js';
import type { Slice } from '../scope/slices.js';
import { type Asking, stillStanding } from './left-behind.js';
import { askPage, type PageQuestion } from './page.js';
import { newOutcome, note, type Outcome, ofPart, progressOf, type Seen, type Standing, sizeOf } from './standing.js';
import { createTally } from './tally.js';

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

export interface Walk extends Asking {
  readonly run: string;
  /** Says what of the list is looked at; asked once. */
  readonly scope: () => Promise<Scope>;
  /** Where a run that was cut off had come to. */
  readonly from: RuleProgress | null;
  /** Codes of failures after which the rule is walked on by whoever is told of them: the walk rejects, and is not ended. */
  readonly triedAgain?: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * Walks a rule over its list, page by page: each page's findings are written with the place that was reached, so that whoever goes on
 * after a crash repeats nothing and loses nothing. A grouping rule decides at the end, and begins again when it is cut off.
 * What happens to one rule its progress says: `FAILED` with the code. Rejects when the signal aborts, which the book is not told of:
 * what is stopped is gone on with like what crashed; and with `STORE_UNAVAILABLE`.
 */
export async function walkRule(parts: WalkParts, walk: Walk): Promise<RuleProgress> {
  let standing = standingOf(parts, walk, null);
  try {
    const scope = await walk.scope();
    standing = standingOf(parts, walk, scope);
    if (scope.kind === 'SLICES') await walkSlices(parts, walk, standing, scope);
    else if (walk.rule.groups === null) await walkRows(parts, walk, standing);
    else await walkGroups(parts, walk, standing, scope);
    if (withdrawsUnseen(standing)) await leaveBehind(parts, walk, standing);
    return await end(parts, walk, standing, { state: 'DONE', failure: null });
  } catch (error) {
    walk.signal.throwIfAborted();
    const failure = error instanceof PlumblineError ? error.code : 'INTERNAL';
    // A store that does not answer cannot write down that it did not.
    if (failure === 'STORE_UNAVAILABLE' || walk.triedAgain?.has(failure)) throw error;
    // The place was one in another list: the schema or the order has changed since.
    if (failure === 'CURSOR_INVALID' && walk.from !== null) return walkRule(parts, { ...walk, from: null });
    return end(parts, walk, standing, { state: 'FAILED', failure });
  }
}

function standingOf({ clock }: WalkParts, { rule, from }: Walk, scope: Scope | null): Standing {
  const goesOn = from !== null && rule.groups === null && scope?.kind === 'WHOLE';
  return {
    scope,
    cursor: goesOn ? from.cursor : null,
    records: goesOn ? from.records : 0,
    hits: goesOn ? from.hits : 0,
    guarded: goesOn ? from.guarded : 0,
    tally: createTally(goesOn ? from.indeterminate : []),
    // What the pages before the place left open is not known any more, only that they did.
    isWhole: !goesOn || from.indeterminate.length === 0,
    startedAt: from?.startedAt ?? clock().toISOString(),
  };
}

async function walkRows(parts: WalkParts, walk: Walk, standing: Standing): Promise<void> {
  const { rule, today } = walk;
  for (;;) {
    const asked = await nextPage(parts, walk, standing);
    if (asked === null) return;
    const { answer, rows, next } = asked;
    const outcome = newOutcome();
    for (const row of rows) note(outcome, standing, rule.decide(row, { today }), answer, () => rule.knownBy(row));
    standing.records += rows.length;
    standing.cursor = next;
    await write(parts, walk, standing, outcome);
    if (next === null) return;
  }
}

/** What changed is little: whoever is cut off begins again, so what it comes to is written when it is much, and at the end. */
async function walkSlices(parts: WalkParts, walk: Walk, standing: Standing, scope: Slices): Promise<void> {
  const { slices, silent, open } = scope;
  noteSilent(standing, silent);
  const seen: Seen = { outcome: newOutcome(), standing: new Set(), gone: new Set() };
  for (const slice of slices) await walkSlice(parts, walk, standing, slice, seen);
  // A record may be in several, by values that it had and has.
  const gone = open.filter(({ fingerprint }) => seen.gone.has(fingerprint) && !seen.standing.has(fingerprint));
  await takeGone(walk, seen.outcome, gone);
  if (sizeOf(seen.outcome) > 0) await write(parts, walk, standing, seen.outcome);
}

async function walkSlice(parts: WalkParts, walk: Walk, standing: Standing, slice: Slice, seen: Seen): Promise<void> {
  const { rule, today } = walk;
  const gone = new Set(slice.awaited);
  let isWhole = true;
  for (let after: string | null = null; ; ) {
    const asked = await askFor(parts, walk, standing, { ...slice, after });
    if (asked === null) return;
    const { answer, rows, next } = asked;
    isWhole &&= asked.isWhole;
    for (const row of rows) {
      const decision = rule.decide(row, { today });
      const fingerprint = note(seen.outcome, standing, decision, answer, () => rule.knownBy(row));
      const isOpen = decision.kind === 'INDETERMINATE';
      if (fingerprint !== null) gone.delete(fingerprint);
      else if (isOpen) isWhole = false;
      if (fingerprint !== null && (isOpen || decision.kind === 'HIT')) seen.standing.add(fingerprint);
    }
    standing.records += rows.length;
    if (sizeOf(seen.outcome) >= outcomesAtOnce) {
      await write(parts, walk, standing, seen.outcome);
      seen.outcome = newOutcome();
    }
    if (next === null) break;
    after = next;
  }
  for (const fingerprint of isWhole ? gone : []) seen.gone.add(fingerprint);
}

/** As many as are written at once where they are not written page by page. */
const outcomesAtOnce = 500;

async function walkGroups(parts: WalkParts, walk: Walk, standing: Standing, scope: Whole | Groups): Promise<void> {
  const { rule, today } = walk;
  const { keys, slices, alone, open, silent } = scope.kind === 'GROUPS' ? scope : everyGroup;
  const grouping = rule.groups?.start({ today }, keys);
  if (grouping === undefined) return;
  noteSilent(standing, silent);
  for (const row of alone) grouping.add(row);
  standing.records += alone.length;
  const silenced = new Map<string, Source>();
  for (const slice of slices) {
    do {
      const asked = await askFor(parts, walk, standing, { ...slice, after: standing.cursor });
      // Who belongs to a group is not known when a page of the list is missing.
      if (asked === null) return;
      const { answer, rows, next } = asked;
      for (const source of answer.sources) if (source.status !== 'OK') silenced.set(JSON.stringify(source), source);
      for (const row of rows) grouping.add(row);
      standing.records += rows.length;
      standing.cursor = next;
      // How far it has come is to be seen; whoever goes on begins again.
      if (keys === undefined && next !== null) await write(parts, walk, standing, newOutcome());
    } while (standing.cursor !== null);
  }
  const isPartial = !standing.isWhole;
  const blamed = { sources: [...silenced.values()] };
  const left = new Map(open.map((finding) => [finding.fingerprint, finding]));
  let outcome = newOutcome();
  for (const decision of grouping.decideAll()) {
    const fingerprint = note(outcome, standing, isPartial ? ofPart(decision, rule.list) : decision, blamed);
    if (fingerprint !== null) left.delete(fingerprint);
    if (sizeOf(outcome) < outcomesAtOnce) continue;
    await write(parts, walk, standing, outcome);
    outcome = newOutcome();
  }
  if (standing.isWhole) await takeGone(walk, outcome, [...left.values()]);
  await write(parts, walk, standing, outcome);
}

type Source = OversightAnswer['sources'][number];

function noteSilent({ tally }: Standing, silent: Slices['silent']): void {
  for (const { adapter, coordinate } of silent) tally.add('UNAVAILABLE', adapter, coordinate, 0);
}

/** Takes findings that were not found again: no longer so, or left behind by the days alone. */
async function takeGone(walk: Walk, { cleared, undecided }: Outcome, gone: readonly OpenFinding[]): Promise<void> {
  const stand = await stillStanding(walk, gone);
  for (const { fingerprint } of gone)
    if (stand.has(fingerprint)) undecided.push(asItWas(fingerprint));
    else cleared.push(fingerprint);
}

/** Marks what the days alone have left behind, so that the end of the rule does not miss it. */
async function leaveBehind(parts: WalkParts, walk: Walk, standing: Standing): Promise<void> {
  const stand = await stillStanding(walk, await parts.book.unseenFindings(walk.run, walk.rule.facts.id));
  if (stand.size > 0) await write(parts, walk, standing, { ...newOutcome(), undecided: [...stand].map(asItWas) });
}

const asItWas = (fingerprint: string) => ({ fingerprint, knownBy: {} });

const withdrawsUnseen = ({ isWhole, scope }: Standing): boolean => isWhole && scope?.kind === 'WHOLE';

/** The next page of the whole list. */
const nextPage = (parts: WalkParts, walk: Walk, standing: Standing) =>
  askFor(parts, walk, standing, { variables: {}, after: standing.cursor });

type Asked = Pick<PageQuestion, 'document' | 'variables' | 'after'>;

/** Null where the list could not be read: nothing is known of its records. */
async function askFor(parts: WalkParts, { rule, today, division, signal }: Walk, standing: Standing, asking: Asked) {
  const variables = { ...rule.variables({ today, division }), ...asking.variables };
  const asked = await askPage(parts, { rule, ...asking, variables, signal });
  const { answer, page, why, silent } = asked;
  const coordinate = `Query.${rule.list}`;
  const blamed = silent.length > 0 ? silent : page === null ? [null] : [];
  for (const adapter of blamed)
    standing.tally.add(why ?? 'UNAVAILABLE', why === 'DENIED' ? null : adapter, coordinate, 0);
  const isWhole = blamed.length === 0;
  if (!isWhole) standing.isWhole = false;
  return page === null ? null : { answer, isWhole, ...page };
}

async function write(parts: WalkParts, walk: Walk, standing: Standing, outcome: Outcome): Promise<void> {
  const at = parts.clock().toISOString();
  const progress = progressOf(walk.rule, standing, { state: 'RUNNING', failure: null, endedAt: null });
  const receipt = await parts.book.recordPage({ run: walk.run, progress, ...outcome, at });
  parts.onPage?.(progress, receipt, outcome);
}

async function end(
  parts: WalkParts,
  walk: Walk,
  standing: Standing,
  { state, failure }: Pick<RuleProgress, 'state' | 'failure'>,
): Promise<RuleProgress> {
  const at = parts.clock().toISOString();
  const progress = progressOf(walk.rule, standing, { state, failure, endedAt: at });
  await parts.book.endRule(walk.run, progress, {
    withdrawUnseen: state === 'DONE' && withdrawsUnseen(standing),
    at,
  });
  return progress;
}
