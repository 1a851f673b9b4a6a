import { setMaxListeners } from 'node:events';
import type { EntityReader, OpenAdapter, Page, ReadContext, ReadRequest, ReadResult } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Reader, ReaderResult, SourceStatus } from '../../schema/reader.js';
import { maintenanceUntil } from './maintenance.js';
import { joinFields, mergeRows } from './merge.js';
import { type Protection, protect } from './protect.js';
import { isTooBroad, reasonOf } from './reason.js';
import { type Route, routeOf } from './route.js';
import { createTurns, defaultSourceCalls, type SourceCalls } from './turns.js';

interface Binding {
  readonly reader: EntityReader;
  readonly adapter: OpenAdapter;
  readonly protection: Protection;
  readonly mayHold: Route;
}

/** A binding with what it is asked for. */
type Asked = Binding & { readonly own: ReadRequest };

/**
 * Every adapter behind one door. A read goes to the bindings that may hold what is asked for, each under its own time-out,
 * bulkhead, breaker and retry budget, so many at once; what does not answer is named in `sources`, and the others' answers stand.
 */
export function createRegistry(
  adapters: readonly OpenAdapter[],
  clock: () => Date,
  calls: SourceCalls = defaultSourceCalls,
): Reader {
  const turns = createTurns(calls);
  const bindings = new Map<string, Binding[]>();
  for (const adapter of adapters) {
    const shared = { adapter, protection: protect(adapter, { turns, clock }), mayHold: routeOf(adapter) };
    for (const reader of adapter.readers) {
      const known = bindings.get(reader.entity);
      if (known === undefined) bindings.set(reader.entity, [{ reader, ...shared }]);
      else known.push({ reader, ...shared });
    }
  }
  return {
    holds: (entity, field) => (bindings.get(entity) ?? []).some(({ reader }) => reader.fields.has(field)),
    read: (request, context) => read(bindings.get(request.entity) ?? [], request, context, clock),
  };
}

async function read(
  bindings: readonly Binding[],
  request: ReadRequest,
  context: ReadContext,
  clock: () => Date,
): Promise<ReaderResult> {
  const asked = bindings.flatMap((binding): Asked[] => {
    const own = binding.mayHold(request) ? ownRequest(binding.reader, request) : null;
    return own === null ? [] : [{ ...binding, own }];
  });
  const isJoin = asked.some(({ reader }) => reader.contributes === 'fields');
  if (request.since !== undefined) assertSayChanges(request.entity, asked);
  // Joined fields are taken in the adapters' order; rows are merged as they come, so that no more are held than the page has.
  const joined: ReadResult[] = [];
  const merge = mergeRows(request);
  let answered = 0;
  const noteAnswer = (result: ReadResult, place: number) => {
    answered += 1;
    if (isJoin) joined[place] = result;
    else merge.add(result);
  };
  const sources = await together(context, (fan) =>
    asked.map((each, place) => ask(each, fan, context, clock, (result) => noteAnswer(result, place))),
  );
  // What no system holds is missing, like what did not answer: null would read as empty (promise 6).
  const held = (field: string) => bindings.some(({ reader }) => reader.fields.has(field));
  const missing = new Set<string>(request.fields.filter((field) => !held(field)));
  for (const [place, { reader, own }] of asked.entries()) {
    if (reader.contributes === 'fields' && sources[place]?.status === 'UNAVAILABLE')
      for (const field of own.fields) missing.add(field);
  }
  const unavailable = answered === 0 && (asked.length > 0 || bindings.length === 0);
  return {
    groups: unavailable ? noGroups : isJoin ? joinFields(Object.values(joined)) : merge.groups(),
    sources,
    // What no system holds is not known to be empty.
    unavailable,
    missing,
  };
}

/**
 * Who does not say when records were written would answer none, which reads as "nothing changed"; and what several put together is
 * as new as its newest part, which none of them knows. Rejects with `BAD_USER_INPUT`.
 */
function assertSayChanges(entity: string, asked: readonly Asked[]): void {
  const silent = asked.filter(
    ({ reader }) => reader.contributes === 'fields' || reader.capabilities?.changes === false,
  );
  if (silent.length === 0) return;
  const names = silent.map(({ reader }) => reader.adapter).join(', ');
  throw new PlumblineError(
    'BAD_USER_INPUT',
    `${names} cannot say which ${entity} records changed: ask without changedSince`,
  );
}

const noGroups: ReadonlyMap<string, Page> = new Map();

/** Runs the calls of one read; when one of them fails the whole read, the others are given up. */
async function together<T>(
  { requestId, signal }: ReadContext,
  start: (context: ReadContext) => readonly Promise<T>[],
): Promise<readonly T[]> {
  const fan = new AbortController();
  // A question has as many listeners as reads under way, and a fan-out as many as systems.
  setMaxListeners(0, signal, fan.signal);
  const leave = () => fan.abort();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.all(start({ requestId, signal: fan.signal }));
  } catch (error) {
    leave();
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Asks one adapter, and says how it answered. Rejects when the question is too broad or its caller has gone. */
async function ask(
  { reader, adapter, protection, own }: Asked,
  fan: ReadContext,
  caller: ReadContext,
  clock: () => Date,
  answer: (result: ReadResult) => void,
): Promise<SourceStatus> {
  const named = { adapter: reader.adapter, agency: reader.agency };
  const until = adapter.maintenance === undefined ? null : maintenanceUntil(adapter.maintenance, clock());
  if (until !== null) return { ...named, status: 'UNAVAILABLE', asOf: null, reason: 'MAINTENANCE', until };
  try {
    const result = await protection.run((signal) => reader.read(own, { ...fan, signal }), fan);
    answer(result);
    return { ...named, status: ageOf(result.asOf, adapter.freshnessMs, clock), asOf: result.asOf, reason: null };
  } catch (cause) {
    if (isTooBroad(cause)) throw cause;
    if (caller.signal.aborted) throw new PlumblineError('DEADLINE_EXCEEDED', 'the request was given up', { cause });
    return { ...named, status: 'UNAVAILABLE', asOf: null, reason: reasonOf(cause) };
  }
}

// An authority for some fields is asked for those alone, and not at all when none of them is wanted.
function ownRequest(reader: EntityReader, request: ReadRequest): ReadRequest | null {
  if (reader.contributes === 'rows') return request;
  const fields = request.fields.filter((field) => reader.fields.has(field));
  return fields.length === 0 ? null : { ...request, fields };
}

function ageOf(asOf: string | null, freshnessMs: number, clock: () => Date): 'OK' | 'STALE' {
  return asOf !== null && clock().getTime() - Date.parse(asOf) > freshnessMs ? 'STALE' : 'OK';
}
