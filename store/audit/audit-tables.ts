import type { ColumnKit } from '../columns.js';

/** The audit chains, what finds entries in them, and the signed words about them. */
export function auditTables({ table, primaryKey, short, long, integer }: ColumnKit) {
  return {
    /** The chains. `event` is canonical JSON; `hash` covers everything else in the row. */
    auditEntry: table(
      'audit_entry',
      {
        chain: short('chain', 64).notNull(),
        sequence: integer('sequence').notNull(),
        previousHash: short('previous_hash', 80).notNull(),
        hash: short('hash', 80).notNull(),
        at: short('at', 32).notNull(),
        event: long('event').notNull(),
      },
      (row) => [primaryKey({ columns: [row.chain, row.sequence] })],
    ),
    /** The last entry of each chain: moved in the transaction that writes the entry, so a cut tail shows. */
    auditHead: table(
      'audit_head',
      {
        chain: short('chain', 64).notNull(),
        sequence: integer('sequence').notNull(),
        hash: short('hash', 80).notNull(),
        /** Commits that were made for nothing but to prove that the log can be written. */
        proofs: integer('proofs').notNull(),
      },
      (row) => [primaryKey({ columns: [row.chain] })],
    ),
    /** Which entries name a person; it can be made again from the entries at any time. */
    auditSubject: table(
      'audit_subject',
      {
        digest: short('digest', 128).notNull(),
        at: short('at', 32).notNull(),
        chain: short('chain', 64).notNull(),
        sequence: integer('sequence').notNull(),
      },
      (row) => [primaryKey({ columns: [row.digest, row.at, row.chain, row.sequence] })],
    ),
    /** Signed checkpoints as they were exported; `digest` is the SHA-256 of `text`. */
    auditCheckpoint: table(
      'audit_checkpoint',
      {
        at: short('at', 32).notNull(),
        digest: short('digest', 128).notNull(),
        text: long('text').notNull(),
      },
      (row) => [primaryKey({ columns: [row.at, row.digest] })],
    ),
  };
}
