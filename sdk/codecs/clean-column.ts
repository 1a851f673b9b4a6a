/** What a binding may vouch for. */
export interface CleanOption {
  /**
   * The system itself writes the column, and nothing in it needs cleaning: every raw value reads as it stands.
   * Filters, orders and counts then run at the source. The conformance kit finds a false claim.
   */
  readonly clean?: boolean;
}
