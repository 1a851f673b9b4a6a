import type { FindingBook } from '../../../schema/oversight/book.js';
import type { OpenFinding } from '../../../schema/oversight/finding.js';
import type { RuleProgress, RunRecord, WholeReason } from '../../../schema/oversight/run.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { pageRows } from '../changes/asked-record.js';
import type { Silent } from '../changes/noting.js';
import { canProbe, type Probed } from '../changes/probing.js';
import type { ChangesOf, RunChanges, RunChangesParts } from '../changes/run-changes.js';
import type { PageParts } from '../walk/page.js';
import { changedSince } from '../ways/narrowed.js';
import { type Groups, groupsTouched } from './groups.js';
import { type Pairs, type Slice, slicesOf, type Wanted } from './slices.js';

/** What of a rule's list a run looks at. */
export type Scope = Whole | Slices | Groups;

export interface Whole {
  readonly kind: 'WHOLE';
  /** Why an incremental run does; null in a full one. */
  readonly why: WholeReason | null;
  /** Records that the list had when it was last walked from end to end; null where it never was. */
  readonly expected: number | null;
}

/** Records that changed, that hang together with what changed, and that findings are open of. */
export interface Slices {
  readonly kind: 'SLICES';
  readonly slices: readonly Slice[];
  /** Open findings, some of which slices await. */
  readonly open: readonly OpenFinding[];
  /** Who did not say what changed. */
  readonly silent: readonly Silent[];
}

export interface ScopeParts extends RunChangesParts, PageParts {
  readonly book: FindingBook;
  readonly changesOf: ChangesOf;
  /** Rows that take as long as one more question does; absent: as many as usual. */
  readonly rowsAQuestion?: number;
}

export interface Scoping {
  readonly run: RunRecord;
  readonly rule: CompiledRule;
  readonly before: RuleProgress | undefined;
  readonly signal: AbortSignal;
}

/** Says what a run looks at of a rule's list. Rejects as the hub and the book do. */
export async function scopeOf(parts: ScopeParts, { run, rule, before, signal }: Scoping): Promise<Scope> {
  const { id, version } = rule.facts;
  const { rowsAQuestion = usualRowsAQuestion } = parts;
  const last = await parts.book.lastWalk(id, run.division);
  const expected = last?.records ?? null;
  const whole = (why: WholeReason | null): Whole => ({ kind: 'WHOLE', why, expected });
  const { since } = run;
  if (since === null) return whole(null);
  // What was found out once holds until the rule ends: the place that it reached is one in the whole list.
  if (before?.version === version && before.whole !== null) return whole(before.whole);
  // One question for all of it costs no more than the first one about what changed.
  if (expected !== null && expected <= rowsAQuestion) return whole('SHORT');
  const opened = parts.changesOf(parts, { ...run, since });
  const found = await rowsChanged(opened, rule, signal);
  if (found.lost !== null) return whole(found.lost);
  const open = await parts.book.openFindings(id, run.division);
  if (rule.groups !== null) {
    // A record that may be of any group is of those that changes touch, too, whether or not it changed itself.
    if (last?.indeterminate.some(({ reason }) => reason !== 'NO_VALUE')) return whole('GROUPS');
    const groups = await groupsTouched(parts, {
      ...{ rule, open, signal, wanted: found, silent: found.silent, sight: opened.sight, most: mostOf(expected) },
      ...{ today: run.today, division: run.division, since, changed: found.records },
    });
    return typeof groups === 'string' ? whole(groups) : groups;
  }
  const own = found.records === 0 || found.isLed ? [] : [{ ...changedSince(rule.document, since), awaited: [] }];
  const slices = [...own, ...slicesOf(rule, found, open, opened.sight)];
  const asked = new Set(slices.flatMap(({ awaited }) => awaited));
  if (open.some(({ fingerprint }) => !asked.has(fingerprint))) return whole('NO_WAY');
  const changed = Math.min(found.records, expected ?? found.records);
  const isDearer =
    costOf(slices.length, changed, rule, rowsAQuestion) > costOf(1, expected ?? mostUnknown, rule, rowsAQuestion);
  return isDearer ? whole('TOO_MANY') : { kind: 'SLICES', slices, open, silent: found.silent };
}

