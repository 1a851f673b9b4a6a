import type { SqlDialect } from '../../schema/sql.js';
import { readCanonicalTypes } from './canonical.js';
import { builderOf, fallback } from './column-builders.js';
import type { ColumnDescription, DatabaseDescription, TableDescription } from './description.js';
import type { ColumnGuess, TableGuess } from './guess.js';
import { markOf } from './marks.js';
import { commentOf, constantOf, propertyOf, quoted } from './names.js';

/** The names of the tables’ constants, by table. */
export function constantsOf(tables: readonly TableDescription[]): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const kept = bindingNames();
  return new Map(tables.map(({ name }) => [name, constantOf(name, used, kept)]));
}

/** Bindings are called as their record types are. */
function bindingNames(): ReadonlySet<string> {
  return new Set(readCanonicalTypes().map(({ name }) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`));
}

const makers: Readonly<Record<SqlDialect, string>> = {
  mysql: 'mysqlTable',
  postgres: 'pgTable',
  sqlite: 'sqliteTable',
};

/** `tables.ts`: the database’s tables as drizzle definitions, with what their columns probably hold. The same for the same database. */
export function writeDefinitions({ dialect }: DatabaseDescription, guesses: readonly TableGuess[]): string {
  const names = constantsOf(guesses.map(({ table }) => table));
  const schemas = [...new Set(guesses.flatMap(({ table: { schema } }) => (schema === null ? [] : [schema])))];
  const used = new Set([...names.values()]);
  const places = new Map(schemas.map((schema) => [schema, constantOf(`${schema}_schema`, used, new Set())]));
  const made = [...places].map(([schema, name]) => {
    const maker = { mysql: 'mysqlSchema', postgres: 'pgSchema', sqlite: '' }[dialect];
    return `const ${name} = ${dialect}.${maker}(${quoted(schema)});\n`;
  });
  const head = [
    '// Written by `plumbline adapter introspect`. What stands behind “guess” was not said by the database: look at it.',
    `import { ${dialect} } from 'plumbline/sdk';`,
    '',
  ];
  const tables = guesses.map((guess) => {
    const place = guess.table.schema === null ? null : (places.get(guess.table.schema) ?? null);
    return tableOf(dialect, guess, names.get(guess.table.name) ?? '', place);
  });
  return [...head, ...made, ...tables].join('\n');
}

function tableOf(
  dialect: SqlDialect,
  { table, types, columns }: TableGuess,
  name: string,
  place: string | null,
): string {
  const maker = place === null ? `${dialect}.${makers[dialect]}` : `${place}.table`;
  const said = [
    ...(table.comment === null ? [] : [commentOf(table.comment)]),
    ...(table.kind === 'view' ? ['a view'] : []),
    ...(table.rows === null ? [] : [`about ${table.rows} rows`]),
  ];
  const suggested = types.map((type) => type.name).join(' | ');
  return [
    ...(said.length === 0 ? [] : [`/** ${said.join('; ')} */`]),
    ...(suggested === '' ? [] : [`// guess: ${suggested}`]),
    `export const ${name} = ${maker}(${quoted(table.name)}, {`,
    ...columns.flatMap((column) => columnOf(dialect, table, column)),
    '});',
    '',
  ].join('\n');
}

function columnOf(dialect: SqlDialect, table: TableDescription, guess: ColumnGuess): readonly string[] {
  const { column } = guess;
  const builder = builderOf(dialect, column.type);
  const word = builder?.word ?? fallback[dialect];
  const options = builder?.options ? `, ${builder.options}` : '';
  const made = `${dialect}.${word}(${quoted(column.name)}${options})${constraintsOf(column, table)}`;
  const mark = markOf(guess);
  const said = [
    ...(column.comment === null ? [] : [commentOf(column.comment)]),
    ...(builder === null ? [`declared as ${commentOf(column.type)}`] : []),
  ];
  return [
    ...(said.length === 0 ? [] : [`  /** ${said.join('; ')} */`]),
    `  ${propertyOf(column.name)}: ${made},${mark === null ? '' : ` // ${mark}`}`,
  ];
}

function constraintsOf({ key, nullable }: ColumnDescription, { columns }: TableDescription): string {
  const isKey = key !== null && columns.filter((each) => each.key !== null).length === 1;
  return `${isKey ? '.primaryKey()' : ''}${!nullable && !isKey ? '.notNull()' : ''}`;
}
