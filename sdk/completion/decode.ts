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
  return new ReadOnce(adapter, binding, raw);
}

// Thousands are under way at once: plain objects of one shape take less room than maps.
class ReadOnce implements Candidate {
  readonly raw: RawRecord;
  readonly id: string;
  readonly #adapter: string;
  readonly #binding: EntityBinding;
  readonly #values: Record<string, FieldValue> = {};
  #flags: Record<string, readonly DataFlag[]> | null = null;

  constructor(adapter: string, binding: EntityBinding, raw: RawRecord) {
    this.raw = raw;
    this.id = String(raw[binding.key] ?? '');
    this.#adapter = adapter;
    this.#binding = binding;
  }

  valueAt(field: string): FieldValue {
    const known = this.#values[field];
    if (known !== undefined) return known;
    const reading = this.#binding.fields[field]?.read(this.raw);
    const value = reading?.value ?? null;
    this.#values[field] = value;
    if (reading !== undefined && reading.flags.length > 0) {
      this.#flags ??= {};
      this.#flags[field] = reading.flags;
    }
    return value;
  }

  row(fields: readonly string[]): RecordRow {
    const values: Record<string, FieldValue> = {};
    for (const field of fields) values[field] = this.valueAt(field);
    return {
      adapter: this.#adapter,
      id: this.id,
      values,
      flags: this.#flags === null ? noFlags : flagsOf(this.#flags, fields),
      asOf: this.#binding.updated?.read(this.raw).value ?? null,
    };
  }
}

const noFlags: RecordRow['flags'] = {};

function flagsOf(flags: RecordRow['flags'], fields: readonly string[]): RecordRow['flags'] {
  const found: Record<string, readonly DataFlag[]> = {};
  for (const field of fields) {
    const own = flags[field];
    if (own !== undefined) found[field] = own;
  }
  return found;
}
