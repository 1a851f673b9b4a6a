import type { Words } from '../../schema/oversight/rule.js';

export type { Words };

/** What one of a figure is. */
export type Unit = 'PERSON' | 'PERSON_TIME' | 'CASE' | 'DOCUMENT' | 'RECORD' | 'DELIVERY' | 'HOUR' | 'FEN' | 'DAY';

/**
 * A filter of the counted type, with words for what only the asking says: `$asOf`, `$from` and `$to` (days), the same with `At`
 * (instants, +08:00), `$dayAfter` (of the statistic's day), `$toDue` (the period's end, or the day after, whichever is first),
 * `$county`, `$city` and `$province` (prefixes of the place that is home; what it is too wide for begins no code).
 */
export type Where = Readonly<Record<string, unknown>>;

/** Bands of a number or date by their edges; `ages` are of people on the statistic's day, full years (法释〔2006〕1号 2). */
export type Bands = { readonly of: string } & (
  | { readonly from: readonly string[] }
  | { readonly ages: readonly number[] }
);

export interface Span {
  readonly from: string;
  readonly to?: string;
  /** A day instead of an end that records hold. */
  readonly until?: '$asOf';
}

/** A number that the hub counts: of which type, under which conditions, in which groups, and what of it is taken. */
export interface Amount {
  readonly of: string;
  readonly where?: Where;
  /** Field that the division is compared with; null where records have none. */
  readonly division?: string | null;
  readonly by?: readonly string[];
  readonly bands?: readonly Bands[];
  /** Whether a record that a source holds twice is counted twice: where reading every record of it would take too long. */
  readonly repeats?: boolean;
  /** Added up. */
  readonly sums?: readonly string[];
  readonly span?: Span;
  /** Records, what their sums come to, or those whose span is known (its end not before its beginning). */
  readonly take?: 'COUNT' | 'SUM' | 'IN_ORDER';
  /** Only groups whose last key of `by` is one of these; they are told without it. */
  readonly pick?: readonly (string | null)[];
}

/** What a figure is held against; its groups are matched with the figure's. */
export interface Figure {
  readonly count: Amount;
  readonly outOf?: Amount;
}

export interface RowKey {
  readonly value: string | null;
  readonly label?: string;
}

/** How a figure is broken down. */
export type Rows =
  /** By its groups: `share` of the whole, `fold` several into one (null: left as it is). */
  | {
      readonly kind: 'GROUPS';
      readonly share?: boolean;
      readonly fold?: (values: readonly (string | null)[], count: number) => readonly RowKey[] | null;
    }
  /** By conditions of its own, a line each. */
  | {
      readonly kind: 'CASES';
      readonly name: string;
      /** `home`: digits that the place that is home needs for the line to mean something. */
      readonly cases: readonly (Required<RowKey> & { readonly where: Where; readonly home?: number })[];
    }
  /** By the groups of the base, those of no number among them. */
  | { readonly kind: 'RATES' }
  /** The same in order of their rate; who has fewer than `least` in the base has no place. `whole`: records that hold what it rests on. */
  | { readonly kind: 'RANKED'; readonly least: number; readonly whole: Amount };

/** `STOCK`: of a day, as sources say it today. `TERM`: of any day. `FLOW`: of a period. `ALWAYS`: of everything on record. */
export type Time = 'STOCK' | 'TERM' | 'FLOW' | 'ALWAYS';

export interface Gap {
  readonly code: 'SUPPRESSED' | 'NOT_GRANTED' | 'SOURCE_UNAVAILABLE' | 'NOT_HELD' | 'TOO_BROAD';
  readonly reason: Words;
}

export interface SeriesDefinition {
  readonly id: string;
  readonly name: Words;
  /** The statistic's unless it is another. */
  readonly unit?: Unit;
  /** Views that it belongs to; all where absent. */
  readonly show?: readonly string[];
  readonly time: Time;
  /** A share of the sources that answered fresh, a figure, or why there is none. */
  readonly is: Figure | 'FRESH_SOURCES' | Gap;
  /** What a figure lacks where no source that is connected holds a field of it. */
  readonly unheld?: Words;
  readonly rows?: Rows;
}

/** A statistic of domain chapter 7. */
export interface StatisticDefinition {
  /** `ST-01`. */
  readonly id: string;
  /** Root field that answers it. */
  readonly field: string;
  readonly name: Words;
  readonly definition: Words;
  readonly unit: Unit;
  readonly series: readonly SeriesDefinition[];
}

export const noSource = (zh: string, en: string): Gap => ({ code: 'NOT_HELD', reason: { zh, en } });
