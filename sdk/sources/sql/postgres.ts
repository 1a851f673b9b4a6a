import pg from 'pg';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { aborted, failureOf, unlessAborted } from './failure.js';

/** PostgreSQL, and by protocol KingbaseES and openGauss. Values come as the server writes them: no dates, no lost digits. */
export function openPostgres({ url, timeoutMs, connections }: DatabaseSettings): AgencyDatabase {
  const pool = new pg.Pool({
    connectionString: url.replace(/^[a-z]+:/, 'postgres:'),
    max: connections,
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    idleTimeoutMillis: 30_000,
    types: { getTypeParser: () => (value: unknown) => value },
    // Times without a zone are China's, and those with one are to be told in it.
    options: '-c timezone=Asia/Shanghai',
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return {
    dialect: 'postgres',
    query: async ({ sql, params }, signal) => {
      if (signal?.aborted) throw aborted();
      let client: pg.PoolClient | null = null;
      let isBroken = false;
      try {
        client = await unlessAborted(pool.connect(), signal, (late) => late.release());
        const { rows } = await unlessAborted(client.query(sql, [...params]), signal, () => {});
        return rows;
      } catch (error) {
        const failure = failureOf(error);
        isBroken = failure.reason !== 'FAILED' && failure.reason !== 'CREDENTIALS';
        if (signal?.aborted && client !== null) cancel(pool, client);
        throw failure;
      } finally {
        client?.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}

/** The server goes on with a statement whose client has left: it is told to stop. */
function cancel(pool: pg.Pool, client: pg.PoolClient): void {
  const process = 'processID' in client ? client.processID : null;
  if (typeof process === 'number') pool.query('select pg_cancel_backend($1)', [process]).catch(() => {});
}
