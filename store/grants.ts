import { getTableName } from 'drizzle-orm';
import { mysqlColumns } from './columns.js';
import { type Tables, tablesOf } from './tables.js';

/**
 * What the hub's daily account may do with each table, and no more. It adds to the log and reads it; it can neither change nor
 * delete an entry, a checkpoint, a line of the index of subjects, a step of supervision, or a document's bytes. Landed records and
 * their attachments are replaced by newer deliveries; events that everybody has are trimmed.
 */
const rights: Readonly<Record<keyof Tables, string>> = {
  auditEntry: 'SELECT, INSERT',
  auditHead: 'SELECT, INSERT, UPDATE',
  auditSubject: 'SELECT, INSERT',
  auditCheckpoint: 'SELECT, INSERT',
  matter: 'SELECT, INSERT, UPDATE',
  matterHandler: 'SELECT, INSERT',
  accessRequest: 'SELECT, INSERT, UPDATE',
  accessRevision: 'SELECT, UPDATE',
  requestUsage: 'SELECT, INSERT, UPDATE',
  matterUsage: 'SELECT, INSERT, UPDATE',
  matterPerson: 'SELECT, INSERT',
  landedAdapter: 'SELECT, INSERT, UPDATE',
  landedBatch: 'SELECT, INSERT',
  landedRecord: 'SELECT, INSERT, DELETE',
  excludedRecord: 'SELECT, INSERT, DELETE',
  quarantinedRecord: 'SELECT, INSERT, UPDATE',
  landedAttachment: 'SELECT, INSERT, DELETE',
  attachmentPiece: 'SELECT, INSERT, DELETE',
  pushReceipt: 'SELECT, INSERT',
  pushRefusal: 'SELECT, INSERT, UPDATE',
  pushHolding: 'SELECT, INSERT, UPDATE',
  finding: 'SELECT, INSERT, UPDATE',
  findingEvidence: 'SELECT, INSERT, DELETE',
  // What befell a finding stays as it was written; where it belongs, and whether it is sealed, follows the finding.
  findingEvent: 'SELECT, INSERT, UPDATE (line, agency_code, division_code, sealed)',
  oversightRun: 'SELECT, INSERT, UPDATE',
  ruleRun: 'SELECT, INSERT, UPDATE',
  supervisionMatter: 'SELECT, INSERT, UPDATE',
  matterStep: 'SELECT, INSERT, UPDATE (sealed)',
  supervisionDocument: 'SELECT, INSERT, UPDATE',
  documentPiece: 'SELECT, INSERT',
  numberSeries: 'SELECT, INSERT, UPDATE',
  // Who applied for what stays as it was written; what was decided is added.
  briberyLetter:
    'SELECT, INSERT, UPDATE (state, decided_at, decided_by, refusal, letter_number, has_record, valid_until, verification_code, content_hash)',
  outboxEvent: 'SELECT, INSERT, DELETE',
  outboxHead: 'SELECT, UPDATE',
  outboxReceiver: 'SELECT, INSERT, UPDATE',
  oversightLease: 'SELECT, INSERT, UPDATE',
  oversightIntake: 'SELECT, INSERT, UPDATE',
};

/**
 * GRANT statements for MySQL and MariaDB, to be run by the owner of the database once its tables are there, and again after
 * each upgrade. `account` is as MySQL writes it, for example `'plumbline'@'%'`.
 */
export function grantsFor(database: string, account: string): readonly string[] {
  const tables = Object.entries(tablesOf(mysqlColumns)) as readonly (readonly [keyof Tables, Tables[keyof Tables]])[];
  const ours = tables.map(([key, table]) => [rights[key], getTableName(table)] as const);
  return [...ours, ['SELECT', 'schema_migration'] as const].map(
    ([may, table]) => `GRANT ${may} ON \`${database}\`.\`${table}\` TO ${account}`,
  );
}
