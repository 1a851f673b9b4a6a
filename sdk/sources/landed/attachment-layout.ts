import { type SQL, sql } from 'drizzle-orm';
import { attachmentTable, landedTable } from '../../../schema/landing.js';
import type { SqlDialect } from '../../../schema/sql.js';
import type { AttachmentPlace } from '../../source.js';
import { type Layout, noTexts } from '../sql/statements.js';
import type { Naming } from '../sql/where.js';
import { landedColumns } from './binding.js';
import { landedLayout } from './layout.js';

/** Columns of attachments: `record` is the key of their record, `entity` what it landed as, `digest` SHA-256 in hex. */
export const attachmentColumns: Readonly<Record<string, string>> = {
  id: attachmentTable.id,
  entity: attachmentTable.entity,
  record: attachmentTable.key,
  name: attachmentTable.label,
  mediaType: attachmentTable.mediaType,
  size: attachmentTable.size,
  digest: attachmentTable.digest,
  landedAt: attachmentTable.landedAt,
};

const ofRecord = /^record\.([A-Za-z][A-Za-z0-9]*)$/;

/** The field of the record that a column `record.<field>` stands for; null for another column. */
export function recordFieldOf(column: string): string | null {
  return ofRecord.exec(column)?.[1] ?? null;
}

/** The attachments of one adapter as a source; each row with what its record says, so that rules about the record hold for its files. */
export function attachmentLayout(dialect: SqlDialect, adapter: string): Layout<AttachmentPlace> {
  const inRecord = landedLayout(dialect, adapter).name({ entity: '', index: [], keyed: null });
  const naming: Naming = (column) => {
    const field = recordFieldOf(column);
    if (field === null) return own(attachmentColumns[column] ?? column);
    const value = inRecord(landedColumns.value(field));
    return sql`(select ${value} from ${sql.identifier(landedTable.name)} where ${ofSameRecord})`;
  };
  return {
    name: () => naming,
    number: () => (column) => sql`(${naming(column)} + 0)`,
    selected: () => naming,
    from: () => sql`${sql.identifier(attachmentTable.name)}`,
    texts: () => noTexts,
    scope: ({ of }) => {
      const isOfAdapter = sql`${own(attachmentTable.adapter)} = ${adapter}`;
      return of === null ? isOfAdapter : sql`${isOfAdapter} and ${own(attachmentTable.entity)} = ${of}`;
    },
  };
}

function own(column: string): SQL {
  return sql`${sql.identifier(attachmentTable.name)}.${sql.identifier(column)}`;
}

const ofSameRecord = sql.join(
  [
    [landedTable.adapter, attachmentTable.adapter],
    [landedTable.entity, attachmentTable.entity],
    [landedTable.key, attachmentTable.key],
  ].map(
    ([inRecord = '', inAttachment = '']) =>
      sql`${sql.identifier(landedTable.name)}.${sql.identifier(inRecord)} = ${own(inAttachment)}`,
  ),
  sql` and `,
);
