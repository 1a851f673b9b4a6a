import type { BusinessCode, DropRow } from './businesses.js';

type Blank = Readonly<Record<string, string | null>>;

/** What a clerk enters for one fact: the business, and the items without agency, party and management. */
export interface Entered {
  readonly business: BusinessCode;
  readonly person: string | null;
  readonly organization: string | null;
  readonly items: Blank;
  /** Items that were still empty when the record was first sent. */
  readonly later: readonly string[];
}

/** Empty items are empty text in a delivery. */
export function filled(items: Blank): DropRow {
  return Object.fromEntries(Object.entries(items).map(([name, value]) => [name, value ?? '']));
}
