import type { PairedList } from '../../rules/pairs.js';
import type { Relation } from './relations.js';

/** Records that a question finds. */
export type Found =
  /** Those of a list that were written since the run's instant. */
  | { readonly kind: 'CHANGED'; readonly list: string }
  /** Those of a list of which a related record was, as far as some fields of it tell (none: whatever it holds). */
  | {
      readonly kind: 'RELATED';
      readonly list: string;
      readonly relation: Relation;
      readonly fields: readonly string[];
      /** What the list calls the relation that it is asked for changes in; null where each of its records is asked. */
      readonly changedIn: string | null;
    }
  /** Those of a list with one of the values that a lead comes to. */
  | { readonly kind: 'LED'; readonly list: string; readonly lead: Lead }
  | Given;

/** Those of a list with one of some values of a field, which are known. */
export interface Given {
  readonly kind: 'GIVEN';
  readonly list: string;
  readonly field: string;
  readonly values: ReadonlySet<string>;
}

/** Values of a field by which records of a type can be asked for: read from what was found, or the same as found it. */
export interface Lead {
  readonly of: Found;
  /** From a found record to the value. */
  readonly steps: readonly Relation[];
  readonly leaf: string;
  /** Field of the type that is led to whose value it is. */
  readonly field: string;
  /** Whether a record that has no value is lost, since it cannot be asked for; else what has none is related to nothing. */
  readonly isNeeded: boolean;
  /** What rows have the same as the record that changed, where the rule says so: others of the value are decided without it. */
  readonly beside?: PairedList;
}

/** Tells leads apart. */
export function keyOf({ of, steps, leaf, field, beside }: Lead): string {
  return JSON.stringify([foundKey(of), steps.map(({ name }) => name), leaf, field, beside?.its, beside?.own]);
}

/** Tells apart what is found. */
export function foundKey(found: Found): string {
  switch (found.kind) {
    case 'CHANGED':
      return found.list;
    case 'RELATED':
      return `${found.list}.${found.relation.name} ${found.fields.join(' ')}`;
    case 'LED':
      return `${found.list} ${keyOf(found.lead)}`;
    case 'GIVEN':
      return `${found.list} by ${found.field}`;
  }
}
