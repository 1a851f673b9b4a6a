import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { ExcludedRecord, Receipt } from '../../schema/landing.js';
import type { Engine, Queries, Run } from '../engines/engine.js';
import type { Mark } from './exclusion-marks.js';
import { KeySieve } from './key-sieve.js';
import type { Chunk, Landable } from './landing-chunks.js';
import { bulkWords } from './landing-statements.js';
import { type Choice, choose, type Delivery, type Known, type Version } from './landing-versions.js';

export type { Delivery } from './landing-versions.js';

export type Counts = Omit<Receipt, 'batch' | 'status'>;

export const noCounts: Counts = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };

/** A write transaction of the store. */
export interface Writing {
  readonly engine: Engine;
  readonly queries: Queries;
  readonly run: Run;
  readonly mark: Mark;
  /** Whether it runs beside the thread that answers, as `attemptBulk` does. */
  readonly isBulk: boolean;
}

/** What is known of an entity while a batch lands: whether there is anything to look up at all. */
interface Holding {
  readonly hadRecords: boolean;
  hasExclusions: boolean;
  readonly delivered: KeySieve;
}

/** Lands pieces of one batch, one after the other; each call answers with what became of its records. */
export function chunkLander(writing: Writing, delivery: Delivery): (chunk: Chunk) => Promise<Counts> {
  const holdings = new Map<string, Holding>();
  return async (chunk) => {
    const counts = { ...noCounts, excluded: chunk.excluded.length, quarantined: chunk.aside.length };
    const [records, exclusions] = [byEntity(chunk.landable), byEntity(chunk.excluded)];
    for (const entity of new Set([...records.keys(), ...exclusions.keys()])) {
      const holding = holdings.get(entity) ?? (await holdingOf(writing, delivery, entity));
      holdings.set(entity, holding);
      const place = { writing, delivery, entity };
      const choice = await landEntity(place, holding, records.get(entity) ?? [], exclusions.get(entity) ?? []);
      counts.landed += choice.landed;
      counts.superseded += choice.superseded;
      counts.duplicates += choice.duplicates;
      counts.outdated += choice.outdated;
    }
    await putAside(writing, delivery, await withoutExcluded(writing, delivery, chunk.aside));
    return counts;
  };
}

/** What is put aside of a record that may not be shared is only counted with its reason: neither its key nor its text is kept. */
async function withoutExcluded(writing: Writing, delivery: Delivery, aside: Chunk['aside']): Promise<Chunk['aside']> {
  const kept: Chunk['aside'][number][] = [];
  for (const [entity, own] of byEntity(aside.map((each) => ({ ...each, entity: each.record.entity })))) {
    const keys = own.flatMap(({ record: { key } }) => (key === null ? [] : [key]));
    const excluded = await storedExclusions({ writing, delivery, entity }, [...new Set(keys)]);
    for (const { position, record } of own) {
      const isExcluded = record.key !== null && excluded.has(record.key);
      kept.push({ position, record: isExcluded ? { ...record, key: null, raw: null } : record });
    }
  }
  return kept;
}

interface Place {
  readonly writing: Writing;
  readonly delivery: Delivery;
  readonly entity: string;
}

async function holdingOf({ engine, queries }: Writing, { adapter }: Delivery, entity: string): Promise<Holding> {
  const { landedRecord, excludedRecord } = engine.tables;
  const has = async (table: typeof landedRecord | typeof excludedRecord) => {
    const isOfEntity = and(eq(table.adapter, adapter), eq(table.entity, entity));
    return (await queries.select({ adapter: table.adapter }).from(table).where(isOfEntity).limit(1)).length > 0;
  };
  const [hadRecords, hasExclusions] = [await has(landedRecord), await has(excludedRecord)];
  return { hadRecords, hasExclusions, delivered: new KeySieve() };
}

async function landEntity(
  place: Place,
  holding: Holding,
  records: readonly Landable[],
  exclusions: readonly ExcludedRecord[],
): Promise<Choice> {
  const keys = new Set<string>();
  const seen = new Set<string>();
  for (const { key } of [...records, ...exclusions]) {
    if (key === null || seen.has(key)) continue;
    seen.add(key);
    // A key that nobody ever delivered is not looked for: a first delivery of millions asks nothing.
    if (holding.delivered.add(key) || holding.hadRecords) keys.add(key);
  }
  const stored = new Map([
    ...(await storedRecords(place, [...keys])),
    ...(await storedExclusions(place, holding.hasExclusions ? [...seen] : [])),
  ]);
  const choice = choose(place.delivery, records, exclusions, stored);
  const displaced = [...choice.kept.keys(), ...choice.excluded.keys()];
  await remove(
    place,
    'landed_record',
    'record_key',
    displaced.filter((key) => stored.get(key)?.hash != null),
  );
  await insertRecords(place, [...choice.kept.values()]);
  const unmarked = [...choice.readmitted, ...choice.excluded.keys()].filter((key) => stored.get(key)?.hash === null);
  await remove(
    place,
    'excluded_record',
    'digest',
    unmarked.map((key) => digestOf(place, key)),
  );
  await exclude(place, choice.excluded);
  if (choice.excluded.size > 0) holding.hasExclusions = true;
  return choice;
}

