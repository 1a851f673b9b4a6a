/**
 * A query plan as the executor understands it: which subgraph is asked what, in which order, and where the answer goes.
 * The words are those of Apollo's planner, written down here so that another planner can take its place.
 */
export type PlanNode =
  | { readonly kind: 'Sequence'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Parallel'; readonly nodes: readonly PlanNode[] }
  /** `path`: response names, `@` for each element of a list. */
  | { readonly kind: 'Flatten'; readonly path: readonly (string | number)[]; readonly node: PlanNode }
  | {
      readonly kind: 'Condition';
      readonly condition: string;
      readonly ifClause?: PlanNode;
      readonly elseClause?: PlanNode;
    }
  | FetchNode;

export interface FetchNode {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly operation: string;
  readonly operationName?: string | undefined;
  readonly variableUsages?: readonly string[];
  /** What identifies an entity to the subgraph; absent when the fetch starts at a root type. */
  readonly requires?: readonly RequiredSelection[];
  readonly inputRewrites?: readonly Rewrite[];
  readonly outputRewrites?: readonly Rewrite[];
}

export type RequiredSelection =
  | { readonly kind: 'Field'; readonly name: string; readonly selections?: readonly RequiredSelection[] }
  | {
      readonly kind: 'InlineFragment';
      readonly typeCondition?: string;
      readonly selections: readonly RequiredSelection[];
    };

/** A change to data on its way to or from a subgraph; path elements are field names or `... on Type`. */
export type Rewrite =
  | { readonly kind: 'ValueSetter'; readonly path: readonly string[]; readonly setValueTo: unknown }
  | { readonly kind: 'KeyRenamer'; readonly path: readonly string[]; readonly renameKeyTo: string };

/** `root` is absent when nothing has to be asked (introspection, `__typename` alone). */
export interface Plan {
  readonly root?: PlanNode;
}
