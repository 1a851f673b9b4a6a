import { type Codec, documentNumber, enumeration, text } from 'plumbline/sdk';

/** For each value its code, its label and what older records hold instead: XML holds codes, tables and sheets hold labels. */
export type OwnCodes<V extends string> = Readonly<
  Record<V, readonly [code: string, label: string, ...older: string[]]>
>;

/** A value of the exchange's own code lists (INTERFACE 4); neither the code nor the label is a defect. */
export function coded<const V extends string>(column: string, codes: OwnCodes<V>): Codec<V> {
  const entries = Object.entries(codes) as [V, OwnCodes<V>[V]][];
  const byLabel = enumeration(
    column,
    recordOf(entries.map(([value, [, label, ...older]]) => [value, [label, ...older]])),
  );
  const byCode = enumeration(column, recordOf(entries.map(([value, [code]]) => [value, code])));
  return {
    ...byLabel,
    read: (raw) => {
      const reading = byCode.read(raw);
      return reading.value === null ? byLabel.read(raw) : reading;
    },
  };
}

function recordOf<V extends string, T>(entries: readonly (readonly [V, T])[]): Readonly<Record<V, T>> {
  return Object.fromEntries(entries) as Record<V, T>;
}

/**
 * A number that identifies a record: a document number (GB/T 9704) where it is one, otherwise the bureau's text, flagged, as
 * a record without its number could not be found again.
 */
export function recordNumber(column: string): Codec<string> {
  const [formal, plain] = [documentNumber(column), text(column)];
  return {
    ...formal,
    read: (raw) => {
      const reading = formal.read(raw);
      if (reading.value !== null) return reading;
      const { value, flags } = plain.read(raw);
      return { value, flags: [...new Set([...reading.flags, ...flags])] };
    },
  };
}
