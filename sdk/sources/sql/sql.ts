import type { Source } from '../../source.js';
import { openDatabase } from './database.js';
import { openTables } from './open-tables.js';
import { tables } from './statements.js';
import type { SqlTable } from './table.js';

export interface SqlSettings {
  /**
   * `mysql://user:password@host:3306/database`; the scheme is one of `mysql mariadb tidb oceanbase`, `postgres postgresql kingbase
   * opengauss`, `file` or `libsql`. The same bindings work on every one of them.
   */
  readonly url: string;
}

/**
 * Tables and views of an SQL database: MySQL/MariaDB, PostgreSQL, SQLite/libSQL, and what speaks their protocols.
 * A binding's `table` is a name, with its schema where needed, or a drizzle table.
 */
export function sql({ url }: SqlSettings): Source<SqlTable> {
  return {
    kind: 'sql',
    about: { settings: { url } },
    open: async (setting) => {
      const { adapter, timeoutMs, concurrency, clock, reroute } = setting;
      const database = openDatabase(adapter, { url: reroute?.(url) ?? url, timeoutMs, connections: concurrency });
      return openTables(database, tables, setting, async () => clock().toISOString());
    },
  };
}
