/** Days, both inclusive, ISO 8601 dates. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** A page of a list of the hub. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
