import type { Source } from '../../source.js';
import { openDatabase } from './database.js';
import { openTables } from './open-tables.js';
import { tables } from './statements.js';
import type { SqlTable } from './table.js';

export interface SqlSettings {
  /** `mysql://…`, `postgres://…`, `file:…` …: the same bindings work on every one of them. */
  readonly url: string;
}

/** Tables and views of an SQL database: MySQL/MariaDB, PostgreSQL, SQLite/libSQL, and what speaks their protocols. */
export function sql({ url }: SqlSettings): Source<SqlTable> {
  return {
    kind: 'sql',
    open: async (setting) => {
      const { adapter, timeoutMs, concurrency, clock } = setting;
      const database = openDatabase(adapter, { url, timeoutMs, connections: concurrency });
      return openTables(database, tables, setting, async () => clock().toISOString());
    },
  };
}
