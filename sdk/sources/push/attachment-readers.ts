import { type SQL, sql } from 'drizzle-orm';
import type { EntityReader } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import { attachmentTable, type Landing } from '../../../schema/landing.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { SourceSetting } from '../../source.js';
import { landedDatabase } from '../landed/reading.js';
import { openTables } from '../sql/open-tables.js';
import type { Layout } from '../sql/statements.js';
import { boundColumns } from './bound-columns.js';

/** The `table` of bindings that list attachments: what they are, and never what is in them. */
export const attachmentsTable = 'attachments';

/** Columns that such a binding may name: `record` is the key of the record in its entity, `digest` is SHA-256 in hex. */
export const attachmentColumns = {
  id: attachmentTable.id,
  entity: attachmentTable.entity,
  record: attachmentTable.key,
  name: attachmentTable.label,
  mediaType: attachmentTable.mediaType,
  size: attachmentTable.size,
  digest: attachmentTable.digest,
  landedAt: attachmentTable.landedAt,
} as const;

const layout: Layout<string> = {
  name: () => named,
  number: () => named,
  selected: () => named,
  from: () => sql`${sql.identifier(attachmentTable.name)}`,
  scope: (adapter) => sql`${sql.identifier(attachmentTable.adapter)} = ${adapter}`,
};

function named(column: string): SQL {
  return sql`${sql.identifier(attachmentColumns[column as keyof typeof attachmentColumns])}`;
}

/** Readers over the attachments of landed records. */
export function attachmentReaders(
  bindings: readonly EntityBinding<string>[],
  setting: SourceSetting & { readonly agency: string },
  landing: Landing,
  ready: (signal: AbortSignal | undefined) => Promise<void>,
): readonly EntityReader[] {
  const { adapter } = setting;
  const database = landedDatabase(adapter, landing, ready);
  const source = openTables(database, layout, setting, database.latest);
  return bindings.map((binding) => {
    assertColumns(adapter, binding);
    return complete({ ...binding, table: adapter }, source, setting);
  });
}

/** Throws `ADAPTER_INVALID` for a column that attachments do not have, or another key than `id`. */
function assertColumns(adapter: string, binding: EntityBinding<string>): void {
  const stranger = boundColumns(binding).find((column) => !Object.hasOwn(attachmentColumns, column));
  if (stranger === undefined && binding.key === 'id') return;
  const known = Object.keys(attachmentColumns).join(', ');
  throw new PlumblineError(
    'ADAPTER_INVALID',
    `${adapter} binds ${binding.entity} to attachments: their key is id, and their columns are ${known}`,
  );
}
