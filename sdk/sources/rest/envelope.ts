import type { RawRecord } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { malformed } from '../http/failure.js';
import type { Page } from '../http/pages.js';
import { isRecord, valueAt } from './json.js';
import type { NextInBody } from './paging.js';
import type { RestEnvelope } from './settings.js';

/** The code of an answer, as text; null where the service has none, `MALFORMED` where only the answer lacks it. */
export function codeOf(document: unknown, envelope: RestEnvelope): string | null {
  if (envelope.code === undefined) return null;
  const code = valueAt(document, envelope.code);
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  throw malformed(`the answer has no ${envelope.code}`);
}

/** What an answer's code says went wrong; null for success. */
export function failureOfCode(code: string | null, envelope: RestEnvelope): SourceFailure | null {
  if (code === null || envelope.code === undefined || envelope.success.includes(code)) return null;
  // A code is a short word; anything else is not repeated.
  const detail = /^[\w-]{1,16}$/.test(code) ? `code ${code}` : 'an unknown code';
  return new SourceFailure(envelope.reasons?.[code] ?? 'FAILED', detail);
}

/** The page of a successful answer, with the columns asked for and no others. */
export function pageOf(
  document: unknown,
  envelope: RestEnvelope,
  columns: readonly string[],
): Pick<Page, 'rows' | 'total'> {
  const rows = envelope.rows === undefined ? document : valueAt(document, envelope.rows);
  if (!Array.isArray(rows)) throw malformed(`the answer has no ${envelope.rows ?? 'list'}`);
  return {
    rows: rows.map((row) => recordOf(row, columns)),
    total: envelope.total === undefined ? null : totalOf(valueAt(document, envelope.total)),
  };
}

/** The cursor of the next page; null where the answer says that there is none. */
export function cursorIn(document: unknown, { cursor, more }: NextInBody): string | null {
  if (more !== undefined && valueAt(document, more) !== true) return null;
  const next = valueAt(document, cursor);
  if (next === undefined || next === null || next === '') return null;
  if (typeof next !== 'string' && typeof next !== 'number') throw malformed('the answer has a cursor that is no word');
  return String(next);
}

function totalOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const total = Number(value);
  if (!Number.isSafeInteger(total) || total < 0) throw malformed('the answer has a total that is no number');
  return total;
}

function recordOf(row: unknown, columns: readonly string[]): RawRecord {
  if (!isRecord(row)) throw malformed('a record is no object');
  const record: Record<string, unknown> = {};
  for (const column of columns) record[column] = Object.hasOwn(row, column) ? cellOf(row[column]) : null;
  return record;
}

/** Scalars and lists of scalars; what nests deeper is no value of a column and reads as none of a known form. */
function cellOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null) ? value : {};
}
