import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { PlumblineError } from '../../schema/errors.js';
import type { DeliveredAttachment } from '../../schema/landing.js';
import type { Queries } from '../engines/engine.js';
import type { Tables } from '../tables.js';
import { dropUnused, keepContent } from './attachment-pieces.js';
import type { Delivery } from './landing-records.js';

export interface AttachmentLanding {
  readonly attachments: readonly DeliveredAttachment[];
  /** The records that the delivery brought, by entity. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  readonly landedAt: string;
}

/** Keys that a statement names at most. */
const keysAtOnce = 500;

/**
 * Gives the records that a delivery brought its attachments, in its transaction and after its records: each has those of its
 * newest version, and a record that was taken back, excluded or brought without any has none. Answers how many were kept.
 */
export async function landAttachments(
  tables: Tables,
  queries: Queries,
  delivery: Delivery,
  { attachments, keys, landedAt }: AttachmentLanding,
): Promise<number> {
  const known = await knownContents(tables, queries, delivery, attachments);
  const brought = byRecord(attachments);
  const left = new Set<string>();
  let kept = 0;
  for (const [entity, ofEntity] of keys) {
    for (const chunk of chunksOf([...ofEntity], keysAtOnce)) {
      const versions = await versionsOf(tables, queries, delivery, entity, chunk);
      const replaced = chunk.filter((key) => versions.get(key) !== 'OTHER');
      for (const digest of await removeFrom(tables, queries, delivery, entity, replaced)) left.add(digest);
      const added = replaced
        .filter((key) => versions.get(key) === 'THIS')
        .flatMap((key) => brought.get(placeOf({ entity, key })) ?? []);
      kept += added.length;
      for (const each of added) await add(tables, queries, delivery, each, known, landedAt);
    }
  }
  await dropUnused(tables, queries, delivery.adapter, [...left]);
  return kept;
}

/** Whether the adapter has any attachment: most have none, and nothing needs to be followed then. */
export async function hasAttachments(
  { landedAttachment }: Tables,
  queries: Queries,
  adapter: string,
): Promise<boolean> {
  const isOfAdapter = eq(landedAttachment.adapter, adapter);
  const [any] = await queries.select({ id: landedAttachment.id }).from(landedAttachment).where(isOfAdapter).limit(1);
  return any !== undefined;
}

/** Whose version of each record is kept: this delivery's or another's; a record that did not land has none. */
async function versionsOf(
  { landedRecord }: Tables,
  queries: Queries,
  { adapter, name, digest }: Delivery,
  entity: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, 'THIS' | 'OTHER'>> {
  const rows = await queries
    .select({ key: landedRecord.key, name: landedRecord.batchName, digest: landedRecord.batchDigest })
    .from(landedRecord)
    .where(
      and(eq(landedRecord.adapter, adapter), eq(landedRecord.entity, entity), inArray(landedRecord.key, [...keys])),
    );
  return new Map(rows.map((row) => [row.key, row.name === name && row.digest === digest ? 'THIS' : 'OTHER']));
}

/** Takes the records' attachments away and answers the digests of what was in them. */
async function removeFrom(
  { landedAttachment }: Tables,
  queries: Queries,
  { adapter }: Delivery,
  entity: string,
  keys: readonly string[],
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const isOfRecords = and(
    eq(landedAttachment.adapter, adapter),
    eq(landedAttachment.entity, entity),
    inArray(landedAttachment.key, [...keys]),
  );
  const rows = await queries.select({ digest: landedAttachment.digest }).from(landedAttachment).where(isOfRecords);
  if (rows.length > 0) await queries.delete(landedAttachment).where(isOfRecords);
  return rows.map(({ digest }) => digest);
}

interface Known {
  readonly mediaType: string;
  readonly size: number;
}

/** What is known of the bytes that the delivery only names, before anything is taken away. */
async function knownContents(
  { landedAttachment }: Tables,
  queries: Queries,
  { adapter }: Delivery,
  attachments: readonly DeliveredAttachment[],
): Promise<ReadonlyMap<string, Known>> {
  const named = [...new Set(attachments.filter(({ content }) => content === null).map(({ digest }) => digest))];
  const known = new Map<string, Known>();
  for (const chunk of chunksOf(named, keysAtOnce)) {
    const { digest, mediaType, size } = landedAttachment;
    const rows = await queries
      .select({ digest, mediaType, size })
      .from(landedAttachment)
      .where(and(eq(landedAttachment.adapter, adapter), inArray(digest, [...chunk])));
    for (const row of rows) known.set(row.digest, row);
  }
  return known;
}

async function add(
  tables: Tables,
  queries: Queries,
  { adapter }: Delivery,
  { entity, key, name, digest, content }: DeliveredAttachment,
  known: ReadonlyMap<string, Known>,
  landedAt: string,
): Promise<void> {
  const about = content ?? known.get(digest);
  if (about === undefined)
    throw new PlumblineError('PUSH_INVALID', 'The push was refused: ATTACHMENT_BYTES_UNKNOWN in the delivery');
  if (content !== null) await keepContent(tables, queries, adapter, digest, content);
  const { mediaType, size } = about;
  const id = createHash('sha256')
    .update(JSON.stringify([entity, key, name]))
    .digest('hex');
  await queries
    .insert(tables.landedAttachment)
    .values({ adapter, id, entity, key, name, mediaType, size, digest, landedAt });
}

function byRecord(attachments: readonly DeliveredAttachment[]): ReadonlyMap<string, readonly DeliveredAttachment[]> {
  const grouped = new Map<string, DeliveredAttachment[]>();
  for (const each of attachments) grouped.set(placeOf(each), [...(grouped.get(placeOf(each)) ?? []), each]);
  return grouped;
}

const placeOf = ({ entity, key }: { readonly entity: string; readonly key: string }) => `${entity}\n${key}`;

function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
