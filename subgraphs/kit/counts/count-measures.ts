import type { CountField } from '../../../schema/catalog/counting.js';
import type { FieldValue } from '../../../schema/scalar.js';
import { type CountBand, type CountQuestion, type CountSpan, isBelow } from './count-question.js';

type Values = Readonly<Record<string, FieldValue>>;

/** What is known of a group of records before any of it is told. */
export interface Measured {
  count: number;
  readonly sums: { known: number; value: number }[];
  /** Days, of the records that hold both ends in order. */
  readonly spans: number[][];
}

export function nothingMeasured({ sums, spans }: Pick<CountQuestion, 'sums' | 'spans'>): Measured {
  return { count: 0, sums: sums.map(() => ({ known: 0, value: 0 })), spans: spans.map(() => []) };
}

export function measure(into: Measured, { sums, spans }: Pick<CountQuestion, 'sums' | 'spans'>, values: Values): void {
  into.count += 1;
  for (const [at, { field }] of sums.entries()) {
    const [sum, value] = [into.sums[at], values[field.name]];
    if (sum === undefined || typeof value !== 'number') continue;
    sum.known += 1;
    sum.value += value;
  }
  for (const [at, span] of spans.entries()) {
    const days = daysOf(span, values);
    if (days !== null) into.spans[at]?.push(days);
  }
}

/** The numbers that small cells are looked for among: the records, and those of them that hold what is measured and that do not. */
export function knownOf({ count, sums, spans }: Measured): readonly number[] {
  const known = [...sums.map((sum) => sum.known), ...spans.map(({ length }) => length)];
  return [count, ...known, ...known.map((each) => count - each)];
}

/** What a group is called: a value, year or month of each field, then each band. */
export function groupOf(
  { by, bands }: Pick<CountQuestion, 'by' | 'bands'>,
  values: Values,
): readonly (string | null)[] {
  return [...by.map((each) => groupValue(each, values)), ...bands.map((each) => bandValue(each, values))];
}

const lengths = { YEAR: 'YYYY'.length, MONTH: 'YYYY-MM'.length } as const;

// Dates are ISO 8601, so that a year is the beginning of a month and a month that of a day.
function groupValue({ field, part }: CountField, values: Values): string | null {
  const value = values[field.name];
  if (value === null || value === undefined) return null;
  return part === 'VALUE' ? String(value) : String(value).slice(0, lengths[part]);
}

function bandValue(band: CountBand, values: Values): string | null {
  const value = values[band.field.name];
  if (value === null || value === undefined) return null;
  const above = band.from.findIndex((edge) => isBelow(band, String(value), edge));
  const next = above === -1 ? band.from.length : above;
  return `${band.from[next - 1] ?? ''}..${band.from[next] ?? ''}`;
}

const dayMs = 86_400_000;

// An end before its beginning is a slip in the data, and took no time that anybody knows.
function daysOf({ from, to }: CountSpan, values: Values): number | null {
  const isInstants = typeof to !== 'string' && from.kind === 'INSTANT' && to.kind === 'INSTANT';
  const end = typeof to === 'string' ? to : values[to.field.name];
  const [begins, ends] = [epochOf(values[from.field.name], isInstants), epochOf(end, isInstants)];
  if (begins === null || ends === null || ends < begins) return null;
  return (ends - begins) / dayMs;
}

// A day and an instant are as many days apart as their days.
function epochOf(value: FieldValue | undefined, isInstant: boolean): number | null {
  if (typeof value !== 'string') return null;
  const epoch = Date.parse(isInstant ? value : value.slice(0, 'YYYY-MM-DD'.length));
  return Number.isNaN(epoch) ? null : epoch;
}

/**
 * The smallest value that so many of a hundred do not exceed (nearest rank), with two decimals; null unless at least `smallest`
 * values lie on each of its sides: the longest of few is somebody's own.
 */
export function percentile(values: readonly number[], percent: number, smallest: number): number | null {
  const rank = Math.ceil((values.length * percent) / 100);
  if (values.length === 0 || rank < smallest || values.length - rank < smallest) return null;
  const value = [...values].sort((a, b) => a - b)[rank - 1] ?? 0;
  return Math.round(value * 100) / 100;
}
