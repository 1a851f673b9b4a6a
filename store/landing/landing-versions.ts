import type { Batch, ExcludedRecord } from '../../schema/landing.js';
import type { Landable } from './landing-chunks.js';

/** A batch without its records; `producedAt` in UTC. */
export type Delivery = Pick<Batch, 'adapter' | 'name' | 'digest' | 'producedAt' | 'state'>;

/** What decides between deliveries of a record. */
export interface Version extends Omit<Delivery, 'adapter' | 'state'> {
  readonly updatedAt: string;
}

/** What is known of a key: the version that holds, and the digest of what was delivered; null when it was excluded. */
export interface Known {
  readonly version: Version;
  readonly hash: string | null;
}

/** What is to be written for some records of one entity, and what became of each. */
export interface Choice {
  readonly kept: ReadonlyMap<string, Landable>;
  readonly excluded: ReadonlyMap<string, Version>;
  /** Whose exclusion does not hold any more. */
  readonly readmitted: readonly string[];
  readonly landed: number;
  readonly superseded: number;
  readonly duplicates: number;
  readonly outdated: number;
}

/**
 * Picks what is to be written. What a key ends up with is the greatest of (updatedAt, producedAt, batch name, digest, place in
 * the batch) among everything ever delivered for it, so the order in which batches arrive does not matter. An unchanged record
 * moves on to the newer delivery too: otherwise a delivery between the two could still displace it. Of one batch's versions of a
 * key an exclusion wins, wherever it stands.
 */
export function choose(
  delivery: Delivery,
  records: readonly Landable[],
  exclusions: readonly ExcludedRecord[],
  stored: ReadonlyMap<string, Known>,
): Choice {
  const undated = versionOf(delivery, delivery.producedAt);
  const counts = { landed: 0, superseded: 0, duplicates: 0, outdated: 0 };
  const kept = new Map<string, Landable>();
  const newest = new Map(stored);
  for (const record of records) {
    const { key, hash, updatedAt } = record;
    const version = updatedAt === undefined ? undated : versionOf(delivery, updatedAt);
    const known = newest.get(key);
    const isNewest = known === undefined || order(version, known.version) >= (known.hash === null ? 1 : 0);
    if (known === undefined || (known.hash === null && isNewest)) counts.landed += 1;
    else if (known.hash === hash) counts.duplicates += 1;
    else if (isNewest) counts.superseded += 1;
    else counts.outdated += 1;
    if (!isNewest) continue;
    kept.set(key, record);
    newest.set(key, { version, hash });
  }
  const excluded = new Map<string, Version>();
  for (const { key, updatedAt } of exclusions) {
    if (key === null) continue;
    const version = updatedAt === undefined ? undated : versionOf(delivery, updatedAt);
    const known = newest.get(key);
    if (known !== undefined && order(known.version, version) > 0) continue;
    kept.delete(key);
    excluded.set(key, version);
    newest.set(key, { version, hash: null });
  }
  const readmitted = [...kept.keys()].filter((key) => stored.get(key)?.hash === null);
  return { kept, excluded, readmitted, ...counts };
}

function versionOf({ name, digest, producedAt }: Delivery, updatedAt: string): Version {
  return { updatedAt, producedAt, name, digest };
}

function order(version: Version, other: Version): number {
  return (
    compare(version.updatedAt, other.updatedAt) ||
    compare(version.producedAt, other.producedAt) ||
    compare(version.name, other.name) ||
    compare(version.digest, other.digest)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
