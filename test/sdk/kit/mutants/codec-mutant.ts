import type { Codec, RawRecord } from '../../../../sdk/index.js';
import { fields, like, sqlBase } from './permit.js';

export type Field = keyof typeof fields;

export const golden = { base: sqlBase, by: 'reading.golden' } as const;
export const wrong = (field: Field) => new RegExp(`^Permit\\.${field}: reads `);

/** The honest codec whose reading is changed afterwards. */
export const reading = (
  field: Field,
  change: (read: ReturnType<Codec['read']>, raw: RawRecord) => ReturnType<Codec['read']>,
) => like(field, { read: (raw) => change(fields[field].read(raw), raw) });

export const own =
  (read: (raw: RawRecord) => string | number | null): Codec['read'] =>
  (raw) => ({ value: read(raw), flags: [] });
