import { and, eq, inArray } from 'drizzle-orm';
import type { LandingRecord, Receipt } from '../../schema/landing.js';
import type { Queries } from '../engines/engine.js';
import type { Tables } from '../tables.js';
import { type Delivered, isLandable } from './landing-chunks.js';

/** A batch without its records; `producedAt` in UTC. */
export interface Delivery {
  readonly adapter: string;
  readonly name: string;
  readonly digest: string;
  readonly producedAt: string;
}

export type Counts = Omit<Receipt, 'batch' | 'status'>;

export const noCounts: Counts = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, quarantined: 0 };

/** What decides between versions of a record, and the digest of what was delivered. */
interface Version extends Omit<Delivery, 'adapter'> {
  readonly hash: string;
  readonly updatedAt: string;
}

/** Lands one piece of a batch and answers the counts with what became of each of its records added. */
export async function landChunk(
  tables: Tables,
  queries: Queries,
  delivery: Delivery,
  chunk: readonly Delivered[],
  position: number,
  counts: Counts,
): Promise<Counts> {
  const records = chunk.filter((record) => isLandable(record));
  const stored = await readStored(tables, queries, delivery, records);
  const { kept, added } = choose(delivery, records, stored);
  await replace(tables, queries, delivery, kept, stored);
  const aside = await putAside(tables, queries, delivery, chunk, position);
  return {
    landed: counts.landed + added.landed,
    superseded: counts.superseded + added.superseded,
    duplicates: counts.duplicates + added.duplicates,
    outdated: counts.outdated + added.outdated,
    quarantined: counts.quarantined + aside,
  };
}

/**
 * Picks what is to be written. What a key ends up with is the greatest of (updatedAt, producedAt, batch name, digest, place in
 * the batch) among everything ever delivered for it, so the order in which batches arrive does not matter. An
 * unchanged record moves on to the newer delivery too: otherwise a delivery between the two could still displace it.
 */
function choose(delivery: Delivery, records: readonly LandingRecord[], stored: ReadonlyMap<string, Version>) {
  const added = { landed: 0, superseded: 0, duplicates: 0, outdated: 0 };
  const kept = new Map<string, LandingRecord>();
  const newest = new Map(stored);
  for (const record of records) {
    const id = idOf(record);
    const known = newest.get(id);
    const version = versionOf(delivery, record);
    const isNewest = known === undefined || !isAfter(known, version);
    if (known === undefined) added.landed += 1;
    else if (known.hash === record.hash) added.duplicates += 1;
    else if (isNewest) added.superseded += 1;
    else added.outdated += 1;
    if (!isNewest) continue;
    kept.set(id, record);
    newest.set(id, version);
  }
  return { kept, added };
}

function versionOf({ name, digest, producedAt }: Delivery, { hash, updatedAt = producedAt }: LandingRecord): Version {
  return { hash, updatedAt, producedAt, name, digest };
}

function isAfter(version: Version, other: Version): boolean {
  const order =
    compare(version.updatedAt, other.updatedAt) ||
    compare(version.producedAt, other.producedAt) ||
    compare(version.name, other.name) ||
    compare(version.digest, other.digest);
  return order > 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

async function readStored(
  { landedRecord }: Tables,
  queries: Queries,
  { adapter }: Delivery,
  records: readonly LandingRecord[],
): Promise<ReadonlyMap<string, Version>> {
  const stored = new Map<string, Version>();
  for (const [entity, keys] of keysByEntity(records)) {
    const rows = await queries
      .select({
        key: landedRecord.key,
        hash: landedRecord.hash,
        updatedAt: landedRecord.updatedAt,
        producedAt: landedRecord.producedAt,
        name: landedRecord.batchName,
        digest: landedRecord.batchDigest,
      })
      .from(landedRecord)
      .where(and(eq(landedRecord.adapter, adapter), eq(landedRecord.entity, entity), inArray(landedRecord.key, keys)));
    for (const { key, ...version } of rows) stored.set(idOf({ entity, key }), version);
  }
  return stored;
}

/** Deletes and inserts: the two dialects' upserts differ, and a batch is one transaction either way. */
async function replace(
  { landedRecord }: Tables,
  queries: Queries,
  { adapter, name, digest, producedAt }: Delivery,
  kept: ReadonlyMap<string, LandingRecord>,
  stored: ReadonlyMap<string, Version>,
): Promise<void> {
  const displaced = [...kept.values()].filter((record) => stored.has(idOf(record)));
  for (const [entity, keys] of keysByEntity(displaced)) {
    await queries
      .delete(landedRecord)
      .where(and(eq(landedRecord.adapter, adapter), eq(landedRecord.entity, entity), inArray(landedRecord.key, keys)));
  }
  const rows = [...kept.values()].map(({ entity, key, values, flags, index, hash, updatedAt = producedAt }) => ({
    adapter,
    entity,
    key,
    index1: index[0] ?? null,
    index2: index[1] ?? null,
    index3: index[2] ?? null,
    document: JSON.stringify(values),
    flags: JSON.stringify(flags),
    hash,
    updatedAt,
    producedAt,
    batchName: name,
    batchDigest: digest,
  }));
  if (rows.length > 0) await queries.insert(landedRecord).values(rows);
}

async function putAside(
  { quarantinedRecord }: Tables,
  queries: Queries,
  { adapter, name, digest }: Delivery,
  chunk: readonly Delivered[],
  before: number,
): Promise<number> {
  const rows = chunk.flatMap((record, place) => {
    if (isLandable(record)) return [];
    const { entity, key, reason, raw } = record;
    return [{ adapter, batchName: name, batchDigest: digest, position: before + place + 1, entity, key, reason, raw }];
  });
  if (rows.length > 0) await queries.insert(quarantinedRecord).values(rows);
  return rows.length;
}

function keysByEntity(records: readonly LandingRecord[]): ReadonlyMap<string, string[]> {
  const keys = new Map<string, Set<string>>();
  for (const { entity, key } of records) {
    const known = keys.get(entity) ?? new Set();
    keys.set(entity, known.add(key));
  }
  return new Map([...keys].map(([entity, known]) => [entity, [...known]]));
}

/** A line feed ends the entity: no entity's name holds one. */
function idOf({ entity, key }: { readonly entity: string; readonly key: string }): string {
  return `${entity}\n${key}`;
}
