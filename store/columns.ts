import * as mysql from 'drizzle-orm/mysql-core';
import * as sqlite from 'drizzle-orm/sqlite-core';

/**
 * The few builders that the store's tables are made of, for SQLite. Times are ISO 8601 text in UTC and documents
 * are JSON text, so that both dialects give back the very characters that were written.
 */
export const sqliteColumns = {
  table: sqlite.sqliteTable,
  primaryKey: sqlite.primaryKey,
  /** Text that keys and indexes may hold. */
  short: (name: string, _length: number) => sqlite.text(name),
  long: (name: string) => sqlite.text(name),
  integer: (name: string) => sqlite.integer(name, { mode: 'number' }),
  /** Bytes of a piece of something longer, below any packet: at most 1 MiB. */
  bytes: (name: string) => sqlite.blob(name, { mode: 'buffer' }),
};

/** The builders of a dialect. Drizzle has no dialect-free schema; what the store asks of a column is the same in both. */
export type ColumnKit = typeof sqliteColumns;

const builders = {
  table: mysql.mysqlTable,
  primaryKey: mysql.primaryKey,
  short: (name: string, length: number) => mysql.varchar(name, { length }),
  long: (name: string) => mysql.longtext(name),
  integer: (name: string) => mysql.bigint(name, { mode: 'number' }),
  bytes: mysql.customType<{ data: Buffer }>({ dataType: () => 'mediumblob' }),
};

/**
 * The same builders for MySQL and MariaDB. The cast is the one place where a type speaks for the other dialect:
 * rows and the queries in use (select, insert, update, delete) are alike, which the store's suite proves on both.
 */
export const mysqlColumns = builders as unknown as ColumnKit;
