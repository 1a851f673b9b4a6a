import type { ColumnKit } from '../columns.js';

/** Applications for letters on bribery records, with what was decided; the letters' bytes lie with those of other documents. */
export function letterTables({ table, primaryKey, short, long, integer }: ColumnKit) {
  return {
    briberyLetter: table(
      'bribery_letter',
      {
        applicationNumber: short('application_number', 128).notNull(),
        state: short('state', 16).notNull(),
        account: short('account', 255).notNull(),
        applicant: long('applicant').notNull(),
        capacity: short('capacity', 32).notNull(),
        authorisation: long('authorisation'),
        creditCode: short('credit_code', 32).notNull(),
        organizationName: long('organization_name').notNull(),
        projectNo: short('project_no', 128).notNull(),
        projectName: long('project_name').notNull(),
        receivedAt: short('received_at', 32).notNull(),
        dueDate: short('due_date', 10).notNull(),
        procuratorateCode: short('procuratorate_code', 64).notNull(),
        divisionCode: short('division_code', 64).notNull(),
        /** What row conditions look at; no letter is. */
        sealed: integer('sealed').notNull(),
        /** Unique. */
        sourceKey: short('source_key', 64).notNull(),
        decidedAt: short('decided_at', 32),
        decidedBy: short('decided_by', 255),
        refusal: long('refusal'),
        /** Unique where there is one. */
        letterNumber: short('letter_number', 128),
        hasRecord: integer('has_record'),
        validUntil: short('valid_until', 10),
        verificationCode: short('verification_code', 64),
        contentHash: short('content_hash', 64),
      },
      (row) => [primaryKey({ columns: [row.applicationNumber] })],
    ),
  };
}
