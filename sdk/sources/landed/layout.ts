import { type SQL, sql } from 'drizzle-orm';
import { landedTable } from '../../../schema/landing.js';
import type { SqlDialect } from '../../../schema/sql.js';
import type { LandedPlace } from '../../source.js';
import type { Layout, TextColumns } from '../sql/statements.js';
import type { Naming } from '../sql/where.js';
import { landedColumns } from './binding.js';

interface JsonWords {
  /** One member of a JSON document as JSON text. */
  readonly member: (document: SQL, path: string) => SQL;
  /** The same as plain text; null for JSON null. */
  readonly plain: (document: SQL, path: string) => SQL;
}

const jsonWords: Readonly<Record<SqlDialect, JsonWords>> = {
  sqlite: {
    member: (document, path) => sql`${document} -> ${path}`,
    plain: (document, path) => sql`(${document} ->> ${path})`,
  },
  mysql: {
    // As text: the driver would parse what the server calls JSON, and a text could not be told from its JSON.
    member: (document, path) => sql`cast(json_extract(${document}, ${path}) as char)`,
    // JSON_VALUE would lose texts of more than 512 characters on MySQL.
    plain: (document, path) =>
      sql`nullif(json_unquote(json_extract(${document}, ${path})), if(json_type(json_extract(${document}, ${path})) = 'NULL', 'null', null))`,
  },
  postgres: {
    member: (document, path) => sql`(${document}::jsonb -> ${memberOf(path)})::text`,
    plain: (document, path) => sql`(${document}::jsonb ->> ${memberOf(path)})`,
  },
};

/** What one adapter landed, as a source: only the members of the document that are asked for are taken out of it. */
export function landedLayout(dialect: SqlDialect, adapter: string): Layout<LandedPlace> {
  const { member, plain } = jsonWords[dialect];
  const compared =
    ({ index, keyed }: LandedPlace): Naming =>
    (column) => {
      const { kind, field } = partsOf(column);
      // The key has a column of its own, with an index.
      if (kind === 'value' && field === keyed) return name(landedTable.key);
      const at = index.indexOf(field);
      const indexColumn = at < 0 ? undefined : landedTable.index[at];
      if (kind !== 'value') return selected(column);
      return indexColumn === undefined ? plain(name(landedTable.document), pathOf(field)) : name(indexColumn);
    };
  const texts = new Map<LandedPlace, TextColumns>();
  const selected: Naming = (column) => {
    const { kind, field } = partsOf(column);
    if (kind === 'json') return member(name(landedTable.document), pathOf(field));
    if (kind === 'flags') return member(name(landedTable.flags), pathOf(field));
    return name(kind === 'key' ? landedTable.key : landedTable.updatedAt);
  };
  return {
    name: compared,
    number: (place) => (column) => sql`(${compared(place)(column)} + 0)`,
    selected: (place) => (column) => (column.startsWith('value:') ? compared(place)(column) : selected(column)),
    from: () => sql`${sql.identifier(landedTable.name)}`,
    texts: (place) => {
      const known = texts.get(place) ?? textsOf(place);
      texts.set(place, known);
      return known;
    },
    scope: ({ entity }) => sql`${name(landedTable.adapter)} = ${adapter} and ${name(landedTable.entity)} = ${entity}`,
  };
}

/** What has a column of its own in the landed table. */
function textsOf({ index, keyed }: LandedPlace): TextColumns {
  const fields = [...index.slice(0, landedTable.index.length), ...(keyed === null ? [] : [keyed])];
  return new Set([landedColumns.key, landedColumns.updatedAt, ...fields.map(landedColumns.value)]);
}

const name = (column: string): SQL => sql`${sql.identifier(column)}`;

const pathOf = (field: string): string => `$."${field}"`;
const memberOf = (path: string): string => path.slice(3, -1);

function partsOf(column: string): { readonly kind: string; readonly field: string } {
  const [kind = '', field = ''] = column.split(':', 2);
  return { kind, field };
}
