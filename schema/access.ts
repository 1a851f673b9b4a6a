import type { Condition } from './condition.js';
import type { Principal } from './principal.js';

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

/** What was decided about one field coordinate for one principal shape and purpose, and why. */
export type Decision =
  | { readonly effect: 'ALLOW'; readonly grant: string; readonly basis: string }
  | { readonly effect: 'MASK'; readonly mask: MaskKind; readonly grant: string; readonly basis: string }
  | {
      readonly effect: 'DENY';
      readonly reason: DenialReason;
      readonly grant: string | null;
      readonly basis: string | null;
      readonly remedy: string;
    };

/**
 * `NO_GRANT`: nobody gave it. `PURPOSE`: another purpose would open it. `PROHIBITED`: an explicit prohibition.
 * `NO_PURPOSE`: none was declared. `RELATION`: open through other relations only, which the remedy names.
 */
export type DenialReason = 'NO_GRANT' | 'PURPOSE' | 'PROHIBITED' | 'NO_PURPOSE' | 'RELATION';

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
}

/** Compiles and caches the access of a principal; the `policies` room provides it. */
export interface AccessCompiler {
  readonly policyVersion: string;
  compile(principal: Principal): Access;
  mask(kind: MaskKind, value: unknown): unknown;
}
