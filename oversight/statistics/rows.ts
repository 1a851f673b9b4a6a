import type { Asking } from './asking.js';
import type { Amount, Figure, Gap, RowKey, Rows } from './definition.js';
import { type FigureTold, isPart } from './figure.js';
import { protectParts, protectRate, rankOf } from './protect.js';
import type { Setting } from './setting.js';
import type { Told, ToldGroup } from './told.js';

export interface NamedKey {
  readonly name: string;
  readonly value: string | null;
  readonly label: string | null;
}

export interface ToldRow {
  readonly keys: readonly NamedKey[];
  readonly figure: FigureTold;
  readonly previousPeriod: FigureTold | null;
  readonly samePeriodLastYear: FigureTold | null;
  readonly rank: number | null;
  readonly completeness: number | null;
}

/** Where the answers of a breakdown stand. */
export interface RowsPlan {
  readonly figure: Figure;
  readonly rows: Rows;
  readonly count: string;
  readonly outOf: string | null;
  /** Of cases one each, of a ranking that of whole records. */
  readonly more: readonly string[];
}

/** Asks for what a breakdown needs. */
export function rowsPlanOf(figure: Figure, all: Rows, { home }: Setting, ask: (amount: Amount) => string): RowsPlan {
  const rows =
    all.kind === 'CASES' ? { ...all, cases: all.cases.filter((each) => home.length >= (each.home ?? 0)) } : all;
  const more =
    rows.kind === 'CASES'
      ? rows.cases.map((each) => ask(caseOf(figure.count, each.where)))
      : rows.kind === 'RANKED'
        ? [ask(rows.whole)]
        : [];
  return {
    ...{ figure, rows, more },
    count: ask(figure.count),
    outOf: figure.outOf === undefined ? null : ask(figure.outOf),
  };
}

const caseOf = (amount: Amount, where: Amount['where']): Amount => ({
  ...amount,
  where: { ...amount.where, ...where },
});

/** A breakdown that was read, which can be held against earlier ones. */
export interface ReadRows {
  readonly rest: number | null;
  readonly lines: readonly Line[];
  /** Why lines of it are not there, other than that they are too small. */
  readonly gap: Gap | null;
  with(previous: ReadRows | null, lastYear: ReadRows | null): readonly ToldRow[];
  /** What a line of another time is here: 0 only where nothing is left out. */
  figureFor(keys: readonly NamedKey[]): FigureTold;
}

interface Line {
  readonly keys: readonly NamedKey[];
  readonly figure: FigureTold;
  readonly rank: number | null;
  readonly completeness: number | null;
}

type ReadTold = (amount: Amount, alias: string, setting: Setting) => Told;

/** Reads a breakdown out of what was told. */
export function readRows(plan: RowsPlan, setting: Setting, asking: Asking, told: ReadTold): ReadRows {
  const count = told(plan.figure.count, plan.count, setting);
  const outOf =
    plan.outOf === null || plan.figure.outOf === undefined ? null : told(plan.figure.outOf, plan.outOf, setting);
  const { lines, rest, gap = null } = linesOf(plan, { count, outOf, setting, asking, told });
  const figureFor = (keys: readonly NamedKey[]) => {
    const found = lines.find((line) => keyText(line.keys) === keyText(keys));
    return found?.figure ?? (count.gap === null && (count.smallest === 0 || rest === 0) ? zero : hidden);
  };
  return {
    ...{ lines, rest, gap, figureFor },
    with: (previous, lastYear) =>
      lines.map((line) => ({
        ...line,
        previousPeriod: previous?.figureFor(line.keys) ?? null,
        samePeriodLastYear: lastYear?.figureFor(line.keys) ?? null,
      })),
  };
}

const zero: FigureTold = { count: 0, outOf: null, rate: null, length: null, suppressed: false };
const hidden: FigureTold = { count: null, outOf: null, rate: null, length: null, suppressed: true };

const keyText = (keys: readonly NamedKey[]): string => JSON.stringify(keys.map(({ value }) => value));

interface Found {
  readonly count: Told;
  readonly outOf: Told | null;
  readonly setting: Setting;
  readonly asking: Asking;
  readonly told: ReadTold;
}

interface Lines {
  readonly lines: readonly Line[];
  readonly rest: number | null;
  readonly gap?: Gap | null;
}

function linesOf(plan: RowsPlan, found: Found): Lines {
  const { rows } = plan;
  switch (rows.kind) {
    case 'GROUPS':
      return { lines: groupLines(plan, rows, found), rest: found.count.rest };
    case 'CASES':
      return { ...caseLines(plan, rows, found), rest: null };
    case 'RATES':
    case 'RANKED':
      return { lines: rateLines(plan, rows, found), rest: found.count.rest };
  }
}

