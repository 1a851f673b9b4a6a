import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** A database for one measurement, removed afterwards. */
export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Makes a database on a server. Rejects when its commits would not be durable: to log without flushing is faster, and is not
 * what is measured.
 */
export async function makeDatabase(server: string): Promise<BenchDatabase> {
  const name = `plumbline_bench_${process.pid}`;
  const ask = async (...statements: readonly string[]) => {
    const connection = await createConnection(server.replace(/^mariadb:/, 'mysql:'));
    try {
      for (const statement of statements) await connection.query(statement);
      const [[found]] = await connection.query<RowDataPacket[]>('SELECT @@innodb_flush_log_at_trx_commit AS flushed');
      return found?.flushed;
    } finally {
      await connection.end();
    }
  };
  if ((await ask()) !== 1) throw new Error('log and landing are measured with innodb_flush_log_at_trx_commit=1');
  await ask(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: async () => void (await ask(`DROP DATABASE ${name}`)) };
}
