import { createConnection } from 'mysql2/promise';
import { grantsFor } from '../../store/grants.js';
import type { Store } from '../../store/open-store.js';
import { createMysqlDatabase } from '../servers/databases.js';
import { open } from './stores.js';

/** A store on MariaDB as the hub opens it from day to day: the owner makes the tables, this account gets what `grantsFor` says. */
export interface DailyStore {
  readonly store: Store;
  /** As the daily account. */
  readonly url: string;
  asOwner(...statements: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openAsDaily(): Promise<DailyStore> {
  const database = await createMysqlDatabase();
  await (await open(database.url)).close();
  const daily = new URL(database.url);
  const name = daily.pathname.slice(1);
  daily.username = `hub_${name.slice(-20)}`;
  daily.password = 'daily';
  const account = `'${daily.username}'@'%'`;
  async function asOwner(...statements: readonly string[]): Promise<void> {
    const owner = await createConnection(database.url);
    for (const statement of statements) await owner.query(statement);
    await owner.end();
  }
  await asOwner(`CREATE USER ${account} IDENTIFIED BY 'daily'`, ...grantsFor(name, account));
  const store = await open(daily.href);
  return {
    ...{ store, url: daily.href, asOwner },
    async close() {
      await store.close();
      await asOwner(`DROP USER ${account}`);
      await database.drop();
    },
  };
}
