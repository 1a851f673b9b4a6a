import type { FindingBook } from '../../schema/oversight/book.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { RuleProgress, RunRecord, WholeReason } from '../../schema/oversight/run.js';
import type { CompiledRule } from '../rules/rule-book.js';
import { batchesOf } from './changes.js';
import { pageRows } from './changes-question.js';
import type { Silent } from './gathering.js';
import { filterType, handlesOf, valuesTold } from './narrow.js';
import { changedSince, comparing, type Narrowed } from './narrowed.js';
import type { ChangesOf, RunChanges, RunChangesParts } from './run-changes.js';

/** What of a rule's list a run looks at. */
export type Scope = Whole | Slices;

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
  /** Who did not say what changed. */
  readonly silent: readonly Silent[];
}

export interface Slice extends Narrowed {
  /** Fingerprints of open findings of its records: one that is not found among them is no longer so. */
  readonly awaited: readonly string[];
}

export interface ScopeParts extends RunChangesParts {
  readonly book: FindingBook;
  readonly changesOf: ChangesOf;
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
  const expected = await parts.book.lastCount(id, run.division);
  const whole = (why: WholeReason | null): Whole => ({ kind: 'WHOLE', why, expected });
  const { since } = run;
  if (since === null) return whole(null);
  // What was found out once holds until the rule ends: the place that it reached is one in the whole list.
  if (before?.version === version && before.whole !== null) return whole(before.whole);
  const opened = parts.changesOf(parts, { ...run, since });
  const found = await rowsChanged(opened, rule, signal);
  if (found.lost !== null) return whole(found.lost);
  const changed = found.records + [...found.values.values()].reduce((sum, { size }) => sum + size, 0);
  if (changed > mostOf(expected)) return whole('TOO_MANY');
  if (rule.groups !== null) return changed > 0 ? whole('GROUPS') : slicesOf([], found.silent);
  const open = await parts.book.openFindings(id, run.division);
  const own = found.records === 0 ? [] : [{ ...changedSince(rule.document, since), awaited: [] }];
  return slicesOf(
    [...own, ...relatedSlices(rule, found.values, opened), ...openSlices(rule, open, opened)],
    found.silent,
  );
}

const slicesOf = (slices: readonly Slice[], silent: readonly Silent[]): Slices => ({ kind: 'SLICES', slices, silent });

/** Of a larger part of a list than this, single looks cost more than all of it. */
const mostShare = 0.2;
const mostUnknown = 20_000;

const mostOf = (expected: number | null): number =>
  expected === null ? mostUnknown : Math.max(pageRows, expected * mostShare);

interface RowsChanged {
  readonly lost: WholeReason | null;
  /** Records of the list that changed themselves. */
  readonly records: number;
  /** Those that hang together with what changed: values of fields that the list can be filtered by. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly silent: readonly Silent[];
}

async function rowsChanged(
  { changes, leadsOf }: RunChanges,
  rule: CompiledRule,
  signal: AbortSignal,
): Promise<RowsChanged> {
  const values = new Map<string, Set<string>>();
  const { leads, lost } = leadsOf(rule);
  if (lost.length > 0) return { lost: 'NO_WAY', records: 0, values, silent: [] };
  const own = await changes.countIn(rule.list, signal);
  if (own.lost !== null) return { ...own, values };
  const silent = [...own.silent];
  for (const lead of leads) {
    const told = await changes.valuesOf(lead, signal);
    if (told.lost !== null) return { lost: told.lost, records: 0, values, silent };
    silent.push(...told.silent);
    const known = values.get(lead.field) ?? new Set();
    for (const value of told.values) known.add(value);
    values.set(lead.field, known);
  }
  return { lost: null, records: own.records, values, silent };
}

function relatedSlices(rule: CompiledRule, values: RowsChanged['values'], opened: RunChanges): readonly Slice[] {
  return [...values].flatMap(([field, of]) => batchesOf(of).flatMap((some) => sliceBy(rule, field, some, opened, [])));
}

/**
 * Records that findings are open of, asked for by what the finding tells of them. What was corrected may have left the list, or be
 * gone from the source: it is among no changes.
 */
function openSlices(rule: CompiledRule, open: readonly FindingRecord[], opened: RunChanges): readonly Slice[] {
  const { ground, typeOf, canAsk } = opened.sight;
  const handles = handlesOf(rule, ground).filter(({ field }) => canAsk(typeOf(rule.list), field));
  const fields = new Map<string, Map<string, string[]>>();
  for (const finding of open) {
    const told = valuesTold(rule, finding);
    const handle = handles.find(({ expression }) => told.has(expression));
    if (handle === undefined) continue;
    const value = told.get(handle.expression) ?? '';
    const values = fields.get(handle.field) ?? new Map<string, string[]>();
    values.set(value, [...(values.get(value) ?? []), finding.fingerprint]);
    fields.set(handle.field, values);
  }
  return [...fields].flatMap(([field, values]) =>
    batchesOf(values.keys()).flatMap((some) =>
      sliceBy(
        rule,
        field,
        some,
        opened,
        some.flatMap((value) => values.get(value) ?? []),
      ),
    ),
  );
}

function sliceBy(
  { document, list }: CompiledRule,
  field: string,
  value: readonly string[],
  { sight }: RunChanges,
  awaited: readonly string[],
): readonly Slice[] {
  const type = filterType(list, field, 'in', sight.ground);
  return type === null ? [] : [{ ...comparing(document, { field, op: 'in', type, value }), awaited }];
}
