import type { SqlDatabase, SqlDialect } from '../../schema/sql.js';
import { openDatabase } from '../sources/sql/database.js';
import type { DatabaseDescription, TableDescription } from './description.js';
import { readMysqlCatalog } from './mysql-catalog.js';
import { readPostgresCatalog } from './postgres-catalog.js';
import { sampleShapes } from './sample.js';
import { readSqliteCatalog } from './sqlite-catalog.js';

export interface IntrospectionSetting {
  /** As an adapter of kind `sql` takes it; it may hold a password and is never printed. */
  readonly url: string;
  /** Another schema (PostgreSQL) or database (MySQL) than the connection's own. */
  readonly schema?: string;
  /** Only these tables and views; all where it is empty. */
  readonly only?: readonly string[];
  /** Rows of each table whose values are looked at for their shape. 0: no row is read. Default 0. */
  readonly sample?: number;
  /** Longest time of one statement, ms. Default 15,000. */
  readonly timeoutMs?: number;
}

const catalogs: Readonly<
  Record<SqlDialect, (database: SqlDatabase, schema: string | null) => Promise<readonly TableDescription[]>>
> = {
  mysql: readMysqlCatalog,
  postgres: readPostgresCatalog,
  sqlite: readSqliteCatalog,
};

/**
 * Reads which tables and views a database has. Of rows nothing is read unless `sample` says so, and of what is read then only
 * counts are kept. Rejects with `ADAPTER_INVALID` for an unknown scheme and with `SourceFailure` when the database does not answer.
 */
export async function introspect(setting: IntrospectionSetting): Promise<DatabaseDescription> {
  const { url, schema, only = [], sample = 0, timeoutMs = 15_000 } = setting;
  const database = openDatabase('introspection', { url, timeoutMs, connections: 1 });
  const bounded: SqlDatabase = {
    dialect: database.dialect,
    query: (statement) => database.query(statement, AbortSignal.timeout(timeoutMs)),
  };
  try {
    const found = await catalogs[database.dialect](bounded, schema ?? null);
    const wanted = found.filter(({ name }) => only.length === 0 || only.includes(name));
    const tables: TableDescription[] = [];
    for (const table of wanted) tables.push(sample === 0 ? table : await sampleShapes(bounded, table, sample));
    return { dialect: database.dialect, tables };
  } finally {
    await database.close();
  }
}
