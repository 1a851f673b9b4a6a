import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Country, openCountry } from '../../demo/country.js';
import { seedCountry } from '../../demo/seed.js';
import type { EntityReader, OpenAdapter, Page, ReadRequest } from '../../schema/adapter.js';
import { wholeList } from '../../schema/adapter.js';

/** A small country on loopback, seeded in a folder of its own. */
export async function openSmallCountry(scale: number): Promise<Country> {
  const dataDir = await mkdtemp(join(tmpdir(), 'plumbline-adapters-'));
  await seedCountry({ dataDir, scale });
  return openCountry({ dataDir });
}

export const setting = { clock: () => new Date('2026-11-01T10:00:00+08:00') };

export function readerOf(adapter: OpenAdapter, entity: string): EntityReader {
  const reader = adapter.readers.find((each) => each.entity === entity);
  if (reader === undefined) throw new RangeError(`${adapter.id} holds no ${entity}`);
  return reader;
}

/** Reads with everything that a request must say said: all fields, no filter, one page of a thousand. */
export async function read(reader: EntityReader, asked: Partial<ReadRequest> = {}, signal?: AbortSignal) {
  return reader.read(
    {
      entity: reader.entity,
      fields: [...reader.fields],
      where: { op: 'true' },
      order: [],
      first: 1_000,
      count: false,
      ...asked,
    },
    { requestId: 'test', signal: signal ?? AbortSignal.timeout(10_000) },
  );
}

/** The page of a read without `by`. */
export async function list(reader: EntityReader, asked: Partial<ReadRequest> = {}): Promise<Page> {
  const { groups } = await read(reader, asked);
  return groups.get(wholeList) ?? { rows: [], hasNext: false, total: null };
}
