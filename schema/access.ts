import type { Condition } from './condition.js';
import type { Principal } from './principal.js';
import type { Purpose } from './purpose.js';
import type { BusinessLine } from './warrant.js';

export type Effect = 'ALLOW' | 'MASK' | 'DENY';

/** Closed list of masks (domain 5.4). */
export const maskKinds = [
  'CITIZEN_ID',
  'NAME',
  'PHONE',
  'ADDRESS',
  'BANK_ACCOUNT',
  'PLATE',
  'CASE_NUMBER',
  'BIRTH_YEAR',
  'DROP',
] as const;
export type MaskKind = (typeof maskKinds)[number];

/** How sensitive a field is (domain 2.0): public, internal, sensitive personal, sealed. */
export const dataClasses = ['PUBLIC', 'INTERNAL', 'SENSITIVE', 'SEALED'] as const;
export type DataClass = (typeof dataClasses)[number];

/**
 * What was decided about one field coordinate for one principal shape and purpose, and why. `rows: 'SOME'`: it holds on some
 * of the rows that exist for the principal only, which `Access.cases` tells apart; it is then the best of them.
 */
export type Decision =
  | { readonly effect: 'ALLOW'; readonly grant: string; readonly basis: string; readonly rows: RowScope }
  | {
      readonly effect: 'MASK';
      readonly mask: MaskKind;
      readonly grant: string;
      readonly basis: string;
      readonly rows: RowScope;
    }
  | Denial;

export type RowScope = 'ALL' | 'SOME';

export interface Denial {
  readonly effect: 'DENY';
  readonly reason: DenialReason;
  /** The prohibition that denied, where one did. */
  readonly grant: string | null;
  readonly basis: string | null;
  /** The smallest change that flips it: all of these together. Empty when nothing does. */
  readonly changes: readonly Change[];
  /** The same in words. */
  readonly remedy: string;
}

/**
 * `NO_GRANT`: no role of the principal was given it. `PURPOSE`: another purpose would open it. `PROHIBITED`: an explicit
 * prohibition. `NO_PURPOSE`: none was declared. `RELATION`: open through other relations only. `MATTER`, `APPROVAL`, `LINE`:
 * open under an open matter, after an approval, in another business line.
 */
export type DenialReason =
  | 'NO_GRANT'
  | 'PURPOSE'
  | 'PROHIBITED'
  | 'NO_PURPOSE'
  | 'RELATION'
  | 'MATTER'
  | 'APPROVAL'
  | 'LINE';

/** One thing that would have to be otherwise. */
export type Change =
  /** Declare one of these purposes. */
  | { readonly kind: 'PURPOSE'; readonly purposes: readonly Purpose[] }
  /** Act under an open matter of one of these kinds. */
  | { readonly kind: 'MATTER' }
  /** Ask for approval of these fields (`requestAccess`). */
  | { readonly kind: 'APPROVAL'; readonly fields: readonly string[] }
  /** Work in one of these business lines. */
  | { readonly kind: 'LINE'; readonly lines: readonly BusinessLine[] }
  /** Ask through one of these relations. */
  | { readonly kind: 'RELATION'; readonly through: readonly string[] }
  /** Hold one of these roles instead. */
  | { readonly kind: 'ROLE'; readonly roles: readonly string[] };

/** One alternative of a row-dependent field: on the rows of `where` it has this effect. */
export type DecisionCase = { readonly where: Condition } & (
  | { readonly effect: 'ALLOW'; readonly grant: string; readonly basis: string }
  | { readonly effect: 'MASK'; readonly mask: MaskKind; readonly grant: string; readonly basis: string }
);

/** What of a record type may be counted, without its rows being seen. */
export type Counting =
  | {
      readonly effect: 'ALLOW';
      readonly grant: string;
      readonly basis: string;
      /** Fields that counts may be filtered and grouped by. */
      readonly fields: ReadonlySet<string>;
      /** Rows that are counted. */
      readonly rows: Condition;
      /** Numbers below it are not told (domain 5.3, small cells); 0 where nothing is suppressed. */
      readonly smallest: number;
    }
  | Denial;

/** A list that may be looked into and not copied: of one value of each of these fields, and at most so many rows a page. */
export interface Narrowness {
  readonly by: readonly string[];
  readonly first: number;
}

/**
 * A principal's compiled access: pure, cached by shape, O(1) a field.
 * `Type.field` coordinates are those of the subgraph schemas.
 */
export interface Access {
  /** Equal for principals that may see the same, rows included. */
  readonly shape: string;
  /** Equal for principals for whom every field is decided alike, whatever their rows: the cache key of plans. */
  readonly fieldShape: string;
  readonly policyVersion: string;
  decide(type: string, field: string): Decision;
  /**
   * Whether anything of an entity may be seen by its entry points: root fields and `_entities`. Relations that lead to
   * it are fields of their parents and have decisions of their own.
   */
  enter(type: string): Decision;
  /**
   * The rows of an entity that exist for this principal; always exact, never widened.
   * @param reachedBy the joined relation (`Type.field`) by which they are reached from a parent that was read under its
   *   own rows; absent at root fields, at hops and in `_entities`
   */
  rows(type: string, reachedBy?: string): Condition;
  /**
   * How a field with `rows: 'SOME'` is decided, best effect first: the first case whose `where` a row meets; rows that meet
   * none are denied. Every `where` is within `rows(type, reachedBy)`. Empty for other fields.
   */
  cases(type: string, field: string, reachedBy?: string): readonly DecisionCase[];
  /** Whether rows of a record type may be counted, and by what. */
  counts(type: string): Counting;
  /** How narrowly lists of a record type are asked; null: as widely as a question goes. */
  narrow(type: string): Narrowness | null;
}

/** Compiles and caches the access of a principal; the `policies` room provides it. */
export interface AccessCompiler {
  readonly policyVersion: string;
  /** @param today ISO 8601 date (+08:00) that time limits are reckoned from */
  compile(principal: Principal, today: string): Access;
  mask(kind: MaskKind, value: unknown): unknown;
}
