import type { ColumnKit } from '../columns.js';

/** What comes with a push beside its records: files, and the receipt. */
export function attachmentTables({ table, primaryKey, short, long, integer, bytes }: ColumnKit) {
  return {
    /** The files of the newest version of each record. */
    landedAttachment: table(
      'landed_attachment',
      {
        adapter: short('adapter', 64).notNull(),
        /** Digest of entity, key and name. */
        id: short('id', 64).notNull(),
        entity: short('entity', 64).notNull(),
        key: short('record_key', 255).notNull(),
        name: short('name', 255).notNull(),
        mediaType: short('media_type', 64).notNull(),
        size: integer('size').notNull(),
        digest: short('digest', 64).notNull(),
        landedAt: short('landed_at', 32).notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.id] })],
    ),
    /** Their bytes, once for each content that an adapter sent, in pieces from 0. */
    attachmentPiece: table(
      'attachment_piece',
      {
        adapter: short('adapter', 64).notNull(),
        digest: short('digest', 64).notNull(),
        position: integer('position').notNull(),
        bytes: bytes('bytes').notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.digest, row.position] })],
    ),
    /** What each push was answered with: the book of pushes, which is added to and never changed. */
    pushReceipt: table(
      'push_receipt',
      {
        adapter: short('adapter', 64).notNull(),
        key: short('push_key', 128).notNull(),
        digest: short('digest', 128).notNull(),
        receivedAt: short('received_at', 32).notNull(),
        /** JSON of the receipt. */
        receipt: long('receipt').notNull(),
        /** Of the adapter's pushes the how manieth, from 1: in the order in which they landed. */
        place: integer('place').notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.key] })],
    ),
    /** How many pushes of a known sender were refused, by day. */
    pushRefusal: table(
      'push_refusal',
      {
        adapter: short('adapter', 64).notNull(),
        code: short('code', 64).notNull(),
        day: short('day', 10).notNull(),
        refused: integer('refused').notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.code, row.day] })],
    ),
    /** How many records of a table the source said that it holds, and how many the hub then held. */
    pushHolding: table(
      'push_holding',
      {
        adapter: short('adapter', 64).notNull(),
        /** The table, as deliveries name it. */
        delivered: short('delivered', 64).notNull(),
        atSource: integer('at_source').notNull(),
        atHub: integer('at_hub').notNull(),
        producedAt: short('produced_at', 32).notNull(),
      },
      (row) => [primaryKey({ columns: [row.adapter, row.delivered] })],
    ),
  };
}
