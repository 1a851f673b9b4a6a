import { hash } from 'node:crypto';
import type { DataFlag } from '../../../schema/flags.js';
import { type DeliveredRecord, type LandingRecord, withdrawn } from '../../../schema/landing.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { Codec } from '../../codec.js';
import type { EntityBinding } from '../../entity.js';
import type { RawRecord } from '../../raw.js';
import { rawMatches } from '../../raw-match.js';
import { indexed } from '../landed/binding.js';
import { boundColumns } from '../landed/bound-columns.js';
import { remembering } from './remembering.js';
import type { DeliveredRow } from './row.js';

/** The field that reads the key's column, if there is one: landed records are keyed by its canonical value. */
export function keyFieldOf(binding: EntityBinding): string | null {
  return Object.entries(binding.fields).find(([, { spelling }]) => spelling?.column === binding.key)?.[0] ?? null;
}

/** The fields in the index columns: the lookups, without the key, which has its own. */
export function indexOf(binding: EntityBinding): readonly string[] {
  const key = keyFieldOf(binding);
  return binding.lookups.filter((field) => field !== key).slice(0, indexed);
}

/**
 * Reads delivered rows by a binding, once and for all: what does not parse is null with a flag, as at any source. Of a row that
 * may not be shared, or may be one that cannot be told, no text leaves here.
 */
export function recordReader(binding: EntityBinding): (row: DeliveredRow) => DeliveredRecord {
  const { entity, alive, updated, excluded } = binding;
  const fields = Object.entries(binding.fields).map(([field, codec]) => [field, remembering(codec)] as const);
  const indexFields = indexOf(binding);
  const keyOf = keyReader(binding);
  const hashOf = rowHash();
  const bound = new Set(boundColumns(binding));
  return (row) => {
    if ('broken' in row) return { entity, key: null, reason: row.broken, raw: excluded === null ? row.text : null };
    const { cells } = row;
    const key = keyOf(cells);
    if (excluded !== null && rawMatches(excluded, cells)) {
      return { entity, key, isExcluded: true, ...(updated === null ? {} : updatedBy(updated, cells)) };
    }
    if (key === null) {
      const reason = cells[binding.key] === undefined ? 'KEY_MISSING' : 'KEY_UNREADABLE';
      return { entity, key: null, reason, raw: JSON.stringify(boundOf(cells, bound)) };
    }
    const version = { hash: hashOf(cells), ...(updated === null ? {} : updatedBy(updated, cells)) };
    // What was taken back need not be kept: only that it was.
    if (alive !== null && !rawMatches(alive, cells)) {
      return { entity, key, values: { [withdrawn]: true }, flags: {}, index: [], ...version };
    }
    const values: Record<string, FieldValue> = {};
    const flags: Record<string, readonly DataFlag[]> = {};
    for (const [field, read] of fields) {
      const reading = read(cells);
      if (reading.value !== null) values[field] = reading.value;
      if (reading.flags.length > 0) flags[field] = reading.flags;
    }
    return { entity, key, values, flags, index: indexFields.map((field) => textOf(values[field])), ...version };
  };
}

/** Formats that name no columns deliver whatever the agency has: what nobody reads is not kept, not even where it is put aside. */
function boundOf(cells: RawRecord, bound: ReadonlySet<string>): RawRecord {
  return Object.fromEntries(Object.entries(cells).filter(([column]) => bound.has(column)));
}

/** The record's own time of update, which decides between its deliveries; none when it cannot be read. */
function updatedBy(codec: Codec<string>, cells: RawRecord): Pick<LandingRecord, 'updatedAt'> {
  const { value } = codec.read(cells);
  return value === null ? {} : { updatedAt: value };
}

function keyReader(binding: EntityBinding): (cells: RawRecord) => string | null {
  const field = keyFieldOf(binding);
  const codec = field === null ? undefined : binding.fields[field];
  if (codec === undefined)
    return (cells) =>
      textOf(
        String(cells[binding.key] ?? '')
          .replaceAll('\0', '')
          .trim(),
      );
  return (cells) => textOf(codec.read(cells).value);
}

function textOf(value: FieldValue | undefined): string | null {
  return value === null || value === undefined || value === '' || typeof value === 'object' ? null : String(value);
}

/** The same row gives the same digest, whatever the order of its columns. Rows of one file have theirs in one order. */
function rowHash(): (cells: RawRecord) => string {
  let [known, sorted] = ['', [] as readonly string[]];
  return (cells) => {
    const columns = Object.keys(cells);
    const given = columns.join('\n');
    if (given !== known) [known, sorted] = [given, columns.sort()];
    let text = '';
    for (const column of sorted) {
      const cell = cells[column];
      const written = typeof cell === 'string' ? `'${cell}` : JSON.stringify(cell);
      text += `${column}:${written.length}:${written}`;
    }
    return hash('sha256', text, 'base64url');
  };
}
