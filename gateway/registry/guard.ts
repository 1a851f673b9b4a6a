// long: one walk over everything that code from outside may answer
import {
  type EntityReader,
  type OpenAdapter,
  type Page,
  type ReadRequest,
  type ReadResult,
  type RecordRow,
  wholeList,
} from '../../schema/adapter.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { PlumblineError } from '../../schema/errors.js';
import { dataFlags } from '../../schema/flags.js';
import { nearest } from '../../schema/nearest.js';
import { inTotalOrder } from '../../schema/total-order.js';
import { SourceFailure } from '../../sdk/source-failure.js';
import { type Kind, kindsOf } from './canonical-kinds.js';
import { isTooBroad, reasonOf } from './reason.js';

/**
 * Holds an adapter that is none of this program's to the contract of readers. What it answers outside of it (rows, fields
 * or values that were not asked for, of a wrong kind or out of order) makes the whole answer `MALFORMED`; what it throws
 * keeps its reason alone, as its words may hold values. Throws `ADAPTER_INVALID` for readers that are none.
 * @param id name of the system, by which its rows go
 */
export function guarded(adapter: OpenAdapter, catalog: Catalog, id: string): OpenAdapter {
  const readers: unknown = adapter.readers;
  if (!Array.isArray(readers) || !readers.every(isReader))
    throw new PlumblineError('ADAPTER_INVALID', `${id} opened without readers: it must be made with defineAdapter`);
  const { timeoutMs, concurrency, freshnessMs } = adapter;
  for (const [name, value] of Object.entries({ timeoutMs, concurrency, freshnessMs }))
    if (!(Number.isFinite(value) && value > 0))
      throw new PlumblineError('ADAPTER_INVALID', `${id} opened without ${name}: it must be made with defineAdapter`);
  return {
    ...adapter,
    id,
    agency: String(adapter.agency),
    readers: readers.map((reader) => guardReader(reader, catalog, id)),
    close: async () => {
      try {
        await adapter.close();
      } catch {
        // Nobody waits for what it has to say any more, and its words may hold values.
      }
    },
  };
}

function isReader(value: unknown): value is EntityReader {
  const reader = value as Partial<EntityReader> | null;
  return (
    typeof reader?.read === 'function' &&
    typeof reader.entity === 'string' &&
    (reader.contributes === 'rows' || reader.contributes === 'fields') &&
    isSet(reader.fields) &&
    isSet(reader.lookups)
  );
}

function isSet(value: unknown): value is ReadonlySet<string> {
  return typeof value === 'object' && value !== null && 'has' in value && Symbol.iterator in value;
}

