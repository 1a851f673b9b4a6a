import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import type { CanonicalType } from '../../sdk/introspection/canonical.js';
import type { TableDescription } from '../../sdk/introspection/description.js';

/**
 * A table that nobody can introspect, as the command line describes it: `bdjl=CheckIn:id,dxbh,bdsj`. The first column is the
 * record's key. Rejects with `BAD_USER_INPUT`.
 */
export function describedTable(
  text: string,
  types: readonly CanonicalType[],
): { readonly table: TableDescription; readonly type: string } {
  const [, name, type, columns] = /^(.+?)=([A-Za-z]+):(.+)$/.exec(text) ?? [];
  if (name === undefined || type === undefined || columns === undefined)
    throw new PlumblineError('BAD_USER_INPUT', '--table is written NAME=RecordType:column,column, the key first');
  const names = types.map((each) => each.name);
  if (!names.includes(type))
    throw new PlumblineError('BAD_USER_INPUT', `no record type ${type}${nearest(type, names)}`);
  const listed = columns
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
  return {
    type,
    table: {
      schema: null,
      name,
      kind: 'table',
      comment: null,
      rows: null,
      columns: [...new Set(listed)].map((column, at) => ({
        name: column,
        type: '',
        nullable: true,
        comment: null,
        key: at === 0 ? 1 : null,
      })),
    },
  };
}
