import pg from 'pg';
import type { SourceReason } from '../../../schema/reader.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { aborted, failureOf, unlessAborted } from './failure.js';

/** After these the connection can be used again. */
const healthy: ReadonlySet<SourceReason> = new Set(['FAILED', 'CREDENTIALS', 'MALFORMED']);

/** PostgreSQL, and by protocol KingbaseES and openGauss. Values come as the server writes them: no dates, no lost digits. */
export function openPostgres({ url, timeoutMs, connections }: DatabaseSettings): AgencyDatabase {
  const pool = new pg.Pool({
    connectionString: url.replace(/^[a-z]+:/, 'postgres:'),
    max: connections,
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    idleTimeoutMillis: 30_000,
    types: { getTypeParser: () => (value: unknown) => value },
    // Times without a zone are China's, and those with one are to be told in it; notations do not depend on the server's own.
    options: '-c timezone=Asia/Shanghai -c datestyle=ISO -c bytea_output=hex',
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const stopping = new Set<Promise<unknown>>();
  const stop = (client: pg.PoolClient) => {
    const process = 'processID' in client ? client.processID : null;
    if (typeof process !== 'number') return;
    // The server goes on with a statement whose client has left: it is told to stop. To cancel would do nothing to one that has
    // not begun yet.
    const stopped = pool.query('select pg_terminate_backend($1)', [process]).catch(() => {});
    stopping.add(stopped);
    stopped.finally(() => stopping.delete(stopped));
  };
  return {
    dialect: 'postgres',
    query: async ({ sql, params }, signal) => {
      if (signal?.aborted) throw aborted();
      let client: pg.PoolClient | null = null;
      let isBroken = false;
      const giveUp = () => client !== null && stop(client);
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        client = await unlessAborted(pool.connect(), signal, (late) => late.release());
        const { rows } = await unlessAborted(client.query(sql, [...params]), signal, () => {});
        return rows;
      } catch (error) {
        const failure = failureOf(error);
        isBroken = !healthy.has(failure.reason);
        throw failure;
      } finally {
        signal?.removeEventListener('abort', giveUp);
        client?.release(isBroken);
      }
    },
    close: async () => {
      await Promise.all(stopping);
      await pool.end();
    },
  };
}
