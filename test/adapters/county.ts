import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Country, openCountry } from '../../demo/country.js';
import { seedCountry } from '../../demo/seed.js';
import {
  type EntityReader,
  type OpenAdapter,
  type Page,
  type ReadRequest,
  type RecordRow,
  wholeList,
} from '../../schema/adapter.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { readCatalog } from '../../schema/catalog/read.js';

/** A small country on loopback, seeded in a folder of its own. Its present is the clock's of `setting`. */
export async function openSmallCountry(scale: number, callsPerSecond = 10_000): Promise<Country> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plumbline-adapters-'));
  await seedCountry({ dataDir, scale });
  const country = await openCountry({ dataDir, enforcement: { callsPerSecond } });
  return {
    ...country,
    close: async () => {
      await country.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export const setting = { clock: () => new Date('2026-11-01T10:00:00+08:00') };

export function readerOf(adapter: OpenAdapter, entity: string): EntityReader {
  const reader = adapter.readers.find((each) => each.entity === entity);
  if (reader === undefined) throw new RangeError(`${adapter.id} holds no ${entity}`);
  return reader;
}

/** Reads with everything said that a request must say: all fields, no filter, a page of 500. */
export async function read(reader: EntityReader, asked: Partial<ReadRequest> = {}, ms = 10_000) {
  return reader.read(
    {
      entity: reader.entity,
      fields: [...reader.fields],
      where: { op: 'true' },
      order: [],
      first: 500,
      count: false,
      ...asked,
    },
    { requestId: 'test', signal: AbortSignal.timeout(ms) },
  );
}

/** The page of a read without `by`. */
export async function list(reader: EntityReader, asked: Partial<ReadRequest> = {}): Promise<Page> {
  const { groups } = await read(reader, asked);
  return groups.get(wholeList) ?? { rows: [], hasNext: false, total: null };
}

/** Every record, page by page as a client would go through them. */
export async function everything(reader: EntityReader, asked: Partial<ReadRequest> = {}): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last === undefined ? {} : { after: { values: [], adapter: last.adapter, id: last.id } };
    const page = await list(reader, { ...asked, ...after });
    rows.push(...page.rows);
    if (!page.hasNext) return rows;
  }
}

/** `PlumblineError` code and reason of the source of a read that fails. */
export async function failureOf(reading: Promise<unknown>): Promise<readonly [unknown, unknown]> {
  const error = (await reading.then(
    () => undefined,
    (cause: unknown) => cause,
  )) as { readonly code?: unknown; readonly cause?: { readonly reason?: unknown } } | undefined;
  return [error?.code, error?.cause?.reason];
}

const catalog = readCatalog();

/** Fields of the schema that adapters may hold and this reader does not: `Entity.field`. */
export function unmappedFields(readers: readonly EntityReader[]): readonly string[] {
  return readers.flatMap(({ entity, fields }) =>
    [...(catalog.types.get(entity)?.fields.values() ?? [])].flatMap(({ name, shape }) =>
      shape.kind === 'value' && !fields.has(name) ? [`${entity}.${name}`] : [],
    ),
  );
}

/** Fields that a reader maps and the schema does not have. */
export function strangeFields(readers: readonly EntityReader[]): readonly string[] {
  return readers.flatMap(({ entity, fields }) => {
    const known = catalog.types.get(entity)?.fields;
    return [...fields].flatMap((field) => (known?.has(field) ? [] : [`${entity}.${field}`]));
  });
}

/** What relations and root fields of the schema look these entities up by, and the readers cannot be asked by. */
export function missingLookups(readers: readonly EntityReader[]): readonly string[] {
  const wanted = lookupsIn(catalog);
  return readers.flatMap(({ entity, lookups }) =>
    [...(wanted.get(entity) ?? [])].flatMap((field) => (lookups.has(field) ? [] : [`${entity}.${field}`])),
  );
}

function lookupsIn({ subgraphs }: Catalog): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (entity: string, field: string) => found.set(entity, (found.get(entity) ?? new Set()).add(field));
  for (const { types, roots } of subgraphs.values()) {
    for (const fields of [roots, ...[...types.values()].map((type) => type.fields)]) {
      for (const { shape } of fields.values()) {
        if (shape.kind === 'one') add(shape.of, shape.by);
        if (shape.kind !== 'list' || shape.join === null) continue;
        add(shape.of, shape.join.by);
        if (shape.join.through !== null) add(shape.join.through.of, shape.join.through.by);
      }
    }
  }
  return found;
}
