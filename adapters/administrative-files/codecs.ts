import { type Codec, type CodeMap, documentNumber, either, enumeration, text } from 'plumbline/sdk';

/**
 * A value of the exchange's own code lists (INTERFACE 4): XML holds its code, tables and sheets its label, and neither is a
 * defect; what stands after these two is of older records.
 */
export const coded = <const V extends string>(column: string, codes: CodeMap<V>): Codec<V> =>
  enumeration(column, codes, { current: 2 });

/**
 * A number that identifies a record: a document number (GB/T 9704) where it is one, otherwise the bureau's text, flagged, as
 * a record without its number could not be found again.
 */
export const recordNumber = (column: string): Codec<string> => either(documentNumber(column), text(column));
