import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';

/** Whether a value is one that a canonical field may have. */
export type Kind = (value: unknown) => boolean;

/** Longest text of one value, characters: longer than any reasoning of a judgment. */
const longestText = 1_000_000;
const isText: Kind = (value) => typeof value === 'string' && value.length <= longestText;

const kinds: Readonly<Record<string, Kind>> = {
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  Float: (value) => Number.isFinite(value),
  // Fen.
  Money: (value) => Number.isSafeInteger(value),
  Boolean: (value) => typeof value === 'boolean',
  Date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  DateTime: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
};

/** The kinds of a record type's canonical fields, by name; null for a type that no adapter may hold. */
export function kindsOf({ types, enums }: Catalog, entity: string): ReadonlyMap<string, Kind> | null {
  const type = types.get(entity);
  if (type === undefined || !type.record) return null;
  const held = [...type.fields.values()].filter(({ shape }) => shape.kind === 'value');
  return new Map(held.map((field) => [field.name, kindOf(field, enums)]));
}

function kindOf({ type, isList }: FieldEntry, enums: Catalog['enums']): Kind {
  const values = enums.get(type);
  const kind =
    values === undefined
      ? (kinds[type] ?? isText)
      : (value: unknown) => typeof value === 'string' && values.includes(value);
  return (value) => value === null || (isList ? Array.isArray(value) && value.every(kind) : kind(value));
}
