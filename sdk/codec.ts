import type { Reading } from '../schema/flags.js';
import type { FieldValue, Scalar } from '../schema/scalar.js';
import type { RawCondition, RawRecord } from './raw.js';

/**
 * How one canonical field is held: the columns it is read from, how they are read, and what may be asked of them at the source.
 * A codec is a value; bindings name it (`at: dateTime('qdsj')`).
 */
export interface Codec<T extends FieldValue = FieldValue> {
  readonly kind: 'text' | 'number' | 'boolean' | 'list';
  /**
   * What the codec is called and made with: how tools describe it, and how the kit knows which dirt to throw at it. Every codec
   * of ours has one; an own codec made out of another should say its own name.
   */
  readonly form?: CodecForm;
  /** The raw columns that `read` looks at: the only ones that the field costs. */
  readonly columns: readonly string[];
  /** Never throws and never guesses: what does not parse is null with a flag. */
  read(raw: RawRecord): Reading<T>;
  /** What a test of the canonical value means for the raw columns; null when nothing can be said. */
  seek(test: Test): Seek | null;
  /** How raw values can be ordered so that canonical values are in order; null when they cannot. */
  readonly order: RawOrdering | null;
  /** How a canonical value may be written at the source; null when the field cannot be looked up by. */
  readonly spelling: Spelling | null;
}

/** The factory's name in `plumbline/sdk` with its options; codecs of codecs name the inner one. */
export interface CodecForm {
  readonly name: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly of?: CodecForm;
}

/** A comparison of one canonical value; negation is an operator of its own. All are false on null, except `isNull`. */
export type Test =
  | { readonly op: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'; readonly value: Scalar }
  | { readonly op: 'in' | 'notIn'; readonly values: readonly Scalar[] }
  | { readonly op: 'prefix' | 'notPrefix' | 'contains' | 'notContains'; readonly value: string }
  | { readonly op: 'isNull'; readonly value: boolean };

/** A raw condition that no record passing the test fails; when `exact`, no other record passes it. */
export interface Seek {
  readonly condition: RawCondition;
  readonly exact: boolean;
}

/** The raw column that records are ordered by instead of a canonical field. */
export interface RawOrdering {
  readonly column: string;
  readonly type: 'text' | 'number';
  /** The raw value of a canonical one: keeps the order, exactly. */
  toRaw(value: Scalar): Scalar;
}

/** How keys are found under all their spellings: the usual ones are listed, odd ones are looked for. */
export interface Spelling {
  readonly column: string;
  /** Raw texts that read as something other than themselves (or null): these are looked for. */
  readonly odd: RawCondition;
  /** The spellings that can be listed, the canonical one among them. */
  of(value: string): readonly string[];
  /** That all of them read as the value when it reads as itself, by the law of the notation: they are not tried one by one. */
  readonly isLawful?: boolean;
  /** What a spelling that cannot be read has in common with the values that it may have been meant for. */
  traces?(raw: unknown): readonly string[];
}
