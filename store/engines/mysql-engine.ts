import { drizzle } from 'drizzle-orm/mysql2';
import { createPool, type Pool, type QueryOptions, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { SqlDatabase, SqlStatement } from '../../schema/sql.js';
import { mysqlColumns } from '../columns.js';
import { tablesOf } from '../tables.js';
import type { Engine, Queries, Run } from './engine.js';
import { cut, lend, type Wires, wiresOf } from './mysql-lending.js';

/** What is fixed about the store's use of MySQL. */
const limits = {
  connections: 10,
  connectMs: 5_000,
  /** Reads by key. */
  lookupMs: 10_000,
  /** Reads whose caller sets no time of its own: pages of a chain, counts. */
  statementMs: 60_000,
  /** One statement of a migration may rewrite a large table. */
  migrationMs: 60 * 60_000,
  /** What a server may take to say good-bye. */
  closeMs: 2_000,
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
  const wires = wiresOf(pool);
  try {
    await lend(pool, { withinMs: limits.connectMs }, (connection) => connection.query('SELECT 1'));
  } catch (cause) {
    await close(pool, wires);
    throw cause;
  }
  return mysqlEngine(pool, wires);
}

function mysqlEngine(pool: Pool, wires: Wires): Engine {
  return {
    tables: tablesOf(mysqlColumns),
    queries: asQueries(drizzle(punctualPool(pool))),
    transactionalDdl: false,
    database: {
      dialect: 'mysql',
      query: (statement, signal) => queryPool(pool, statement, limits.statementMs, signal),
    },
    attempt: (withinMs, work) => attempt(pool, withinMs, work),
    attemptBulk: (withinMs, work) => attempt(pool, withinMs, work),
    exclusively: (work) => exclusively(pool, work),
    affected: (result) => (result as [ResultSetHeader])[0].affectedRows,
    close: () => close(pool, wires),
  };
}

/** `query` is all that drizzle's queries ask of a pool outside of transactions. */
function punctualPool(pool: Pool): Pool {
  const query = (options: QueryOptions, params: unknown[]) =>
    lend(pool, { withinMs: limits.lookupMs }, (connection) => connection.query(options, params));
  return { query } as unknown as Pool;
}

/** Says good-bye; a server that does not answer it is left. */
async function close(pool: Pool, wires: Wires): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const left = setTimeout(resolve, limits.closeMs);
    pool
      .end()
      .then(resolve, reject)
      .finally(() => clearTimeout(left));
  });
  wires.cut();
}

/** See `mysqlColumns`: the shared part of the two query builders differs in its types alone. */
function asQueries(database: unknown): Queries {
  return database as Queries;
}

function attempt<T>(pool: Pool, withinMs: number, work: (queries: Queries, run: Run) => Promise<T>): Promise<T> {
  return lend(pool, { withinMs }, async (connection) => {
    const run: Run = async ({ sql, params }) =>
      (await connection.query<ResultSetHeader>(sql, [...params]))[0].affectedRows;
    await connection.beginTransaction();
    try {
      const result = await work(asQueries(drizzle(connection)), run);
      await connection.commit();
      return result;
    } catch (cause) {
      // A connection that cannot roll back is not given back to the pool: the server undoes what it held.
      await connection.rollback().catch(() => cut(connection));
      throw cause;
    }
  });
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
    return await work({
      dialect: 'mysql',
      query: (statement, signal) => queryPool(pool, statement, limits.migrationMs, signal),
    });
  } finally {
    // Not released: its session has another lock time-out than the pool's.
    holder.destroy();
  }
}

/** `query`, not `execute`: statements differ in their number of keys, and MySQL 8 takes no prepared LIMIT that came as a double. */
function queryPool(pool: Pool, { sql, params }: SqlStatement, withinMs: number, signal?: AbortSignal) {
  signal?.throwIfAborted();
  return lend(pool, { withinMs, signal }, async (connection) => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...params]);
    return Array.isArray(rows) ? rows : [];
  });
}
