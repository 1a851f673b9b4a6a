import type {
  EntityReader,
  MaintenanceWindow,
  OpenAdapter,
  ReadRequest,
  ReadResult,
  RecordRow,
} from '../../schema/adapter.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { all, always } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { jurisdictionField } from '../../sdk/entity.js';
import { ofDivisions, prefixesOf } from '../../sdk/jurisdiction.js';
import { SourceFailure } from '../../sdk/source-failure.js';
import { kindsOf } from './canonical-kinds.js';
import { checkAnswer } from './guard-answer.js';
import { guardReceiver } from './guard-receiver.js';
import { NotKept } from './not-kept.js';
import { isTooBroad, reasonOf } from './reason.js';

/**
 * Holds an adapter that is none of this program's to the contract of readers. What it answers outside of it (rows, fields
 * or values that were not asked for, of a wrong kind or out of order) makes the whole answer `MALFORMED`; what it throws
 * keeps its reason alone, as its words may hold values. Throws `ADAPTER_INVALID` for readers that are none.
 * @param id name of the system, by which its rows go
 * @param limits divisions that the stanza names: it is held to them, and without them to those that it says it holds
 */
export function guarded(adapter: OpenAdapter, catalog: Catalog, id: string, limits?: readonly string[]): OpenAdapter {
  const readers: unknown = adapter.readers;
  if (!Array.isArray(readers) || !readers.every(isReader))
    throw new PlumblineError('ADAPTER_INVALID', `${id} opened without readers: it must be made with defineAdapter`);
  const { timeoutMs, concurrency, freshnessMs } = adapter;
  for (const [name, value] of Object.entries({ timeoutMs, concurrency, freshnessMs }))
    if (!(Number.isFinite(value) && value > 0))
      throw new PlumblineError('ADAPTER_INVALID', `${id} opened without ${name}: it must be made with defineAdapter`);
  const { maintenance, receiver } = adapter;
  // One that says nothing of divisions does not know of the stanza's: whoever opens it sees that.
  const isLimited = limits !== undefined && adapter.divisions !== undefined;
  const divisions = isLimited ? prefixesOf(id, limits) : adapter.divisions;
  if (!(divisions === undefined || (Array.isArray(divisions) && divisions.every(isDivision))))
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${id} opened with divisions that are none: digits, as GB/T 2260 has them`,
    );
  if (!(maintenance === undefined || (Array.isArray(maintenance) && maintenance.every(isWindow))))
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${id} opened with maintenance windows that are none: from and to, HH:MM`,
    );
  return {
    id,
    agency: String(adapter.agency),
    timeoutMs,
    concurrency,
    freshnessMs,
    ...(divisions === undefined ? {} : { divisions: [...divisions] }),
    ...(maintenance === undefined ? {} : { maintenance: [...maintenance] }),
    ...(receiver === undefined ? {} : { receiver: guardReceiver(receiver, id) }),
    readers: readers.map((reader) => guardReader(reader, catalog, id, divisions ?? [])),
    close: async () => {
      try {
        await adapter.close();
      } catch {
        // Nobody waits for what it has to say any more, and its words may hold values.
      }
    },
  };
}

function isDivision(value: unknown): boolean {
  return typeof value === 'string' && /^\d{2,12}$/.test(value);
}

function isWindow(value: unknown): boolean {
  const { from, to, days } = (value ?? {}) as Partial<MaintenanceWindow>;
  const isTime = (text: unknown) => typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  return isTime(from) && isTime(to) && (days === undefined || (Array.isArray(days) && days.every(Number.isInteger)));
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

function guardReader(reader: EntityReader, catalog: Catalog, id: string, divisions: readonly string[]): EntityReader {
  const { entity } = reader;
  const kinds = kindsOf(catalog, entity);
  if (kinds === null)
    throw new PlumblineError(
      'ADAPTER_INVALID',
      `${id} holds ${entity}, which is no record type${nearest(entity, recordTypes(catalog))}`,
    );
  const fields = new Set([...reader.fields].filter((field) => kinds.has(field)));
  const within = divisions.length > 0 && fields.has(jurisdictionField) ? ofDivisions(divisions) : null;
  return {
    adapter: id,
    agency: String(reader.agency),
    entity,
    contributes: reader.contributes,
    fields,
    lookups: new Set(reader.lookups),
    ...(reader.capabilities === undefined ? {} : { capabilities: reader.capabilities }),
    read: async (request, context) => {
      try {
        const asked = within === null ? request : withDivision(request);
        const held = { ...asked, where: all(request.where, within ?? always) };
        return withoutMore(checkAnswer(await reader.read(asked, context), held, kinds, id), request);
      } catch (error) {
        // Looking at an answer runs its code too: getters, iterators, thenables.
        throw error instanceof NotKept ? error.failure : withoutWords(error, id, entity);
      }
    },
  };
}

/** Read with every record of a system of some divisions: that of another one is seen by it alone. */
function withDivision(request: ReadRequest): ReadRequest {
  return { ...request, fields: [...new Set([...request.fields, jurisdictionField])] };
}

function withoutMore(result: ReadResult, { fields }: ReadRequest): ReadResult {
  if (fields.includes(jurisdictionField)) return result;
  const rowOf = ({ values, flags, ...row }: RecordRow): RecordRow => {
    const { [jurisdictionField]: _value, ...ownValues } = values;
    const { [jurisdictionField]: _flags, ...ownFlags } = flags;
    return { ...row, values: ownValues, flags: ownFlags };
  };
  const pages = [...result.groups].map(([group, page]) => [group, { ...page, rows: page.rows.map(rowOf) }] as const);
  return { ...result, groups: new Map(pages) };
}

function recordTypes({ types }: Catalog): readonly string[] {
  return [...types.values()].filter(({ record }) => record).map(({ name }) => name);
}

function withoutWords(error: unknown, id: string, entity: string): Error {
  try {
    return toldOf(error, id, entity);
  } catch {
    // An error that cannot even be looked at.
    return toldOf(undefined, id, entity);
  }
}

function toldOf(error: unknown, id: string, entity: string): Error {
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
