import type { ColumnKit } from '../columns.js';

/** File deliveries: what landed, from which batch, and what was put aside. */
export function landingTables({ table, primaryKey, short, long, integer }: ColumnKit) {
  return {
    /** One row an adapter: locked while a batch lands, and the time of the newest batch. */
    landedAdapter: table(
      'landed_adapter',
      {
        adapter: short('adapter', 64).notNull(),
        latest: short('latest', 32),
      },
      (row) => [primaryKey({ columns: [row.adapter] })],
    ),
    landedBatch: table(
      'landed_batch',
      {
        adapter: short('adapter', 64).notNull(),
        name: short('name', 255).notNull(),
        digest: short('digest', 128).notNull(),
        producedAt: short('produced_at', 32).notNull(),
        landedAt: short('landed_at', 32).notNull(),
        landed: integer('landed').notNull(),
        superseded: integer('superseded').notNull(),
        duplicates: integer('duplicates').notNull(),
        outdated: integer('outdated').notNull(),
        quarantined: integer('quarantined').notNull(),
        excluded: integer('excluded').notNull(),
        /** How the delivered files lay there; null for what came otherwise, or before this was kept. */
        state: short('state', 255),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.name, row.digest] })],
    ),
    /** The newest version of each delivered record. */
    landedRecord: table(
      'landed_record',
      {
        adapter: short('adapter', 64).notNull(),
        entity: short('entity', 64).notNull(),
        key: short('record_key', 255).notNull(),
        index1: short('index_1', 255),
        index2: short('index_2', 255),
        index3: short('index_3', 255),
        document: long('document').notNull(),
        flags: long('flags').notNull(),
        hash: short('hash', 128).notNull(),
        updatedAt: short('updated_at', 32).notNull(),
        producedAt: short('produced_at', 32).notNull(),
        batchName: short('batch_name', 255).notNull(),
        batchDigest: short('batch_digest', 128).notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.entity, row.key] })],
    ),
    /** The newest exclusion of each record that may not be shared: an older delivery does not bring it back. */
    excludedRecord: table(
      'excluded_record',
      {
        adapter: short('adapter', 64).notNull(),
        entity: short('entity', 64).notNull(),
        /** Of the record's key, under the hub's secret: nothing of the record itself is kept. */
        digest: short('digest', 64).notNull(),
        updatedAt: short('updated_at', 32).notNull(),
        producedAt: short('produced_at', 32).notNull(),
        batchName: short('batch_name', 255).notNull(),
        batchDigest: short('batch_digest', 128).notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.entity, row.digest] })],
    ),
    quarantinedRecord: table(
      'quarantined_record',
      {
        adapter: short('adapter', 64).notNull(),
        batchName: short('batch_name', 255).notNull(),
        batchDigest: short('batch_digest', 128).notNull(),
        /** Place of the record in its batch, from 1. */
        position: integer('position').notNull(),
        entity: short('entity', 64).notNull(),
        key: long('record_key'),
        reason: long('reason').notNull(),
        /** Empty where no text may be kept. */
        raw: long('raw').notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.batchName, row.batchDigest, row.position] })],
    ),
  };
}
