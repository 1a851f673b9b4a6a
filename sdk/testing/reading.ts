import { dataFlags } from '../../schema/flags.js';
import type { FieldValue } from '../../schema/scalar.js';
import type { Codec } from '../codec.js';
import { type Bench, type CheckResult, readList } from './bench.js';

/** Every field of every record reads as its codec's kind or as null, with flags of the table, whatever the record holds. */
export async function readsEverything<Place>(bench: Bench<Place>): Promise<CheckResult> {
  const { entity, fields } = bench.binding;
  const failures = new Set<string>();
  const { rows } = await readList(bench, bench.source, {});
  for (const { id, values, flags } of rows) {
    if (id === '') failures.add('a record has no key');
    for (const [field, codec] of Object.entries(fields)) {
      if (!isOfKind(values[field] ?? null, codec.kind)) failures.add(`${field} is not ${codec.kind} or null`);
      for (const flag of flags[field] ?? []) if (!(flag in dataFlags)) failures.add(`${field} has an unknown flag`);
    }
  }
  return { entity, check: 'reads every record', failures: [...failures] };
}

function isOfKind(value: FieldValue, kind: Codec['kind']): boolean {
  if (value === null) return true;
  if (kind === 'list') return Array.isArray(value);
  return typeof value === (kind === 'text' ? 'string' : kind);
}