/** Of a larger part of a list's groups than this, all of them cost less: who else is in one is asked for first. */
const mostShare = 0.5;
const mostUnknown = 20_000;

const mostOf = (expected: number | null): number =>
  expected === null ? mostUnknown : Math.max(pageRows, expected * mostShare);

/**
 * Rows that take as long as one more question does: planned and compiled for the first time, it takes 40 ms of CPU, and a row 0.2 to
 * 2 ms. Of five hundred values that are asked for at once most may be of no row: what they are led to tells the number of questions,
 * and never that of rows.
 */
const usualRowsAQuestion = 100;

/** What rows cost in so many questions and the pages after each one's first, in rows. */
const costOf = (questions: number, rows: number, { pageSize }: CompiledRule, rowsAQuestion: number): number =>
  (questions + Math.floor(rows / pageSize)) * rowsAQuestion + rows;

interface RowsChanged extends Wanted {
  readonly lost: WholeReason | null;
  /** Records of the list that changed themselves. */
  readonly records: number;
  /** Whether they are among what is asked for by values. */
  readonly isLed: boolean;
  readonly silent: readonly Silent[];
}

async function rowsChanged(
  { changes, sight, leadsOf, ownRowsOf, probe }: RunChanges,
  rule: CompiledRule,
  signal: AbortSignal,
): Promise<RowsChanged> {
  const values = new Map<string, Set<string>>();
  const pairs: Pairs[] = [];
  const { leads, probed, lost } = leadsOf(rule);
  const stopped = (why: WholeReason) => ({ lost: why, records: 0, isLed: false, values, pairs, silent: [] });
  if (lost.length > 0) return stopped('NO_WAY');
  const own = await changes.countIn(rule.list, signal);
  if (own.lost !== null) return stopped(own.lost);
  const silent = [...own.silent];
  const add = (field: string, { values: found, silent: of }: Pick<Probed, 'values' | 'silent'>) => {
    silent.push(...of);
    values.set(field, new Set([...(values.get(field) ?? []), ...found]));
  };
  const asked = [...probed];
  for (const { lead, ways } of leads) {
    const told = await changes.valuesOf(lead, signal);
    if (told.lost === 'NO_CHANGES' && ways.every(canProbe)) {
      asked.push(...ways);
      continue;
    }
    if (told.lost !== null) return stopped(told.lost);
    add(lead.field, told);
    if (lead.beside !== undefined) addPairs(pairs, { field: lead.field, beside: lead.beside, of: told.beside });
  }
  if (asked.length > 0) {
    const [field] = sight.handles(sight.typeOf(rule.list));
    const told = field === undefined ? null : await probe({ rule, ways: asked, field }, signal);
    if (field === undefined || told === null || told.lost !== null) return stopped(told?.lost ?? 'NO_WAY');
    add(field, told);
  }
  const rows = own.records === 0 ? null : ownRowsOf(rule);
  const told = rows === null ? null : await changes.valuesOf(rows.lead, signal);
  const isLed = rows !== null && told !== null && told.lost === null;
  if (isLed) {
    add(rows.lead.field, told);
    if (rows.pair !== null) addPairs(pairs, { field: rows.lead.field, beside: rows.pair, of: told.beside });
  }
  return { lost: null, records: own.records, isLed, values, pairs, silent };
}

/** Rows that are asked for alike are asked for together. */
function addPairs(to: Pairs[], { field, beside, of }: Pairs): void {
  const at = to.findIndex((each) => each.field === field && each.beside === beside);
  const known = to[at]?.of ?? new Map<string, ReadonlySet<string>>();
  const both = [...of].map(([value, more]) => [value, new Set([...(known.get(value) ?? []), ...more])] as const);
  to.splice(at < 0 ? to.length : at, 1, { field, beside, of: new Map([...known, ...both]) });
}
