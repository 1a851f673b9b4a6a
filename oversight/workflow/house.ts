import type { BusinessLine } from '../../schema/warrant.js';

/** A procuratorate that matters come in at. */
export interface House {
  readonly code: string;
  /** As its numbers begin: 宁检. */
  readonly short: string;
  /** GB/T 2260. */
  readonly division: string;
  readonly officers: readonly Officer[];
}

/** An account of a procuratorate. */
export interface Officer {
  readonly account: string;
  /** Lines whose matters it takes; none: it takes no matters, as leaders. */
  readonly lines: readonly BusinessLine[];
  /** Tokens of persons and codes of agencies that the account has to keep out of (回避; 刑事诉讼法 29). */
  readonly recusedFrom: readonly string[];
}
