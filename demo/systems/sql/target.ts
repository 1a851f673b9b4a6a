import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { SqlDialect } from '../../../schema/sql.js';

/** A database that takes statements with literal values: all a bulk load needs, the same on three dialects. */
export interface SqlTarget {
  readonly dialect: SqlDialect;
  run(statement: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a libSQL file, made anew. */
export async function openSqliteTarget(file: string): Promise<SqlTarget> {
  mkdirSync(dirname(file), { recursive: true });
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const client = createClient({ url: pathToFileURL(file).href });
  // A rollback journal, so that an exclusive lock shuts readers out at once (a WAL would let them read on).
  await client.executeMultiple('PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;');
  const load = await client.transaction('write');
  return {
    dialect: 'sqlite',
    run: (statement) => load.executeMultiple(statement),
    close: async () => {
      await load.commit();
      await client.execute('ANALYZE');
      client.close();
    },
  };
}

/** Opens a MariaDB or MySQL database by URL (`mysql://user:secret@host:port/database`) or by socket options. */
export async function openMysqlTarget(
  connection: string | { readonly socketPath: string; readonly user: string; readonly database: string },
): Promise<SqlTarget> {
  const client = await (typeof connection === 'string'
    ? createConnection({ uri: connection, charset: 'utf8mb4' })
    : createConnection({ ...connection, charset: 'utf8mb4' }));
  await client.query('SET autocommit = 0, unique_checks = 0');
  return {
    dialect: 'mysql',
    run: async (statement) => {
      await client.query(statement);
    },
    close: async () => {
      await client.query('COMMIT');
      await client.end();
    },
  };
}

/** Opens a PostgreSQL (Kingbase, openGauss) database by URL. */
export async function openPostgresTarget(url: string): Promise<SqlTarget> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  return {
    dialect: 'postgres',
    run: async (statement) => {
      await client.query(statement);
    },
    close: async () => {
      await client.query('COMMIT');
      await client.end();
    },
  };
}
