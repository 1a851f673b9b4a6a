import type { DataClass, MaskKind } from '../access.js';
import type { FilterOp } from '../condition.js';

/** What an SDL field stands for: how the kit resolves it without resolver code. */
export type FieldShape =
  /** A canonical value that adapters hold. */
  | { readonly kind: 'value' }
  /** `xxx: CodeItem`, resolved from its sibling `xxxCode`. */
  | { readonly kind: 'code'; readonly from: string; readonly system: string }
  /** A connection; without `by` the whole list (root). */
  | { readonly kind: 'list'; readonly of: string; readonly join: Join | null }
  /** One record: by an argument (root, `from` null) or by the parent's value. */
  | { readonly kind: 'one'; readonly of: string; readonly by: string; readonly from: string | null }
  /** Whether a record of type `of` exists, by an argument (root, `from` null) or by the parent's value. */
  | { readonly kind: 'existence'; readonly of: string; readonly by: string; readonly from: string | null }
  /** How many records of type `of` there are (root). */
  | { readonly kind: 'counts'; readonly of: string }
  /** A reference to an entity by the parent's value; `to` Person goes by token. */
  | { readonly kind: 'link'; readonly to: string; readonly from: string }
  /** `Person.id`: the opaque token of the handle. */
  | { readonly kind: 'token' }
  /** `source { adapter recordId asOf flags }`. */
  | { readonly kind: 'source' }
  /** A root field or stub that the subgraph itself knows how to answer. */
  | { readonly kind: 'own' };

/** Rows whose `by` equals the parent's `from`, directly or through another record. */
export interface Join {
  readonly by: string;
  readonly from: string;
  readonly through: { readonly of: string; readonly by: string; readonly from: string } | null;
}

export interface FieldEntry {
  readonly name: string;
  /** Name of the innermost type. */
  readonly type: string;
  readonly isList: boolean;
  readonly shape: FieldShape;
  readonly class: DataClass;
  readonly mask: MaskKind | null;
  /** Type that a list, one, existence or link leads to. */
  readonly target: string | null;
  /** Whether it is joined from a row that was read, so that row rules may name it (`through`). */
  readonly joined: boolean;
  readonly filterOps: readonly FilterOp[];
  readonly orderable: boolean;
  /** Text of few values, which records may be counted by. */
  readonly groupable: boolean;
}

export interface TypeEntry {
  readonly name: string;
  /** Subgraph whose adapters hold the record; null for what no adapter holds. */
  readonly owner: string | null;
  readonly record: boolean;
  /** Canonical field that identifies the record hub-wide. */
  readonly key: string | null;
  /** Key of the federated entity, when other subgraphs may refer to it. */
  readonly entityKey: string | null;
  readonly fields: ReadonlyMap<string, FieldEntry>;
  /** Record type that an existence answer is about; null for every other type. */
  readonly about: string | null;
  /** The file that a record which names no person lies in, or that a record is by itself; null for every other type. */
  readonly file: FileEntry | null;
}

/** A file by its number: records of `of` with the same `by` name the persons whose file it is. */
export interface FileEntry {
  readonly of: string;
  readonly by: string;
}

export interface SubgraphCatalog {
  readonly name: string;
  readonly types: ReadonlyMap<string, TypeEntry>;
  /** Root fields of `Query`. */
  readonly roots: ReadonlyMap<string, FieldEntry>;
}

/** Everything that the SDL files declare, by subgraph and merged over all of them. */
export interface Catalog {
  readonly subgraphs: ReadonlyMap<string, SubgraphCatalog>;
  readonly types: ReadonlyMap<string, TypeEntry>;
  /** Fields of type `Mutation`, which policies grant by name: it is among `types` too. */
  readonly mutations: ReadonlyMap<string, FieldEntry>;
  /** Closed statutory lists: enum name → values. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
}