function groupLines(
  { figure }: RowsPlan,
  { share = false, fold }: Extract<Rows, { kind: 'GROUPS' }>,
  { count, outOf, asking }: Found,
): readonly Line[] {
  const folded = new Map<string, { readonly keys: readonly NamedKey[]; number: number; last: ToldGroup }>();
  for (const group of count.groups) {
    const keys = keysOf(figure.count, group, fold?.(group.values, group.number) ?? null, asking);
    const known = folded.get(keyText(keys));
    if (known === undefined) folded.set(keyText(keys), { keys, number: group.number, last: group });
    else known.number += group.number;
  }
  return [...folded.values()].map(({ keys, number, last }) => {
    const base = outOf === null ? (share ? count.number : null) : baseOf(figure.outOf, outOf, keys);
    const isAlone = outOf === null && !share;
    const told = isAlone
      ? { count: number, outOf: null, rate: null, suppressed: false }
      : protectRate(number, base, count.smallest, share || isPart(figure));
    return { keys, figure: { ...told, length: last.length }, rank: null, completeness: null };
  });
}

// A group of the base that is not listed is too small where anything is kept back, and nothing where nothing is.
function baseOf(amount: Amount | undefined, outOf: Told, keys: readonly NamedKey[]): number | null {
  if ((amount?.by ?? amount?.bands) === undefined) return outOf.number;
  const group = outOf.groups.find(({ values }) => JSON.stringify(values) === keyText(keys));
  return group?.number ?? (outOf.smallest === 0 && outOf.gap === null ? 0 : null);
}

function keysOf(
  { of, by = [], bands = [] }: Amount,
  { values, labels }: ToldGroup,
  folded: readonly RowKey[] | null,
  asking: Asking,
): readonly NamedKey[] {
  const names = [...by, ...bands.map((band) => band.of)];
  if (folded !== null)
    return folded.map(({ value, label }, at) => ({
      name: names[at] ?? '',
      value,
      label: label ?? (value === null ? null : asking.labelOf(of, names[at] ?? '', value)),
    }));
  return values.map((value, at) => ({
    name: names[at] ?? '',
    value,
    label: value === null ? null : (labels[at] ?? asking.labelOf(of, names[at] ?? '', value)),
  }));
}

function caseLines(
  { figure, more }: RowsPlan,
  { name, cases }: Extract<Rows, { kind: 'CASES' }>,
  { count, setting, told }: Found,
): Omit<Lines, 'rest'> {
  const amounts = cases.map(({ where }, at) => told(caseOf(figure.count, where), more[at] ?? '', setting));
  const smallest = Math.max(count.smallest, ...amounts.map((each) => each.smallest));
  const parts = protectParts(
    amounts.map(({ number }) => number),
    count.number,
    smallest,
  );
  const gapOf = ({ gap }: Told): Gap | null => (gap?.code === 'SUPPRESSED' ? null : gap);
  const lines = cases.map(({ value, label }, at) => {
    const [part = null, amount] = [parts[at], amounts[at]];
    const isHidden = part === null && (amount === undefined || gapOf(amount) === null);
    const rate = protectRate(part, count.number, smallest, false);
    const figureTold = { ...rate, suppressed: isHidden, length: null };
    return { keys: [{ name, value, label }], figure: figureTold, rank: null, completeness: null };
  });
  return { lines, gap: amounts.flatMap((amount) => gapOf(amount) ?? [])[0] ?? null };
}

function rateLines(
  { figure, more: [whole] }: RowsPlan,
  rows: Extract<Rows, { kind: 'RATES' | 'RANKED' }>,
  { count, outOf, setting, asking, told }: Found,
): readonly Line[] {
  if (outOf === null) return [];
  const complete = rows.kind === 'RANKED' ? told(rows.whole, whole ?? '', setting) : null;
  const areas = outOf.groups.map((base) => {
    const isOfBase = ({ values }: ToldGroup) => JSON.stringify(values) === JSON.stringify(base.values);
    const own = count.groups.find(isOfBase);
    const isNone = own === undefined && count.gap === null && count.smallest === 0;
    const number = own?.number ?? (isNone ? 0 : null);
    const held = complete?.groups.find(isOfBase);
    return {
      keys: keysOf(figure.outOf ?? figure.count, base, null, asking),
      figure: { ...protectRate(number, base.number, count.smallest, isPart(figure)), length: null },
      completeness: held === undefined ? null : protectRate(held.number, base.number, count.smallest, true).rate,
    };
  });
  if (rows.kind === 'RATES') return areas.map((area) => ({ ...area, rank: null }));
  const ranks = rankOf(
    areas.map(({ figure: each }) => each),
    rows.least,
  );
  return areas
    .map((area, at) => ({ ...area, rank: ranks[at] ?? null }))
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY));
}
