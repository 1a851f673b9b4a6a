import { drizzle } from 'drizzle-orm/mysql2';
import { createPool, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { SqlDatabase, SqlStatement } from '../schema/sql.js';
import { mysqlColumns } from './columns.js';
import type { Engine, Queries } from './engine.js';
import { tablesOf } from './tables.js';

/** What is fixed about the store's use of MySQL. */
const limits = {
  connections: 10,
  connectMs: 5_000,
  migrationLockSeconds: 60,
};

/** Opens MySQL, MariaDB or what speaks their protocol: `mysql://user:password@host:port/database`. */
export async function openMysql(url: string): Promise<Engine> {
  const pool = createPool({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    timezone: 'Z',
    connectionLimit: limits.connections,
    connectTimeout: limits.connectMs,
  });
  // Queued before anything the pool's users send on the new connection. READ COMMITTED takes no gap locks, so two
  // hubs that land different adapters never deadlock; values that do not fit are refused, never cut.
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES'");
  });
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    await pool.end();
    throw cause;
  }
  return mysqlEngine(pool);
}

function mysqlEngine(pool: Pool): Engine {
  return {
    tables: tablesOf(mysqlColumns),
    queries: asQueries(drizzle(pool)),
    transactionalDdl: false,
    database: { dialect: 'mysql', query: (statement, signal) => queryPool(pool, statement, signal) },
    attempt: (withinMs, work) => attempt(pool, withinMs, work),
    exclusively: (work) => exclusively(pool, work),
    affected: (result) => (result as [ResultSetHeader])[0].affectedRows,
    close: () => pool.end(),
  };
}

/** See `mysqlColumns`: the shared part of the two query builders differs in its types alone. */
function asQueries(database: unknown): Queries {
  return database as Queries;
}

async function attempt<T>(pool: Pool, withinMs: number, work: (queries: Queries) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  const overdue = setTimeout(() => connection.destroy(), withinMs);
  try {
    await connection.beginTransaction();
    const result = await work(asQueries(drizzle(connection)));
    await connection.commit();
    connection.release();
    return result;
  } catch (cause) {
    await undo(connection);
    throw cause;
  } finally {
    clearTimeout(overdue);
  }
}

/** A connection that cannot roll back is not given back to the pool: the server undoes what it held. */
async function undo(connection: PoolConnection): Promise<void> {
  try {
    await connection.rollback();
    connection.release();
  } catch {
    connection.destroy();
  }
}

/**
 * Holds a row of `schema_migration` while `work` runs on other connections (DDL would commit this one). A row lock
 * ends with its connection and exists on TiDB and OceanBase too, unlike GET_LOCK; on Galera it holds for one node
 * only, so a cluster is migrated through one node.
 */
async function exclusively<T>(pool: Pool, work: (database: SqlDatabase) => Promise<T>): Promise<T> {
  const holder = await pool.getConnection();
  try {
    await holder.query(`SET SESSION innodb_lock_wait_timeout = ${limits.migrationLockSeconds}`);
    await holder.beginTransaction();
    await holder.query('SELECT version FROM schema_migration WHERE version = 0 FOR UPDATE');
    return await work({ dialect: 'mysql', query: (statement, signal) => queryPool(pool, statement, signal) });
  } finally {
    // Not released: its session has another lock time-out than the pool's.
    holder.destroy();
  }
}

async function queryPool(pool: Pool, statement: SqlStatement, signal?: AbortSignal) {
  signal?.throwIfAborted();
  const connection = await pool.getConnection();
  // The protocol cannot cancel a statement: what was asked for in vain ends with its connection.
  const abort = () => connection.destroy();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const [rows] = await connection.execute<RowDataPacket[]>(statement.sql, [...statement.params]);
    connection.release();
    return Array.isArray(rows) ? rows : [];
  } catch (cause) {
    if (!signal?.aborted) connection.release();
    signal?.throwIfAborted();
    throw cause;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}
