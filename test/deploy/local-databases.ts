import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';
import type { Service } from './compose-file.js';

/** A database of a real server that stands for a service whose image is a database's. */
export interface LocalDatabase {
  /** Puts the local server, account and database into URLs that name the service. */
  localize(text: string): string;
  drop(): Promise<void>;
}

/** Whether the service's image is that of a database, and of which kind. */
export function databaseOf({ image }: Service): 'mysql' | 'postgres' | undefined {
  if (/^(mariadb|mysql):/.test(image)) return 'mysql';
  return image.startsWith('postgres:') ? 'postgres' : undefined;
}

/**
 * Does what the image's entry point does: makes the account of the environment, with its password from a file, and a
 * database of its own. Both get local names, because several services share one server here.
 */
export async function createLocalDatabase(
  name: string,
  kind: 'mysql' | 'postgres',
  passwordFile: string,
): Promise<LocalDatabase> {
  const { url, drop } = await (kind === 'mysql' ? createMysqlDatabase() : createPostgresDatabase());
  const server = new URL(url);
  const database = server.pathname.slice(1);
  const account = database.slice(0, 30);
  const password = readFileSync(passwordFile, 'utf8').trim();
  for (const statement of accounts[kind].create(account, password, database)) await accounts[kind].run(url, statement);
  const pattern = new RegExp(`(\\w+)://\\w+:([^@\\s]*)@${name}:\\d+/\\w+`, 'g');
  return {
    localize: (text) =>
      text.replace(pattern, (_, scheme, secret) => `${scheme}://${account}:${secret}@${server.host}/${database}`),
    drop: async () => {
      await drop();
      await accounts[kind].run(serverUrl(server, kind), accounts[kind].drop(account));
    },
  };
}

function serverUrl(server: URL, kind: 'mysql' | 'postgres'): string {
  return Object.assign(new URL(server), { pathname: kind === 'mysql' ? '/' : '/postgres' }).href;
}

const accounts = {
  mysql: {
    create: (account: string, password: string, database: string) => [
      `CREATE USER '${account}'@'%' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON ${database}.* TO '${account}'@'%'`,
    ],
    drop: (account: string) => `DROP USER '${account}'@'%'`,
    run: async (url: string, statement: string) => {
      const connection = await createConnection(url);
      await connection.query(statement);
      await connection.end();
    },
  },
  postgres: {
    create: (account: string, password: string, database: string) => [
      `CREATE ROLE ${account} LOGIN PASSWORD '${password}'`,
      `ALTER DATABASE ${database} OWNER TO ${account}`,
      `ALTER SCHEMA public OWNER TO ${account}`,
    ],
    drop: (account: string) => `DROP ROLE ${account}`,
    run: async (url: string, statement: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(statement);
      await client.end();
    },
  },
} as const;
