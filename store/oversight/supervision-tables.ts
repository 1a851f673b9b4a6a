import type { ColumnKit } from '../columns.js';
import { scopeColumns } from './scope-columns.js';

/** Supervision matters with their steps and documents, and what others are told of them. Lists and opinions are JSON text. */
export function supervisionTables(kit: ColumnKit) {
  const { table, primaryKey, short, long, integer, bytes } = kit;
  return {
    supervisionMatter: table(
      'supervision_matter',
      {
        number: short('number', 128).notNull(),
        origin: short('origin', 16).notNull(),
        title: long('title').notNull(),
        ...scopeColumns(kit),
        state: short('state', 32).notNull(),
        stateSince: short('state_since', 32).notNull(),
        openedAt: short('opened_at', 32).notNull(),
        closedAt: short('closed_at', 32),
        dueDate: short('due_date', 10),
        assignee: short('assignee', 255),
        version: integer('version').notNull(),
        procuratorateCode: short('procuratorate_code', 64).notNull(),
        persons: long('persons').notNull(),
        files: long('files').notNull(),
        complainant: long('complainant'),
        complainantToldAt: short('complainant_told_at', 32),
        /** Unique where there is one. */
        sourceKey: short('source_key', 512),
        opinion: long('opinion'),
        reopenedFrom: short('reopened_from', 128),
        complaintKind: short('complaint_kind', 32),
        complaintText: long('complaint_text'),
        complaintAnswer: long('complaint_answer'),
        remindAfter: short('remind_after', 10),
      },
      (row) => [primaryKey({ columns: [row.number] })],
    ),
    matterStep: table(
      'supervision_step',
      {
        /** `<matter>:0001`, so that keys are in the order of positions. */
        id: short('id', 140).notNull(),
        matter: short('matter', 128).notNull(),
        position: integer('position').notNull(),
        transition: short('transition', 16).notNull(),
        from: short('from_state', 32),
        to: short('to_state', 32).notNull(),
        at: short('at', 32).notNull(),
        account: short('account', 255).notNull(),
        actorAgency: short('actor_agency', 64).notNull(),
        words: long('words'),
        document: short('document', 64),
        basis: long('basis').notNull(),
        checklist: long('checklist').notNull(),
        records: long('records').notNull(),
        confidential: integer('confidential').notNull(),
        ...scopeColumns(kit),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    supervisionDocument: table(
      'supervision_document',
      {
        number: short('number', 128).notNull(),
        matter: short('matter', 128).notNull(),
        kind: short('kind', 64).notNull(),
        title: long('title').notNull(),
        procuratorateCode: short('procuratorate_code', 64).notNull(),
        ...scopeColumns(kit),
        issuedAt: short('issued_at', 32).notNull(),
        servedAt: short('served_at', 32),
        replyBy: short('reply_by', 10),
        repliedAt: short('replied_at', 32),
        receivedBy: long('received_by'),
        copies: long('copies').notNull(),
        contentHash: short('content_hash', 128).notNull(),
        revokedAt: short('revoked_at', 32),
      },
      (row) => [primaryKey({ columns: [row.number] })],
    ),
    /** The bytes of documents in pieces from 0; never changed. */
    documentPiece: table(
      'supervision_document_piece',
      {
        document: short('document', 128).notNull(),
        position: integer('position').notNull(),
        bytes: bytes('bytes').notNull(),
      },
      (row) => [primaryKey({ columns: [row.document, row.position] })],
    ),
    /** The last number that a series has given out. */
    numberSeries: table(
      'supervision_series',
      {
        procuratorate: short('procuratorate', 64).notNull(),
        kind: short('kind', 64).notNull(),
        year: integer('year').notNull(),
        given: integer('given').notNull(),
      },
      (row) => [primaryKey({ columns: [row.procuratorate, row.kind, row.year] })],
    ),
    outboxEvent: table(
      'oversight_outbox',
      {
        place: integer('place').notNull(),
        id: short('id', 140).notNull(),
        type: short('type', 128).notNull(),
        subject: short('subject', 128).notNull(),
        at: short('at', 32).notNull(),
        data: long('data').notNull(),
        agencyCode: short('agency_code', 64),
        divisionCode: short('division_code', 64),
        line: short('line', 32),
      },
      (row) => [primaryKey({ columns: [row.place] })],
    ),
    /** One row: the last place that was given out. Its lock makes places be given out in the order of commits. */
    outboxHead: table(
      'oversight_outbox_head',
      {
        outbox: integer('outbox').notNull(),
        place: integer('place').notNull(),
      },
      (row) => [primaryKey({ columns: [row.outbox] })],
    ),
    outboxReceiver: table(
      'oversight_receiver',
      {
        receiver: short('receiver', 255).notNull(),
        place: integer('place').notNull(),
      },
      (row) => [primaryKey({ columns: [row.receiver] })],
    ),
    /** Tasks that one process does at a time, and until when it does. */
    oversightLease: table(
      'oversight_lease',
      {
        task: short('task', 255).notNull(),
        holder: short('holder', 64).notNull(),
        until: short('held_until', 32).notNull(),
      },
      (row) => [primaryKey({ columns: [row.task] })],
    ),
    /** How far an intake has taken the pushes of an adapter, and what became of their records. */
    oversightIntake: table(
      'oversight_intake',
      {
        intake: short('intake', 64).notNull(),
        adapter: short('adapter', 64).notNull(),
        place: integer('place').notNull(),
        opened: integer('opened').notNull(),
        added: integer('added').notNull(),
        known: integer('known').notNull(),
        unplaced: integer('unplaced').notNull(),
      },
      (row) => [primaryKey({ columns: [row.intake, row.adapter] })],
    ),
  };
}
