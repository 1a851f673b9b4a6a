import { mask } from '../../policies/masks/mask.js';
import type { RecordRow } from '../../schema/adapter.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { FieldValue } from '../../schema/scalar.js';

export interface Hiding {
  readonly isRevealed: boolean;
  readonly catalog: Catalog;
}

/** One record as a tool shows it. */
export interface ShownRecord {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly flags: RecordRow['flags'];
  readonly asOf: string | null;
}

const hidden = '•••';

/**
 * The values of a record; those of sensitive fields, of fields that have a mask and of sealed records are masked unless they are
 * to be revealed. The record's key is not shown: it may be a citizen id.
 */
export function shownRecord(
  entity: string,
  { values, flags, asOf }: RecordRow,
  { isRevealed, catalog }: Hiding,
): ShownRecord {
  const fields = catalog.types.get(entity)?.fields;
  const isSealed = values.sealed === true;
  const show = (name: string, value: FieldValue | undefined): FieldValue => {
    if (isRevealed || value === null || value === undefined) return value ?? null;
    const field = fields?.get(name);
    // What the schema does not know is not shown either.
    if (field === undefined || (isSealed && name !== 'sealed')) return hidden;
    if (field.mask !== null && !isSealed) return (mask(field.mask, value) as FieldValue) ?? hidden;
    return field.class === 'SENSITIVE' || field.class === 'SEALED' ? hidden : value;
  };
  return {
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(name, value)])),
    flags,
    asOf,
  };
}
