import {
  type EntityReader,
  type OpenAdapter,
  type Page,
  type ReadRequest,
  type ReadResult,
  wholeList,
} from '../../schema/adapter.js';
import { always } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import { complete } from '../complete.js';
import type { EntityBinding } from '../entity.js';
import type { OpenSource, SourceSetting } from '../source.js';
import { ownLanding } from '../sources/landed/own-landing.js';
import type { Evidence } from './evidence.js';
import type { Subject } from './subject.js';
import type { System } from './systems/system.js';

/** An adapter that was opened on one system. */
export interface Opened {
  readonly adapter: OpenAdapter;
  readonly system: System | null;
  reader(entity: string): EntityReader;
  /** The statements and calls since the last time that this was asked. */
  statements(): readonly string[];
  /** The source below the readers, asked in raw columns; null for systems whose deliveries land elsewhere. */
  source(): Promise<OpenSource<unknown> | null>;
  /** A reader of the binding over a source of the caller's. */
  readerOver(binding: EntityBinding, source: OpenSource<unknown>): EntityReader;
  /** Asks a reader; what is not given asks for every field of everything, in no order. */
  read(entity: string, request?: Partial<ReadRequest>, reading?: Reading): Promise<ReadResult>;
  /** The same for a list without `by`. */
  page(entity: string, request?: Partial<ReadRequest>, reading?: Reading): Promise<Page>;
  close(): Promise<void>;
}

export interface Reading {
  readonly reader?: EntityReader;
  readonly signal?: AbortSignal;
}

/** Most rows that the kit reads of one entity: what a reader holds itself. */
export const mostRows = 20_000;

/** Longest that a check waits for an answer, ms: an adapter whose system is well and that needs longer is of no use. */
const patience = 15_000;

export async function openSubject(subject: Subject, system: System | null, evidence: Evidence): Promise<Opened> {
  const { definition, clock } = subject;
  let told: string[] = [];
  const onStatement = (statement: string) => {
    told.push(statement);
    evidence.sawStatement(statement);
  };
  const standing = await subject.landing?.();
  const setting = {
    clock,
    onStatement,
    ...(system === null ? {} : { reroute: system.reroute }),
    ...(standing === undefined ? {} : { landing: ownLanding(standing.landing, definition.id) }),
  };
  const { timeoutMs, concurrency, id, agency } = definition;
  const sourceSetting: SourceSetting & { readonly agency: string } = {
    ...setting,
    adapter: id,
    agency,
    timeoutMs,
    concurrency,
  };
  let adapter: OpenAdapter;
  try {
    adapter = await definition.open(subject.options, setting);
    await system?.feed?.(adapter);
  } catch (cause) {
    evidence.sawError(cause);
    await standing?.close();
    throw cause;
  }
  const sources: OpenSource<unknown>[] = [];
  const reader = (entity: string) => {
    const found = adapter.readers.find((each) => each.entity === entity);
    if (found !== undefined) return found;
    throw new PlumblineError('ADAPTER_INVALID', `${id} binds ${entity} and has no reader for it`);
  };
  const read: Opened['read'] = async (entity, request = {}, reading = {}) => {
    const { by: _, ...asked } = requestOf(reader(entity), request);
    const context = { requestId: 'check', signal: reading.signal ?? AbortSignal.timeout(patience) };
    try {
      return await (reading.reader ?? reader(entity)).read(
        request.by === undefined ? asked : { ...asked, by: request.by },
        context,
      );
    } catch (cause) {
      evidence.sawError(cause);
      throw cause;
    }
  };
  return {
    adapter,
    system,
    reader,
    statements: () => {
      const since = told;
      told = [];
      return since;
    },
    source: async () => {
      const source = subject.source();
      if ('openReaders' in source) return null;
      const [known] = sources;
      if (known !== undefined) return known;
      const opened = await source.open(sourceSetting);
      sources.push(opened);
      return opened;
    },
    readerOver: (binding, source) => complete<unknown>(binding, source, sourceSetting),
    read,
    page: async (entity, request, reading) => {
      const { groups } = await read(entity, request, reading);
      return groups.get(wholeList) ?? { rows: [], hasNext: false, total: request?.count ? 0 : null };
    },
    close: async () => {
      await adapter.close();
      for (const source of sources) await source.close();
      await standing?.close();
    },
  };
}

function requestOf(reader: EntityReader, request: Partial<ReadRequest>): ReadRequest {
  return {
    entity: reader.entity,
    fields: [...reader.fields],
    where: always,
    order: [],
    first: mostRows,
    count: false,
    ...request,
  };
}
