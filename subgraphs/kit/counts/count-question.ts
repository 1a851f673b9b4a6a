import type { Catalog } from '../../../schema/catalog/catalog.js';
import {
  type CountField,
  type CountMeasure,
  countFieldsOf,
  countMeasuresOf,
} from '../../../schema/catalog/counting.js';
import { type Condition, fieldsOf } from '../../../schema/condition.js';
import { PlumblineError } from '../../../schema/errors.js';
import { conditionOf, type FilterInput } from '../lists/filter.js';

/** Arguments of a derived counting field. */
export interface CountArguments {
  readonly filter?: FilterInput | null;
  readonly by?: readonly string[] | null;
  readonly bands?: readonly { readonly of: string; readonly from: readonly string[] }[] | null;
  readonly sums?: readonly string[] | null;
  readonly spans?: readonly CountSpanArgument[] | null;
  readonly distinct?: boolean | null;
}

interface CountSpanArgument {
  readonly from: string;
  readonly to?: string | null;
  readonly until?: string | null;
}

/** A measure whose values are put into bands: from an edge to below the next. */
export interface CountBand extends CountMeasure {
  readonly from: readonly string[];
}

export interface CountSpan {
  readonly from: CountMeasure;
  /** Another date of the record, or a day. */
  readonly to: CountMeasure | string;
}

/** What is asked of the records of a type: which, in which groups, and what is summed and measured over each. */
export interface CountQuestion {
  readonly filter: Condition;
  readonly by: readonly CountField[];
  readonly bands: readonly CountBand[];
  readonly sums: readonly CountMeasure[];
  readonly spans: readonly CountSpan[];
  /** Field of the key that is counted once, however often sources hold it; null where rows are counted. */
  readonly key: string | null;
  /** Canonical fields that are grouped by or measured. */
  readonly columns: readonly string[];
  /** Those, and the ones that are filtered by. */
  readonly fields: readonly string[];
}

/** Most things to group by, edges of a band, and things to measure. */
const most = { groupings: 3, edges: 40, measures: 8 } as const;

/** @param assertCounted rejects a field that may not be counted by */
export function questionOf(
  catalog: Catalog,
  type: string,
  args: CountArguments,
  assertCounted: (field: string) => void,
): CountQuestion {
  const fields = catalog.types.get(type)?.fields ?? new Map();
  const filter = conditionOf(args.filter, { fields, assert: assertCounted, citizenIds: refusePersons });
  const by = known(countFieldsOf(catalog, type), args.by ?? []);
  const measures = countMeasuresOf(catalog, type);
  const measure = (constant: string) => known(measures, [constant])[0] ?? refuse(`${type} has no measure ${constant}`);
  const bands = (args.bands ?? []).map(({ of, from }) => bandOf(measure(of), from));
  const sums = [...new Set(args.sums ?? [])].map(measure);
  const spans = (args.spans ?? []).map((span) => spanOf(span, measure));
  if (by.length + bands.length > most.groupings)
    refuse(`${type} is counted by at most ${most.groupings} fields at once`);
  if (sums.length + spans.length > most.measures)
    refuse(`at most ${most.measures} numbers of ${type} are measured at once`);
  if (sums.some(({ kind }) => kind !== 'NUMBER')) refuse('sums are over numbers: a date has none');
  if (spans.flatMap(endsOf).some(({ kind }) => kind === 'NUMBER')) refuse('spans lie between dates: a number has none');
  const measured = [...bands, ...sums, ...spans.flatMap(endsOf)];
  const columns = [...new Set([...by, ...measured].map(({ field }) => field.name))];
  for (const column of columns) assertCounted(column);
  const key = args.distinct === true ? keyOf(catalog, type) : null;
  return { filter, by, bands, sums, spans, key, columns, fields: [...new Set([...fieldsOf(filter), ...columns])] };
}

// A number of one person's records tells of that person, however few numbers are told.
function refusePersons(): never {
  throw new PlumblineError('FILTER_DENIED', 'records are not counted by the person whom they are about');
}

// A source's own id is there once by itself.
function keyOf(catalog: Catalog, type: string): string | null {
  const key = catalog.types.get(type)?.key ?? null;
  return key === 'id' ? null : key;
}

function known<T extends { readonly constant: string }>(of: readonly T[], constants: readonly string[]): readonly T[] {
  return [...new Set(constants)].flatMap((constant) => of.find((each) => each.constant === constant) ?? []);
}

function spanOf({ from, to, until }: CountSpanArgument, measure: (constant: string) => CountMeasure): CountSpan {
  const [end, day] = [to ?? null, until ?? null];
  if ((end === null) === (day === null)) refuse(`a span from ${from} needs either "to" or "until"`);
  return { from: measure(from), to: day ?? measure(end ?? '') };
}

/** The dates of records that a span lies between. */
export function endsOf({ from, to }: CountSpan): readonly CountMeasure[] {
  return typeof to === 'string' ? [from] : [from, to];
}

function bandOf(measure: CountMeasure, from: readonly string[]): CountBand {
  const isEdge = (edge: string) =>
    measure.kind === 'NUMBER' ? /^-?\d+(\.\d+)?$/.test(edge) : /^\d{4}-\d{2}-\d{2}$/.test(edge);
  const ascends = from.every((edge, at) => at === 0 || isBelow(measure, from[at - 1] ?? '', edge));
  if (from.length === 0 || from.length > most.edges || !from.every(isEdge) || !ascends)
    refuse(`bands of ${measure.constant} need 1 to ${most.edges} edges, ascending: numbers, or dates as YYYY-MM-DD`);
  return { ...measure, from };
}

/** Whether a value or edge lies below an edge; dates are ISO 8601, so that their text is in their order. */
export function isBelow({ kind }: CountMeasure, value: string, edge: string): boolean {
  return kind === 'NUMBER' ? Number(value) < Number(edge) : value < edge;
}

function refuse(message: string): never {
  throw new PlumblineError('BAD_USER_INPUT', message);
}
