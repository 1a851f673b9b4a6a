import { randomUUID } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { knock } from './knock.js';

/** A fresh, empty database on a real server; `drop` removes it. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database on MariaDB (or on the server of PLUMBLINE_TEST_MYSQL_URL). */
export async function createMysqlDatabase(): Promise<TestDatabase> {
  const server = await serverUrl('mysql');
  const name = freshName();
  const run = async (statement: string) => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return { url: withDatabase(server, name), drop: () => run(`DROP DATABASE IF EXISTS ${name}`) };
}

/** A database on PostgreSQL (or on the server of PLUMBLINE_TEST_POSTGRES_URL). */
export async function createPostgresDatabase(): Promise<TestDatabase> {
  const server = await serverUrl('postgres');
  const name = freshName();
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  return { url: withDatabase(server, name), drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function freshName(): string {
  return `plumbline_${randomUUID().replaceAll('-', '')}`;
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function serverUrl(kind: 'mysql' | 'postgres'): Promise<string> {
  const door = process.env.PLUMBLINE_TEST_SERVERS;
  if (door === undefined) throw new Error('Run tests through jest with test/servers/global-setup.mjs.');
  return knock(`${door}/${kind}`);
}
