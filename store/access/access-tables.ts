import type { ColumnKit } from '../columns.js';

/** Matters, requests for approval, and what purposes cap. Lists are JSON text. */
export function accessTables({ table, primaryKey, short, long, integer }: ColumnKit) {
  return {
    matter: table(
      'matter',
      {
        number: short('number', 128).notNull(),
        kind: short('kind', 16).notNull(),
        line: short('line', 32),
        title: long('title').notNull(),
        agency: short('agency', 64).notNull(),
        division: short('division', 64).notNull(),
        persons: long('persons').notNull(),
        files: long('files').notNull(),
        handlers: long('handlers').notNull(),
        openedBy: short('opened_by', 255).notNull(),
        openedAt: short('opened_at', 32).notNull(),
        closedAt: short('closed_at', 32),
      },
      (row) => [primaryKey({ columns: [row.number] })],
    ),
    /** Finds the matters of an account; `matter.handlers` is what counts. */
    matterHandler: table(
      'matter_handler',
      {
        handler: short('handler', 255).notNull(),
        matter: short('matter', 128).notNull(),
      },
      (row) => [primaryKey({ columns: [row.handler, row.matter] })],
    ),
    accessRequest: table(
      'access_request',
      {
        id: short('id', 128).notNull(),
        applicant: short('applicant', 255).notNull(),
        agency: short('agency', 64).notNull(),
        division: short('division', 64).notNull(),
        roles: long('roles').notNull(),
        purpose: short('purpose', 32).notNull(),
        matter: short('matter', 128).notNull(),
        fields: long('fields').notNull(),
        persons: long('persons').notNull(),
        files: long('files').notNull(),
        reason: long('reason').notNull(),
        isBreakGlass: integer('is_break_glass').notNull(),
        requestedAt: short('requested_at', 32).notNull(),
        state: short('state', 16).notNull(),
        decidedBy: short('decided_by', 255),
        decidedAt: short('decided_at', 32),
        decisionReason: long('decision_reason'),
        until: short('until', 32),
        revokedBy: short('revoked_by', 255),
        revokedAt: short('revoked_at', 32),
      },
      (row) => [primaryKey({ columns: [row.id] })],
    ),
    /** One row: every change of the book locks it first, so that changes come one after the other. */
    accessRevision: table(
      'access_revision',
      {
        book: integer('book').notNull(),
        revision: integer('revision').notNull(),
      },
      (row) => [primaryKey({ columns: [row.book] })],
    ),
    requestUsage: table(
      'request_usage',
      {
        account: short('account', 255).notNull(),
        purpose: short('purpose', 32).notNull(),
        day: short('day', 10).notNull(),
        requests: integer('requests').notNull(),
      },
      (row) => [primaryKey({ columns: [row.account, row.purpose, row.day] })],
    ),
    /** How many rows `matter_person` has for a matter; locked while some are added. */
    matterUsage: table(
      'matter_usage',
      {
        matter: short('matter', 128).notNull(),
        persons: integer('persons').notNull(),
      },
      (row) => [primaryKey({ columns: [row.matter] })],
    ),
    matterPerson: table(
      'matter_person',
      {
        matter: short('matter', 128).notNull(),
        digest: short('digest', 128).notNull(),
      },
      (row) => [primaryKey({ columns: [row.matter, row.digest] })],
    ),
  };
}
