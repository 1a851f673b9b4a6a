/**
 * How often each defect of the dirty-data catalogue (domain 6.4) befalls a value that it can befall.
 * The number is the catalogue's line.
 */
export const dirtKinds = {
  FULL_WIDTH: { line: 1, rate: 0.02 },
  ID_CHARACTERS: { line: 2, rate: 0.02 },
  FIFTEEN_DIGITS: { line: 3, rate: 0.01 },
  ID_INVALID: { line: 4, rate: 0.01 },
  PLACEHOLDER: { line: 5, rate: 0.02 },
  DATE_VARIANT: { line: 6, rate: 0.2 },
  /** Of missing dates in text columns: how many are a fake default instead of nothing. */
  DATE_SENTINEL: { line: 6, rate: 0.5 },
  TIME_ZONE: { line: 7, rate: 0.05 },
  CODE_DRIFT: { line: 8, rate: 0.1 },
  ENCODING: { line: 9, rate: 0.005 },
  DUPLICATE: { line: 10, rate: 0.02 },
  NAME_VARIANT: { line: 11, rate: 0.01 },
  TRUNCATED: { line: 12, rate: 0.005 },
  ESCAPED: { line: 12, rate: 0.005 },
  AMOUNT_VARIANT: { line: 13, rate: 0.03 },
  CONTRADICTION: { line: 14, rate: 0.01 },
  SOFT_DELETE: { line: 15, rate: 0.005 },
  STALE_UPDATE_TIME: { line: 16, rate: 0.005 },
  MISSING_DOCUMENT: { line: 17, rate: 0.05 },
} as const satisfies Record<string, { readonly line: number; readonly rate: number }>;

export type DirtKind = keyof typeof dirtKinds;
