import type { DataClass, MaskKind } from './access.js';

/** What policies need to know of a field. The catalog's entries satisfy it. */
export interface FieldFacts {
  readonly class: DataClass;
  /** Format when a policy says mask; null when the field has none. */
  readonly mask: MaskKind | null;
  /** Type that a list, one or link leads to, else null. */
  readonly target: string | null;
  /**
   * Whether it is a relation that a record's own subgraph joins from a row that it has read. References (links), what
   * other subgraphs add to an entity, and what hangs on a person, whose handle exists without any row, are not.
   */
  readonly joined: boolean;
}

export interface TypeFacts {
  readonly name: string;
  /** Whether adapters hold records of it; other types are values inside of records. */
  readonly record: boolean;
  readonly fields: ReadonlyMap<string, FieldFacts>;
  /**
   * The record type that an existence answer is about (`UnderCorrection` → `CorrectionSubject`): row rules of grants on the
   * answer are held against that record's fields. Null for every other type.
   */
  readonly about: string | null;
}

/** The schema as policies see it: every type that has classified fields. */
export interface SchemaFacts {
  readonly types: ReadonlyMap<string, TypeFacts>;
}
