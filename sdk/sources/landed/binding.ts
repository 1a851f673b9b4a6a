import type { DataFlag } from '../../../schema/flags.js';
import type { FieldValue, Scalar } from '../../../schema/scalar.js';
import type { Codec } from '../../codec.js';
import { dateTime } from '../../codecs/dates.js';
import { seekExact } from '../../codecs/seek.js';
import type { EntityBinding } from '../../entity.js';
import { type RawRecord, rawFalse } from '../../raw.js';
import type { LandedPlace } from '../../source.js';

/** Names that the landed table's columns have in raw queries; `json`, `flags` and `value` are of one field. */
export const landedColumns = {
  key: 'key',
  updatedAt: 'updatedAt',
  json: (field: string) => `json:${field}`,
  flags: (field: string) => `flags:${field}`,
  value: (field: string) => `value:${field}`,
} as const;

/** Most fields that the landed table has index columns for. */
export const indexed = 3;

/** The binding to read landed records by: canonical values, so that every comparison is exact. */
export function landedBinding(binding: EntityBinding): EntityBinding<LandedPlace> {
  const index = binding.lookups.slice(0, indexed);
  return {
    entity: binding.entity,
    table: { entity: binding.entity, index, keyed: null },
    key: landedColumns.key,
    fields: Object.fromEntries(
      Object.entries(binding.fields).map(([field, codec]) => [field, landedCodec(field, codec.kind)]),
    ),
    lookups: binding.lookups,
    // What is not alive was never landed.
    alive: null,
    excluded: null,
    jurisdiction: null,
    updated: landedInstant,
    contributes: binding.contributes,
  };
}

/** The hub wrote it itself, as ISO 8601 in UTC with milliseconds: instants compare as text. */
const landedInstant: Codec<string> = {
  ...dateTime(landedColumns.updatedAt),
  seek: seekExact(landedColumns.updatedAt, 'text', inUtc),
  order: { column: landedColumns.updatedAt, type: 'text', toRaw: (value) => inUtc(value) ?? value },
};

function inUtc(value: Scalar): Scalar | null {
  const instant = new Date(String(value));
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function landedCodec(field: string, kind: Codec['kind']): Codec<FieldValue> {
  const json = landedColumns.json(field);
  const flags = landedColumns.flags(field);
  const value = landedColumns.value(field);
  const isText = kind === 'text';
  const type = kind === 'number' ? 'number' : 'text';
  const isCompared = isText || kind === 'number';
  return {
    kind,
    columns: [json, flags],
    read: (raw) => ({
      // Keys that were counted or spelled come alone, as they are compared.
      value: value in raw ? (raw[value] as FieldValue) : (parsed(raw, json) as FieldValue),
      flags: (parsed(raw, flags) ?? []) as readonly DataFlag[],
    }),
    seek: isCompared ? seekExact(value, type) : () => null,
    order: isCompared ? { column: value, type, toRaw: (scalar: Scalar) => scalar } : null,
    spelling: isText ? { column: value, odd: rawFalse, of: (text) => [text] } : null,
  };
}

function parsed(raw: RawRecord, column: string): unknown {
  const text = raw[column];
  return typeof text === 'string' ? JSON.parse(text) : null;
}
