import type { EntityReader } from '../../../schema/adapter.js';
import { PlumblineError } from '../../../schema/errors.js';
import { complete } from '../../complete.js';
import type { EntityBinding } from '../../entity.js';
import type { LandedAsking, OwnLanding, SourceSetting } from '../../source.js';
import { attachmentColumns, recordFieldOf } from '../landed/attachment-layout.js';
import { boundColumns } from '../landed/bound-columns.js';

const attachments = /^attachments(?::([A-Za-z][A-Za-z0-9]*))?$/;

/**
 * Whether a binding lists attachments, what they are and never what is in them: those of `table: 'attachments'`, or of
 * `attachments:CourtCase` for those of one entity's records.
 */
export function listsAttachments({ table }: EntityBinding<string>): boolean {
  return attachments.test(table);
}

/** Readers over the attachments of landed records. Throws `ADAPTER_INVALID`. */
export function attachmentReaders(
  bindings: readonly EntityBinding<string>[],
  records: readonly EntityBinding<string>[],
  setting: SourceSetting & { readonly agency: string },
  landing: OwnLanding,
  ready: Exclude<LandedAsking['ready'], undefined>,
): readonly EntityReader[] {
  const { adapter } = setting;
  const source = landing.open({ ...setting, ready }).attachments;
  return bindings.map((binding) => {
    const of = attachments.exec(binding.table)?.[1] ?? null;
    const owners = records.filter(({ entity }) => of === null || entity === of);
    assertColumns(adapter, binding, owners);
    return complete({ ...binding, table: { of } }, source, setting);
  });
}

/** What may be asked of a file: what it is, and fields of the records that it may belong to. */
function assertColumns(
  adapter: string,
  binding: EntityBinding<string>,
  owners: readonly EntityBinding<string>[],
): void {
  const refuse = (why: string) => {
    throw new PlumblineError('ADAPTER_INVALID', `${adapter} binds ${binding.entity} to attachments ${why}`);
  };
  if (owners.length === 0) refuse('of an entity that it does not bind');
  if (binding.key !== 'id') refuse('by another key than id');
  const columns = boundColumns(binding);
  const isKnown = (column: string) => {
    const field = recordFieldOf(column);
    if (field === null) return Object.hasOwn(attachmentColumns, column);
    return owners.some(({ fields }) => Object.hasOwn(fields, field));
  };
  if (!columns.every(isKnown)) {
    refuse(
      `by columns that they do not have: these are ${Object.keys(attachmentColumns).join(', ')}, and record.<field>`,
    );
  }
  // A file would tell of a sealed record: there are such records where they say so.
  const isSealable = owners.some(({ fields }) => Object.hasOwn(fields, 'sealed'));
  if (isSealable && !columns.includes('record.sealed')) {
    refuse('without record.sealed, although their records may be sealed');
  }
}
