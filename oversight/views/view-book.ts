import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { Words } from '../../schema/oversight/rule.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Cell } from './cell.js';

/** Views that are offered, held against one schema. */
export interface ViewBook {
  readonly views: readonly CompiledView[];
  view(id: string): CompiledView | undefined;
}

/** What is said of a view to whoever may run it. */
export interface ViewFacts {
  readonly id: string;
  readonly version: string;
  readonly name: Words;
  readonly about: Words;
  /** Purposes that it may be run for. */
  readonly purposes: readonly Purpose[];
  /** Roles that it is made for; what each sees in it the policies decide. */
  readonly roles: readonly string[];
  readonly variables: readonly ViewVariable[];
  readonly columns: readonly ViewColumn[];
}

export interface ViewVariable {
  readonly name: string;
  readonly title: Words;
  /** GraphQL type: `Date!`, `[String!]`. */
  readonly type: string;
  /** Whether it has to be given. */
  readonly isNeeded: boolean;
}

export interface ViewColumn {
  readonly name: string;
  readonly title: Words;
  /** Characters. */
  readonly width: number;
}

/** Cells in the order of the columns. */
export type ViewRow = readonly Cell[];

export interface ViewPage {
  readonly rows: readonly ViewRow[];
  /** Records of which it could not be told whether they belong in the view. */
  readonly undecided: number;
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

export interface CompiledView {
  readonly facts: ViewFacts;
  /** GraphQL text of the operation. */
  readonly document: string;
  /** Field of `Query` that is walked. */
  readonly list: string;
  /** Rows a page; null where the view is of one record. */
  readonly pageSize: number | null;
  /** `Type.field` of everything that it asks for. */
  readonly coordinates: ReadonlySet<string>;
  /**
   * Variables of the operation, paging aside: what was given as text, the defaults of `today` for the others.
   * Rejects with `BAD_USER_INPUT`, which names the variable and never its value.
   */
  variables(given: Readonly<Record<string, string>>, today: string): Readonly<Record<string, unknown>>;
  /** Rows of an answer of the hub. Throws the code of a question that was refused, or of a list that could not be read. */
  page(answer: OversightAnswer, today: string): ViewPage;
}
