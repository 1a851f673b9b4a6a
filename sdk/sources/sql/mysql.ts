import { createPool, type Pool, type PoolConnection } from 'mysql2/promise';
import type { SqlStatement } from '../../../schema/sql.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { aborted, failureOf, unlessAborted } from './failure.js';

/** MySQL and MariaDB, and what speaks their protocol. Values come as the server writes them: no dates, no lost digits. */
export function openMysql({ url, timeoutMs, connections }: DatabaseSettings): AgencyDatabase {
  const pool = createPool({
    uri: url.replace(/^[a-z]+:/, 'mysql:'),
    connectionLimit: connections,
    connectTimeout: timeoutMs,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // Times without a zone are China's, and those with one are to be told in it.
    timezone: '+08:00',
  });
  pool.pool.on('connection', (connection) => connection.query("SET time_zone = '+08:00'"));
  return {
    dialect: 'mysql',
    query: async ({ sql, params }, signal) => {
      if (signal?.aborted) throw aborted();
      let connection: PoolConnection | null = null;
      try {
        connection = await unlessAborted(pool.getConnection(), signal, (late) => late.release());
        return await run(pool, connection, sql, params, signal);
      } catch (error) {
        throw failureOf(error);
      } finally {
        connection?.release();
      }
    },
    close: () => pool.end(),
  };
}

async function run(
  pool: Pool,
  connection: PoolConnection,
  sql: string,
  params: SqlStatement['params'],
  signal: AbortSignal | undefined,
): Promise<readonly Record<string, unknown>[]> {
  const stop = () => {
    // The server goes on with a statement whose client has left: it is told to stop.
    pool.query(`KILL QUERY ${Number(connection.threadId)}`).catch(() => {});
    connection.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    // `query`, not `execute`: statements differ in their number of keys, and a prepared one each would crowd the server.
    const [rows] = await unlessAborted(connection.query(sql, [...params]), signal, () => {});
    return rows as Record<string, unknown>[];
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
