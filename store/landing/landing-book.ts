import { and, asc, desc, eq, gt, lt, or } from 'drizzle-orm';
import type { Landing } from '../../schema/landing.js';
import type { Engine } from '../engines/engine.js';
import { storeFault } from '../engines/fault.js';

type Asked<Name extends 'batches' | 'quarantine'> = Parameters<Landing[Name]>;

export async function readBatches(
  { tables: { landedBatch: table }, queries }: Engine,
  adapter: Asked<'batches'>[0],
  { first, after }: Asked<'batches'>[1],
): ReturnType<Landing['batches']> {
  const { name, digest, producedAt, landedAt, landed, superseded, duplicates, outdated, excluded, quarantined } = table;
  const isOlder =
    after &&
    or(
      lt(landedAt, after.landedAt),
      and(eq(landedAt, after.landedAt), gt(name, after.name)),
      and(eq(landedAt, after.landedAt), eq(name, after.name), gt(digest, after.digest)),
    );
  try {
    return await queries
      .select({ name, digest, producedAt, landedAt, landed, superseded, duplicates, outdated, excluded, quarantined })
      .from(table)
      .where(and(eq(table.adapter, adapter), isOlder))
      .orderBy(desc(landedAt), asc(name), asc(digest))
      .limit(first);
  } catch (error) {
    throw storeFault(`The landed batches of ${adapter} could not be read`, error);
  }
}

export async function readQuarantine(
  { tables: { quarantinedRecord: table }, queries }: Engine,
  { adapter, name, digest }: Asked<'quarantine'>[0],
  { first, after = 0, withRaw = false }: Asked<'quarantine'>[1],
): ReturnType<Landing['quarantine']> {
  const { position, entity, key, reason, raw } = table;
  const isOfBatch = and(eq(table.adapter, adapter), eq(table.batchName, name), eq(table.batchDigest, digest));
  try {
    const rows = await queries
      .select({ position, entity, key, reason, ...(withRaw ? { raw } : {}) })
      .from(table)
      .where(and(isOfBatch, gt(position, after)))
      .orderBy(asc(position))
      .limit(first);
    return rows.map((row) => ({ raw: null, ...row, ...('raw' in row && row.raw === '' ? { raw: null } : {}) }));
  } catch (error) {
    throw storeFault(`What was put aside of ${adapter} could not be read`, error);
  }
}