function guardReader(reader: EntityReader, catalog: Catalog, id: string): EntityReader {
  const { entity } = reader;
  const kinds = kindsOf(catalog, entity);
  if (kinds === null)
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${id} holds ${entity}, which is no record type${nearest(entity, recordTypes(catalog))}`,
    );
  return {
    adapter: id,
    agency: String(reader.agency),
    entity,
    contributes: reader.contributes,
    fields: new Set([...reader.fields].filter((field) => kinds.has(field))),
    lookups: new Set(reader.lookups),
    ...(reader.capabilities === undefined ? {} : { capabilities: reader.capabilities }),
    read: async (request, context) => {
      let answer: unknown;
      try {
        answer = await reader.read(request, context);
      } catch (error) {
        throw withoutWords(error, id, entity);
      }
      return checkResult(answer, request, kinds, id);
    },
  };
}

function recordTypes({ types }: Catalog): readonly string[] {
  return [...types.values()].filter(({ record }) => record).map(({ name }) => name);
}

function withoutWords(error: unknown, id: string, entity: string): Error {
  if (isTooBroad(error))
    return new PlumblineError(
      'BOUND_EXCEEDED',
      `${id} would have to read too many rows of ${entity}: narrow the filter`,
    );
  const reason = reasonOf(error);
  return new PlumblineError('SOURCE_UNAVAILABLE', `${id} did not answer (${reason})`, {
    cause: new SourceFailure(reason, nameOf(error)),
  });
}

/** The code or class of an error, where it is a word: nothing that could be a value. */
export function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const words = [Reflect.get(error, 'code'), Reflect.get(error, 'name')];
  return words.map(String).find((word) => /^[A-Z][A-Za-z_]{1,40}$/.test(word)) ?? 'Error';
}

/** What is outside of the contract, as a failure of the source; `what` never holds a value. */
function malformed(what: string): SourceFailure {
  return new SourceFailure('MALFORMED', what);
}

function checkResult(answer: unknown, request: ReadRequest, kinds: ReadonlyMap<string, Kind>, id: string): ReadResult {
  const { groups, asOf } = objectOf(answer, 'answer');
  if (!isTime(asOf)) throw malformed('asOf is no time');
  if (typeof groups !== 'object' || groups === null || !(Symbol.iterator in groups))
    throw malformed('groups are no map');
  const known = new Set(request.by === undefined ? [wholeList] : request.by.values);
  const checked = new Map<string, Page>();
  for (const [group, page] of groups as Iterable<[unknown, unknown]>) {
    if (typeof group !== 'string' || !known.has(group)) throw malformed('a group that was not asked for');
    checked.set(group, checkPage(page, request, kinds, id));
  }
  return { groups: checked, asOf: asOf ?? null };
}

function checkPage(given: unknown, request: ReadRequest, kinds: ReadonlyMap<string, Kind>, id: string): Page {
  const { rows, hasNext, total } = objectOf(given, 'page');
  if (!Array.isArray(rows)) throw malformed('rows are no list');
  if (rows.length > request.first) throw malformed('more rows than were asked for');
  if (typeof hasNext !== 'boolean') throw malformed('hasNext is no boolean');
  if (request.count && !(Number.isSafeInteger(total) && Number(total) >= rows.length))
    throw malformed('total is no number of rows');
  const checked = rows.map((row) => checkRow(row, request, kinds, id));
  checkOrder(checked, request);
  return { rows: checked, hasNext, total: request.count ? Number(total) : null };
}

function checkRow(given: unknown, request: ReadRequest, kinds: ReadonlyMap<string, Kind>, adapter: string): RecordRow {
  const { id, values, flags, asOf } = objectOf(given, 'row');
  if (typeof id !== 'string' || id === '') throw malformed('a row without its key');
  if (!isTime(asOf)) throw malformed('asOf of a row is no time');
  const asked = new Set(request.fields);
  const checked: Record<string, RecordRow['values'][string]> = {};
  for (const [field, value] of Object.entries(objectOf(values, 'values'))) {
    if (value === undefined) continue;
    if (!asked.has(field)) throw malformed('a field that was not asked for');
    if (!kinds.get(field)?.(value)) throw malformed(`a value of another kind in ${field}`);
    checked[field] = value as RecordRow['values'][string];
  }
  return { adapter, id, values: checked, flags: checkFlags(flags, asked), asOf: asOf ?? null };
}

function checkFlags(given: unknown, asked: ReadonlySet<string>): RecordRow['flags'] {
  const flags = objectOf(given ?? {}, 'flags');
  for (const [field, found] of Object.entries(flags)) {
    if (!asked.has(field)) throw malformed('flags of a field that was not asked for');
    if (!Array.isArray(found) || !found.every((flag) => Object.hasOwn(dataFlags, String(flag))))
      throw malformed(`unknown flags of ${field}`);
  }
  return flags as RecordRow['flags'];
}

// Merged pages rely on it: rows out of order, twice, or from before the cursor would be lost or come again.
function checkOrder(rows: readonly RecordRow[], { order, after }: ReadRequest): void {
  const compare = inTotalOrder(order);
  let last = after === undefined ? undefined : placeOf(after, order);
  for (const row of rows) {
    if (last !== undefined && compare(last, row) >= 0) throw malformed('rows out of order');
    last = row;
  }
}

function placeOf(after: NonNullable<ReadRequest['after']>, order: ReadRequest['order']): RecordRow {
  const values = Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null]));
  return { adapter: after.adapter, id: after.id, values, flags: {}, asOf: null };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw malformed(`no ${what}`);
}

function isTime(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}
