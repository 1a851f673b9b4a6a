import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { Evidence, Hit } from '../../schema/oversight/finding.js';
import type { RuleFacts, Words } from '../../schema/oversight/rule.js';
import type { IndeterminateReason } from '../../schema/oversight/run.js';
import type { Row } from '../language/facts.js';
import type { RuleFile } from './format.js';
import type { PairedList } from './pairs.js';

/** Rules that are in force, held against one schema. */
export interface RuleBook {
  readonly rules: readonly CompiledRule[];
  rule(id: string): CompiledRule | undefined;
}

/** What a decision depends on beside the row. */
export interface RuleSetting {
  /** ISO 8601 date: what conditions call `today`. */
  readonly today: string;
}

export type Decision =
  | { readonly kind: 'HIT'; readonly hit: Hit }
  | { readonly kind: 'CLEAR'; readonly fingerprint: string | null }
  | { readonly kind: 'GUARDED'; readonly guard: string; readonly fingerprint: string | null }
  | {
      readonly kind: 'INDETERMINATE';
      readonly reason: IndeterminateReason;
      /** `Type.field` that was missing, as far as known. */
      readonly coordinate: string | null;
      readonly fingerprint: string | null;
    };

/** One page of the walked list. */
export interface RulePage {
  readonly rows: readonly Row[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

export interface CompiledRule {
  readonly facts: RuleFacts;
  /** As it was written. */
  readonly file: RuleFile;
  /** GraphQL text of the operation, which takes `$first` and `$after`. */
  readonly document: string;
  /** Field of `Query` that is walked. */
  readonly list: string;
  readonly pageSize: number;
  /** Nested lists of which a row is decided by records with the same value alone. */
  readonly pairs: readonly PairedList[];
  /** `Type.field` of everything that it asks for. */
  readonly coordinates: ReadonlySet<string>;
  /** Variables of the operation, `$first` and `$after` aside. */
  variables(setting: { readonly today: string; readonly division: string }): Record<string, unknown>;
  /**
   * Converts an answer of the hub: what could not be read, is denied or is too old at `now` (ISO 8601 instant) is absent.
   * @returns null where the list itself could not be read
   */
  page(answer: OversightAnswer, now: string): RulePage | null;
  /** Of rules over single records; grouping rules decide by `groups` alone. */
  decide(row: Row, setting: RuleSetting): Decision;
  /** Evidence of a row whatever is decided of it; what could not be read is left out. Of grouping rules nothing is shown. */
  show(row: Row, setting: RuleSetting): readonly Evidence[];
  /** A value of evidence as sentences say it, in words instead of codes; null where there is none, or none such. */
  said(evidence: Pick<Evidence, 'name' | 'value'>): Words | null;
  /** What its list may be asked for a row by again, by expression: null where the source holds none, left out what was not read. */
  knownBy(row: Row): Readonly<Record<string, string | null>>;
  readonly groups: GroupRule | null;
}

/** A rule over many records: rows are taken in one by one, and decided when all are in. */
export interface GroupRule {
  /** Paths of the values of a row (response names) one of which its key is; null where keys are put together of several. */
  readonly keyPaths: readonly string[] | null;
  /** Whose group a row is of, whether or not it counts there. */
  keyOf(row: Row, setting: RuleSetting): RowKey;
  /** @param keys of groups that are decided; all when absent */
  start(setting: RuleSetting, keys?: ReadonlySet<string>): Grouping;
}

export type RowKey =
  /** The paths at which the row has it. */
  | { readonly kind: 'KEY'; readonly key: string; readonly paths: readonly string[] }
  | { readonly kind: 'NONE' }
  /** It was not read: the row may be of any group. */
  | { readonly kind: 'ANY' };

export interface Grouping {
  add(row: Row): void;
  /** One decision a group, in the order in which groups were met. */
  decideAll(): Iterable<Decision>;
}
