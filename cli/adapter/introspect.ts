import { type Environment, interpolate } from '../../gateway/environment.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { type CanonicalType, readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import { writeDefinitions } from '../../sdk/introspection/definitions.js';
import type { DatabaseDescription } from '../../sdk/introspection/description.js';
import { guessTable, type TableGuess } from '../../sdk/introspection/guess.js';
import { introspect } from '../../sdk/introspection/introspect.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { wholeNumber } from '../whole-number.js';
import { asking } from './asking-a-system.js';
import { writeNew } from './write-new.js';

export interface IntrospectOptions {
  readonly schema?: string;
  readonly table?: readonly string[];
  readonly sample?: string;
  readonly out?: string;
}

/** Writes the tables of a database as drizzle definitions, with guesses. Exit code 1 when the database does not answer. */
export async function introspectCommand(
  url: string,
  options: IntrospectOptions,
  { variable }: Environment,
  output: Output,
): Promise<number> {
  const read = await readGuesses(String(interpolate(url, variable)), options);
  const text = writeDefinitions(read.database, read.guesses);
  const tables = read.guesses.map(summaryOf);
  if (options.out === undefined) {
    output.data({ dialect: read.database.dialect, tables }, text);
    return 0;
  }
  writeNew(options.out, text);
  output.data(
    { dialect: read.database.dialect, tables, written: options.out },
    `${counted(tables.length, 'table')} written to ${options.out}`,
  );
  return 0;
}

export interface ReadGuesses {
  readonly database: DatabaseDescription;
  readonly guesses: readonly TableGuess[];
  readonly types: readonly CanonicalType[];
}

/** The database's tables with what they probably hold; `--table NAME=Type` says which record type one is. */
export async function readGuesses(url: string, options: IntrospectOptions): Promise<ReadGuesses> {
  const types = readCanonicalTypes();
  const asked = tablesAsked(options.table ?? [], types);
  const database = await asking(() =>
    introspect({
      url,
      only: [...asked.keys()],
      sample: options.sample === undefined ? 0 : wholeNumber('--sample', options.sample, 1, 10_000),
      ...(options.schema === undefined ? {} : { schema: options.schema }),
    }),
  );
  if (database.tables.length === 0) throw await nothingFound(url, options.schema, [...asked.keys()]);
  for (const name of asked.keys()) {
    if (database.tables.some((table) => table.name === name)) continue;
    throw await nothingFound(url, options.schema, [name]);
  }
  return {
    database,
    types,
    guesses: database.tables.map((table) => guessTable(table, types, asked.get(table.name) ?? null)),
  };
}

/** Why a table was not found: with the nearest name of those that are there. */
async function nothingFound(
  url: string,
  schema: string | undefined,
  names: readonly string[],
): Promise<PlumblineError> {
  const there = await asking(() => introspect({ url, ...(schema === undefined ? {} : { schema }) }));
  const place = schema === undefined ? 'the database' : `schema ${schema}`;
  const [name] = names;
  if (there.tables.length === 0 || name === undefined)
    return new PlumblineError('BAD_USER_INPUT', `${place} has no table or view that the account may read`);
  const known = there.tables.map((table) => table.name);
  const why = `${place} has no table or view ${name} that the account may read`;
  return new PlumblineError('BAD_USER_INPUT', `${why}${nearest(name, known)}`);
}

/** `T_SP_AJ=CourtCase` or `T_SP_AJ`, each once. */
function tablesAsked(given: readonly string[], types: readonly CanonicalType[]): ReadonlyMap<string, string | null> {
  const names = types.map(({ name }) => name);
  return new Map(
    given.map((each) => {
      const [table = '', type = null] = each.split(/=(?=[^=]*$)/);
      if (type !== null && !names.includes(type))
        throw new PlumblineError('BAD_USER_INPUT', `no record type ${type}${nearest(type, names)}`);
      return [table, type];
    }),
  );
}

/** What `--json` says of a table: names, declared types, counts and guesses; nothing of its rows. */
function summaryOf({ table, types, columns }: TableGuess) {
  return {
    name: table.name,
    schema: table.schema,
    kind: table.kind,
    comment: table.comment,
    rows: table.rows,
    types,
    columns: columns.map(({ column, terms, match, role }) => ({
      ...column,
      role,
      field: match?.field.name ?? null,
      guesses: terms.map(({ term, english, codec, why }) => ({ term, english, codec: codec?.name ?? null, why })),
    })),
  };
}
