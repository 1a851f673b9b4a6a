/** What a binding may vouch for. */
export interface CleanOption {
  /**
   * The system itself writes the column, and nothing in it needs cleaning: every raw value reads as it stands.
   * Filters, orders and counts then run at the source. The conformance kit finds a false claim.
   */
  readonly clean?: boolean;
}

/**
 * Either a column is clean, or it may have sentinels: what the system writes where it has no value (`-1`, `9999`, `默认`), as the
 * column holds it, in its own unit. A sentinel reads as null with a flag; a filter that runs at the source would find it.
 */
export type TrustOption<Sentinel extends string | number> =
  | (CleanOption & { readonly sentinels?: never })
  | { readonly clean?: false; readonly sentinels: readonly Sentinel[] };
