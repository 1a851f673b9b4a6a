import type { RecordRow } from '../../schema/adapter.js';
import type { DataFlag } from '../../schema/flags.js';
import type { FieldValue } from '../../schema/scalar.js';
import type { EntityBinding } from '../entity.js';
import type { RawRecord } from '../raw.js';

/** A record on its way: each canonical field is read at most once, and only when somebody asks. */
export interface Candidate {
  readonly raw: RawRecord;
  readonly id: string;
  valueAt(field: string): FieldValue;
  /** The record with these fields. */
  row(fields: readonly string[]): RecordRow;
}

export function candidate(adapter: string, binding: EntityBinding, raw: RawRecord): Candidate {
  const values = new Map<string, FieldValue>();
  const flags = new Map<string, readonly DataFlag[]>();
  const id = String(raw[binding.key] ?? '');
  const valueAt = (field: string): FieldValue => {
    const known = values.get(field);
    if (known !== undefined) return known;
    const reading = binding.fields[field]?.read(raw);
    const value = reading?.value ?? null;
    values.set(field, value);
    if (reading !== undefined && reading.flags.length > 0) flags.set(field, reading.flags);
    return value;
  };
  return {
    raw,
    id,
    valueAt,
    row: (fields) => {
      const kept: Record<string, FieldValue> = {};
      const found: Record<string, readonly DataFlag[]> = {};
      for (const field of fields) {
        kept[field] = valueAt(field);
        const flagged = flags.get(field);
        if (flagged !== undefined) found[field] = flagged;
      }
      return { adapter, id, values: kept, flags: found, asOf: binding.updated?.read(raw).value ?? null };
    },
  };
}
