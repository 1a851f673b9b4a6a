import type { Source } from '../../source.js';
import { openDatabase } from './database.js';
import { openTables } from './open-tables.js';
import { tables } from './statements.js';

export interface SqlSettings {
  /** `mysql://…`, `postgres://…`, `file:…` …: the same bindings work on every one of them. */
  readonly url: string;
}

/** Tables and views of an SQL database: MySQL/MariaDB, PostgreSQL, SQLite/libSQL, and what speaks their protocols.
 * A binding's `table` is the name of a table or view, with its schema where needed. */
export function sql({ url }: SqlSettings): Source<string> {
  return {
    kind: 'sql',
    about: { settings: { url } },
    open: async (setting) => {
      const { adapter, timeoutMs, concurrency, clock } = setting;
      const database = openDatabase(adapter, { url, timeoutMs, connections: concurrency });
      return openTables(database, tables, setting, async () => clock().toISOString());
    },
  };
}
