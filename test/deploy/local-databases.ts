import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';
import type { Service } from './compose-file.js';
import { runProcess } from './local-process.js';

/** A database of a real server that stands for a service whose image is a database's. */
export interface LocalDatabase {
  /** Puts the local server, accounts and database into URLs and accounts that a text names. */
  localize(text: string): string;
  drop(): Promise<void>;
}

type Kind = 'mysql' | 'postgres';

/** Whether the service's image is that of a database, and of which kind. */
export function databaseOf({ image }: Service): Kind | undefined {
  if (/^(mariadb|mysql):/.test(image)) return 'mysql';
  return image.startsWith('postgres:') ? 'postgres' : undefined;
}

export interface DatabaseSetting {
  readonly service: Service;
  /** Texts of the scripts that the image's entry point runs while the volume is new. */
  readonly scripts: readonly string[];
  readonly secretsFolder: string;
}

/**
 * Does what the image's entry point does: a database of its own, the account of the environment with its password from a
 * file, and what scripts say. Accounts get local names, because several services share one server here.
 */
export async function createLocalDatabase(name: string, kind: Kind, setting: DatabaseSetting): Promise<LocalDatabase> {
  const { service, scripts, secretsFolder } = setting;
  const { url, drop } = await (kind === 'mysql' ? createMysqlDatabase() : createPostgresDatabase());
  const server = new URL(url);
  const database = server.pathname.slice(1);
  const { prefix, run, create, remove } = servers[kind];
  const variable = (key: string) => service.environment?.[`${prefix}_${key}`];
  const [usual, account] = [variable(kind === 'mysql' ? 'DATABASE' : 'DB'), variable('USER')];
  const local = (user: string) => `${database.slice(-12)}_${user}`;
  const accounts = new Set<string>();
  const localAccounts = (text: string) =>
    text.replace(/'(\w+)'@'%'/g, (found, user) => (accounts.has(user) ? `'${local(user)}'@'%'` : found));

  if (account !== undefined) {
    const file = String(variable('PASSWORD_FILE')).replace('/run/secrets', secretsFolder);
    for (const statement of create(local(`${account}`), readFileSync(file, 'utf8').trim(), database))
      await run(url, statement);
    accounts.add(`${account}`);
  }
  for (const script of scripts) {
    const sql = await sqlOf(script.replaceAll('/run/secrets', secretsFolder));
    for (const [, user = ''] of sql.matchAll(/CREATE USER (?:IF NOT EXISTS )?'(\w+)'/g)) accounts.add(user);
    const here = localAccounts(sql).replaceAll(` ${usual}.`, ` ${database}.`);
    for (const statement of here.split(/;\s*/).filter((each) => each !== '')) await run(url, statement);
  }

  const pattern = new RegExp(`(\\w+)://(\\w+):([^@\\s]*)@${name}:\\d+/\\w+`, 'g');
  return {
    localize: (text) =>
      localAccounts(text).replace(
        pattern,
        (_, scheme, user, secret) => `${scheme}://${local(user)}:${secret}@${server.host}/${database}`,
      ),
    drop: async () => {
      await drop();
      for (const user of accounts) await run(serverUrl(server, kind), remove(local(user)));
    },
  };
}

/** What a script of the entry point tells the client of the database. */
async function sqlOf(script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-client-'));
  try {
    writeFileSync(join(folder, 'mariadb'), '#!/bin/sh\nexec cat\n', { mode: 0o755 });
    writeFileSync(join(folder, 'script.sh'), script);
    const environment = { PATH: `${folder}:${process.env.PATH}` };
    const { code, output } = await runProcess(['sh', join(folder, 'script.sh')], { cwd: folder, environment });
    if (code !== 0) throw new Error(`a script of the database failed:\n${output}`);
    return output;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function serverUrl(server: URL, kind: Kind): string {
  return Object.assign(new URL(server), { pathname: kind === 'mysql' ? '/' : '/postgres' }).href;
}

const servers = {
  mysql: {
    prefix: 'MARIADB',
    create: (account: string, password: string, database: string) => [
      `CREATE USER '${account}'@'%' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON ${database}.* TO '${account}'@'%'`,
    ],
    remove: (account: string) => `DROP USER '${account}'@'%'`,
    run: async (url: string, statement: string) => {
      const connection = await createConnection(url);
      await connection.query(statement);
      await connection.end();
    },
  },
  postgres: {
    prefix: 'POSTGRES',
    create: (account: string, password: string, database: string) => [
      `CREATE ROLE "${account}" LOGIN PASSWORD '${password}'`,
      `ALTER DATABASE ${database} OWNER TO "${account}"`,
      `ALTER SCHEMA public OWNER TO "${account}"`,
    ],
    remove: (account: string) => `DROP ROLE "${account}"`,
    run: async (url: string, statement: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(statement);
      await client.end();
    },
  },
} as const;
