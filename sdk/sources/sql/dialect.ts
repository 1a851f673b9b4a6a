import type { SQL } from 'drizzle-orm';
import { MySqlDialect } from 'drizzle-orm/mysql-core';
import { PgDialect } from 'drizzle-orm/pg-core';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { SqlDialect } from '../../../schema/sql.js';
import { mysql } from './mysql-words.js';
import { postgres } from './postgres-words.js';
import { sqlite } from './sqlite-words.js';
import type { DialectWords } from './words.js';

export const dialectWords: Readonly<Record<SqlDialect, DialectWords>> = { mysql, postgres, sqlite };

const renderers = { mysql: new MySqlDialect(), postgres: new PgDialect(), sqlite: new SQLiteSyncDialect() };

/** A statement with the dialect's quoting and placeholders; `params` hold constants and places for values (`Given`). */
export interface Template {
  readonly sql: string;
  readonly params: readonly unknown[];
}

export function render(dialect: SqlDialect, query: SQL): Template {
  const { sql, params } = renderers[dialect].sqlToQuery(query);
  return { sql, params };
}
