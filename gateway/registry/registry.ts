import type { EntityReader, OpenAdapter, Page, ReadContext, ReadRequest } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Reader, ReaderResult, SourceStatus } from '../../schema/reader.js';
import { type Answer, joinFields, mergeRows } from './merge.js';
import { type Protection, protect, reasonOf } from './protect.js';

interface Binding {
  readonly reader: EntityReader;
  readonly freshnessMs: number;
  readonly protection: Protection;
}

/**
 * Every adapter behind one door. A read fans out to the bindings that hold the entity, each under its own
 * time-out, bulkhead and breaker; what does not answer is named in `sources`, and the others' answers stand.
 */
export function createRegistry(adapters: readonly OpenAdapter[], clock: () => Date): Reader {
  const bindings = new Map<string, Binding[]>();
  for (const adapter of adapters) {
    const protection = protect(adapter);
    for (const reader of adapter.readers) {
      const known = bindings.get(reader.entity) ?? [];
      bindings.set(reader.entity, [...known, { reader, protection, freshnessMs: adapter.freshnessMs }]);
    }
  }
  return {
    holds: (entity, field) => (bindings.get(entity) ?? []).some(({ reader }) => reader.fields.has(field)),
    read: (request, context) => read(bindings.get(request.entity) ?? [], request, context, clock),
  };
}

const noGroups: ReadonlyMap<string, Page> = new Map();

async function read(
  bindings: readonly Binding[],
  request: ReadRequest,
  context: ReadContext,
  clock: () => Date,
): Promise<ReaderResult> {
  const asked = bindings.flatMap((binding) => {
    const own = ownRequest(binding.reader, request);
    return own === null ? [] : [{ ...binding, own }];
  });
  const outcomes = await Promise.all(
    asked.map(async ({ reader, protection, freshnessMs, own }) => {
      try {
        const result = await protection.run((signal) => reader.read(own, { ...context, signal }), context.signal);
        return { reader, own, freshnessMs, result };
      } catch (error) {
        return { reader, own, freshnessMs, failure: failureOf(error, context) };
      }
    }),
  );
  const answers: Answer[] = [];
  const sources: SourceStatus[] = [];
  // What no system holds is missing, like what did not answer: null would read as empty (promise 6).
  const held = (field: string) => bindings.some(({ reader }) => reader.fields.has(field));
  const missing = new Set<string>(request.fields.filter((field) => !held(field)));
  for (const { reader, own, freshnessMs, result, failure } of outcomes) {
    const { adapter, agency, contributes } = reader;
    if (result) answers.push({ reader, result });
    else if (contributes === 'fields') for (const field of own.fields) missing.add(field);
    sources.push({
      adapter,
      agency,
      status: result ? ageOf(result.asOf, freshnessMs, clock) : 'UNAVAILABLE',
      asOf: result?.asOf ?? null,
      reason: failure ?? null,
    });
  }
  const isJoin = asked.some(({ reader }) => reader.contributes === 'fields');
  return {
    groups: answers.length === 0 ? noGroups : isJoin ? joinFields(answers) : mergeRows(answers, request),
    sources,
    // What no system holds is not known to be empty.
    unavailable: answers.length === 0 && (asked.length > 0 || bindings.length === 0),
    missing,
  };
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

function failureOf(error: unknown, context: ReadContext) {
  if (error instanceof PlumblineError && error.code === 'BOUND_EXCEEDED') throw error;
  if (context.signal.aborted)
    throw new PlumblineError('DEADLINE_EXCEEDED', 'the request was given up', { cause: error });
  return reasonOf(error);
}
