import type { CanonicalField, CanonicalType } from '../../../sdk/introspection/canonical.js';

export const sourceKinds = ['sql', 'rest', 'soap', 'files', 'push'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What an agency's folder is written from: everything that was said or guessed, and nothing of the system's rows. */
export interface AdapterPlan {
  readonly id: string;
  readonly agency: string;
  readonly kind: SourceKind;
  /** Division that the check opens the adapter for; null where nobody said, and one stands in. */
  readonly division: string | null;
  /** An address of the kind, never the system's own. */
  readonly address: string;
  readonly entities: readonly EntityPlan[];
  /** `tables.ts`, where the tables were introspected. */
  readonly definitions: string | null;
}

export interface EntityPlan {
  readonly type: CanonicalType;
  /** Name of the binding's constant: `checkIn`. */
  readonly constant: string;
  readonly table: PlannedTable;
  readonly key: string;
  readonly fields: readonly FieldPlan[];
  /** Soft deletes: the column, what it holds for a deleted record and for another one. */
  readonly alive: { readonly column: string; readonly dead: readonly string[]; readonly live: string } | null;
  /** Columns that say, or by their name may say, how secret a record is. */
  readonly excluded: readonly { readonly column: string; readonly is: readonly string[]; readonly isSure: boolean }[];
  readonly updated: string | null;
  readonly lookups: readonly string[];
  /** The table names no division although the records have one: the deployment does. */
  readonly isOfOneDivision: boolean;
  /**
   * Of records that can be sealed: `column` says it; `nothing`: somebody said that the system seals none; `unknown`: nobody did, and
   * the hub shows no record of which that is unknown. Null: records of the type cannot be.
   */
  readonly sealing: 'column' | 'nothing' | 'unknown' | null;
}

export interface PlannedTable {
  readonly name: string;
  readonly comment: string | null;
  /** Name of its definition in `tables.ts`; null where columns are named by text. */
  readonly constant: string | null;
  /** Every column that is known, in order. */
  readonly columns: readonly string[];
}

export interface FieldPlan {
  readonly field: CanonicalField;
  readonly column: string;
  readonly codec: CodecPlan;
  /** Why the column is thought to hold the field. */
  readonly mark: string;
}

/** A codec as it is written, and as golden rows are made for it. */
export interface CodecPlan {
  readonly name: string;
  /** Around an item, for columns of several values. */
  readonly isList: boolean;
  /** What is written behind the column: `'GB/T 2260'`, `{ unit: 'wan' }`, a code map. */
  readonly argument: string | null;
  readonly options: string | null;
  /** The column says the contrary of the field: 是否成年 where the field is 是否未成年. */
  readonly isContrary: boolean;
  /** Raw codes with what they mean, for code maps. */
  readonly codes: readonly { readonly raw: string; readonly value: string }[];
  readonly system: string | null;
  /** What the guess leaves open, for the mark beside it. */
  readonly doubts: readonly string[];
}
