/**
 * Drizzle's words for tables and columns, one namespace a dialect: what `plumbline adapter introspect` writes `tables.ts` with.
 * Defaults, keys and references are of no use here, as a binding only reads.
 */
import * as my from 'drizzle-orm/mysql-core';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

/** MySQL and MariaDB, and by protocol TiDB and OceanBase. */
export const mysql = {
  mysqlTable: my.mysqlTable,
  mysqlSchema: my.mysqlSchema,
  bigint: my.bigint,
  binary: my.binary,
  boolean: my.boolean,
  char: my.char,
  customType: my.customType,
  date: my.date,
  datetime: my.datetime,
  decimal: my.decimal,
  double: my.double,
  float: my.float,
  int: my.int,
  json: my.json,
  longtext: my.longtext,
  mediumint: my.mediumint,
  mediumtext: my.mediumtext,
  mysqlEnum: my.mysqlEnum,
  smallint: my.smallint,
  text: my.text,
  time: my.time,
  timestamp: my.timestamp,
  tinyint: my.tinyint,
  tinytext: my.tinytext,
  varbinary: my.varbinary,
  varchar: my.varchar,
  year: my.year,
} as const;

/** PostgreSQL, and by protocol KingbaseES and openGauss. */
export const postgres = {
  pgTable: pg.pgTable,
  pgSchema: pg.pgSchema,
  bigint: pg.bigint,
  bit: pg.bit,
  boolean: pg.boolean,
  char: pg.char,
  customType: pg.customType,
  date: pg.date,
  doublePrecision: pg.doublePrecision,
  integer: pg.integer,
  interval: pg.interval,
  json: pg.json,
  jsonb: pg.jsonb,
  numeric: pg.numeric,
  real: pg.real,
  smallint: pg.smallint,
  text: pg.text,
  time: pg.time,
  timestamp: pg.timestamp,
  uuid: pg.uuid,
  varchar: pg.varchar,
} as const;

/** SQLite and libSQL. */
export const sqlite = {
  sqliteTable: lite.sqliteTable,
  blob: lite.blob,
  customType: lite.customType,
  integer: lite.integer,
  numeric: lite.numeric,
  real: lite.real,
  text: lite.text,
} as const;