/** SQLite's driver copies each parameter: keys go as one. */
function isAmong({ engine }: Writing, column: Parameters<typeof inArray>[0], values: readonly string[]): SQL {
  if (engine.database.dialect !== 'sqlite') return inArray(column, [...values]);
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
}

async function storedRecords(
  { writing, delivery: { adapter }, entity }: Place,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Known>> {
  if (keys.length === 0) return new Map();
  const { landedRecord: table } = writing.engine.tables;
  const { key, hash: known, updatedAt, producedAt, batchName: name, batchDigest: digest } = table;
  const rows = await writing.queries
    .select({ key, hash: known, updatedAt, producedAt, name, digest })
    .from(table)
    .where(and(eq(table.adapter, adapter), eq(table.entity, entity), isAmong(writing, table.key, keys)));
  return new Map(rows.map(({ key: of, hash: was, ...version }) => [of, { version, hash: was }]));
}

async function storedExclusions(place: Place, keys: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (keys.length === 0) return new Map();
  const { writing, delivery, entity } = place;
  const { excludedRecord: table } = writing.engine.tables;
  const byDigest = new Map(keys.map((key) => [digestOf(place, key), key]));
  const { digest, updatedAt, producedAt, batchName, batchDigest } = table;
  const isOfEntity = and(eq(table.adapter, delivery.adapter), eq(table.entity, entity));
  const rows = await writing.queries
    .select({ of: digest, updatedAt, producedAt, name: batchName, digest: batchDigest })
    .from(table)
    .where(and(isOfEntity, isAmong(writing, table.digest, [...byDigest.keys()])));
  return new Map(rows.map(({ of, ...version }) => [byDigest.get(of) ?? '', { version, hash: null }]));
}

async function remove(
  { writing: { engine, run }, delivery: { adapter }, entity }: Place,
  table: 'landed_record' | 'excluded_record',
  column: string,
  values: readonly string[],
): Promise<void> {
  if (values.length === 0) return;
  await run(wordsOf(engine).where(`DELETE FROM ${table}`, { scope: { adapter, entity }, column, values }));
}

const recordColumns = [
  'record_key',
  'index_1',
  'index_2',
  'index_3',
  'document',
  'flags',
  'hash',
  'updated_at',
] as const;

async function insertRecords({ writing, delivery, entity }: Place, records: readonly Landable[]): Promise<void> {
  if (records.length === 0) return;
  const { adapter, name, digest, producedAt } = delivery;
  const shared = { adapter, entity, produced_at: producedAt, batch_name: name, batch_digest: digest };
  const rows = records.map(({ key, index, text, flags, hash: of, updatedAt = producedAt }) => [
    key,
    index[0] ?? null,
    index[1] ?? null,
    index[2] ?? null,
    text,
    JSON.stringify(flags),
    of,
    updatedAt,
  ]);
  await writing.run(wordsOf(writing.engine).insert({ table: 'landed_record', shared, columns: recordColumns, rows }));
}

/** Leaves a mark that says nothing of the record; what was put aside of it before goes too. */
async function exclude(place: Place, excluded: ReadonlyMap<string, Version>): Promise<void> {
  if (excluded.size === 0) return;
  const { writing, delivery, entity } = place;
  const words = wordsOf(writing.engine);
  const { adapter, name, digest, producedAt } = delivery;
  const shared = { adapter, entity, produced_at: producedAt, batch_name: name, batch_digest: digest };
  const rows = [...excluded].map(([key, { updatedAt }]) => [digestOf(place, key), updatedAt]);
  await writing.run(words.insert({ table: 'excluded_record', shared, columns: ['digest', 'updated_at'], rows }));
  const [scope, values] = [{ adapter, entity }, [...excluded.keys()]];
  const erase = "UPDATE quarantined_record SET raw = '', record_key = NULL";
  await writing.run(words.where(erase, { scope, column: 'record_key', values }));
}

async function putAside(
  { engine, run }: Writing,
  { adapter, name, digest }: Delivery,
  aside: Chunk['aside'],
): Promise<void> {
  if (aside.length === 0) return;
  const shared = { adapter, batch_name: name, batch_digest: digest };
  const columns = ['position', 'entity', 'record_key', 'reason', 'raw'];
  const rows = aside.map(({ position, record: { entity, key, reason, raw } }) => [
    position,
    entity,
    key,
    reason,
    // For the same reason as keys: NUL is kept as the character that shows it.
    raw?.replaceAll('\0', '\u2400') ?? '',
  ]);
  await run(wordsOf(engine).insert({ table: 'quarantined_record', shared, columns, rows }));
}

function digestOf({ writing: { mark }, delivery: { adapter }, entity }: Place, key: string): string {
  return mark(adapter, entity, key);
}

function wordsOf({ database: { dialect } }: Engine) {
  return bulkWords[dialect === 'sqlite' ? 'sqlite' : 'mysql'];
}

function byEntity<T extends { readonly entity: string }>(records: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const sorted = new Map<string, T[]>();
  for (const record of records) {
    const known = sorted.get(record.entity);
    if (known === undefined) sorted.set(record.entity, [record]);
    else known.push(record);
  }
  return sorted;
}
