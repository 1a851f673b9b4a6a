import type { Duplex } from 'node:stream';
import { createPool, type FieldPacket, type PoolConnection } from 'mysql2/promise';
import type { SqlStatement } from '../../../schema/sql.js';
import type { AgencyDatabase, DatabaseSettings } from './agency-database.js';
import { hexOf } from './bytes.js';
import { aborted, failureOf, unlessAborted } from './failure.js';

/**
 * MySQL and MariaDB, and what speaks their protocol. Values come as the server writes them: no dates, no lost digits; bits as `101`
 * and bytes as `\x00ff`, as PostgreSQL writes them.
 */
export function openMysql({ url, timeoutMs, connections }: DatabaseSettings): AgencyDatabase {
  const pool = createPool({
    uri: url.replace(/^[a-z]+:/, 'mysql:'),
    connectionLimit: connections,
    connectTimeout: timeoutMs,
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    // Times without a zone are China's, and those with one are to be told in it.
    timezone: '+08:00',
  });
  pool.pool.on('connection', (connection) => connection.query("SET time_zone = '+08:00'"));
  const stopping = new Set<Promise<unknown>>();
  const stop = (connection: PoolConnection) => {
    const thread = Number(connection.threadId);
    // Closed before it leaves the pool, which would hand it to the next who waits; and its socket with it, which the driver only
    // half-closes until the server is done.
    const { stream, close } = connection.connection as unknown as CoreConnection;
    close.call(connection.connection);
    connection.destroy();
    stream.destroy();
    // The server goes on with a statement whose client has left: it is told to stop. KILL QUERY would do nothing to one that has
    // not begun yet.
    const stopped = pool.query({ sql: `KILL ${thread}`, timeout: timeoutMs }).catch(() => {});
    stopping.add(stopped);
    stopped.finally(() => stopping.delete(stopped));
  };
  return {
    dialect: 'mysql',
    query: async ({ sql, params }, signal) => {
      if (signal?.aborted) throw aborted();
      let connection: PoolConnection | null = null;
      try {
        connection = await unlessAborted(pool.getConnection(), signal, (late) => late.release());
        return await run(connection, { sql, params }, signal, stop);
      } catch (error) {
        throw failureOf(error);
      } finally {
        connection?.release();
      }
    },
    close: async () => {
      await Promise.all(stopping);
      await pool.end();
    },
  };
}

/** What the driver's types leave out. */
interface CoreConnection {
  readonly stream: Duplex;
  readonly close: () => void;
}

async function run(
  connection: PoolConnection,
  { sql, params }: SqlStatement,
  signal: AbortSignal | undefined,
  stop: (connection: PoolConnection) => void,
): Promise<readonly Record<string, unknown>[]> {
  const giveUp = () => stop(connection);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    // `query`, not `execute`: the binary protocol has other notations of dates and decimals than the server itself.
    const [rows, fields] = await unlessAborted(connection.query(sql, [...params]), signal, () => {});
    // What answers no rows answers no fields either.
    return readable(rows as Record<string, unknown>[], fields ?? []);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

const bit = 16;
// BLOBs of all sizes, VARBINARY, BINARY, GEOMETRY; texts are of these types too, in another character set than the binary one.
const byteTypes: ReadonlySet<number> = new Set([249, 250, 251, 252, 253, 254, 255]);
const binary = 63;

/** The rows, with texts for bits and bytes. */
function readable(rows: Record<string, unknown>[], fields: readonly FieldPacket[]): readonly Record<string, unknown>[] {
  for (const { name, columnType = 0, columnLength = 0, characterSet } of fields) {
    if (columnType !== bit && (characterSet !== binary || !byteTypes.has(columnType))) continue;
    for (const row of rows) {
      const value = row[name];
      if (value instanceof Uint8Array) row[name] = columnType === bit ? bitsOf(value, columnLength) : hexOf(value);
    }
  }
  return rows;
}

function bitsOf(bytes: Uint8Array, length: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.slice(-length).padStart(length, '0');
}
