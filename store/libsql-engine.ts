import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import type { SqlDatabase, SqlStatement } from '../schema/sql.js';
import { sqliteColumns } from './columns.js';
import type { Engine, Queries } from './engine.js';
import { Mutex } from './mutex.js';
import { tablesOf } from './tables.js';

/** Opens a libSQL file as the store: `file:relative.db`, `file:/absolute.db` or `file:///absolute.db`. */
export async function openLibsql(url: string): Promise<Engine> {
  await mkdir(dirname(pathOf(url)), { recursive: true });
  const client = createClient({ url });
  try {
    // Readers do not wait for the writer under WAL. `synchronous` stays at libSQL's default, FULL (2): a commit is on
    // disk when it returns, on every connection of the client's pool.
    await client.execute('PRAGMA journal_mode = WAL');
    const [mode] = (await client.execute('PRAGMA synchronous')).rows;
    if (mode?.synchronous !== 2) throw new Error('commits would not be durable (PRAGMA synchronous is not FULL)');
  } catch (cause) {
    client.close();
    throw cause;
  }
  return libsqlEngine(client);
}

function libsqlEngine(client: Client): Engine {
  const queries = drizzle(client);
  // SQLite has one writer. Waiting for it inside the driver would hold up the whole process.
  const writers = new Mutex();
  return {
    tables: tablesOf(sqliteColumns),
    queries,
    transactionalDdl: true,
    database: { dialect: 'sqlite', query: (statement, signal) => query(client, statement, signal) },
    attempt: (_withinMs, work) => writers.run(() => queries.transaction((transaction) => work(transaction as Queries))),
    exclusively: (work) => writers.run(() => exclusively(client, work)),
    affected: (result) => (result as ResultSet).rowsAffected,
    close: async () => {
      await writers.run(async () => client.close());
    },
  };
}

/** BEGIN IMMEDIATE is the lock: another process is refused with SQLITE_BUSY and comes back later. */
async function exclusively<T>(client: Client, work: (database: SqlDatabase) => Promise<T>): Promise<T> {
  const transaction = await client.transaction('write');
  try {
    const result = await work({
      dialect: 'sqlite',
      query: (statement, signal) => query(transaction, statement, signal),
    });
    await transaction.commit();
    return result;
  } finally {
    transaction.close();
  }
}

async function query(
  on: { execute(statement: InStatement): Promise<ResultSet> },
  { sql, params }: SqlStatement,
  signal?: AbortSignal,
): Promise<readonly Record<string, unknown>[]> {
  // The driver answers before it returns: there is no moment at which a running statement could be cancelled.
  signal?.throwIfAborted();
  return (await on.execute({ sql, args: [...params] })).rows;
}

function pathOf(url: string): string {
  const path = url.slice('file:'.length);
  return path.startsWith('//') ? fileURLToPath(url) : decodeURIComponent(path);
}
