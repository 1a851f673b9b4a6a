import type { SqlDialect } from '../../../schema/sql.js';
import type { AnySqlTable, SqlType } from './columns.js';

/** Columns that a system puts on every table: its own key, whose the row is, sealing, deletion and update time. */
export interface CommonColumns {
  readonly key: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly division: string;
  readonly sealed: string;
  /** Soft deletion: the column and its values for a live and a deleted row. */
  readonly deletion: { readonly column: string; readonly live: string; readonly deleted: string };
  readonly updated: string;
  /** Grade of secrecy, where the system has one: what may not be let out is in the view, and marked. */
  readonly secrecy?: string;
  /** What the agency keeps to itself, on every table; each cell holds the canary. */
  readonly internal: readonly { readonly name: string; readonly label: string }[];
}

/** A SQL system: its tables in every dialect it may run on. */
export interface SqlSystem {
  readonly tables: readonly AnySqlTable[];
  readonly common: CommonColumns;
  /** The key of a row in the system's own key space. */
  readonly keyOf: (table: string, fact: string, serial: number) => string;
}

const types: Readonly<Record<SqlDialect, Readonly<Record<SqlType, string>>>> = {
  sqlite: {
    key: 'TEXT',
    short: 'TEXT',
    text: 'TEXT',
    long: 'TEXT',
    integer: 'INTEGER',
    decimal: 'REAL',
    date: 'DATE',
    datetime: 'DATETIME',
  },
  mysql: {
    key: 'VARCHAR(40)',
    short: 'VARCHAR(100)',
    text: 'VARCHAR(500)',
    long: 'TEXT',
    integer: 'INT',
    decimal: 'DECIMAL(16,2)',
    date: 'DATE',
    datetime: 'DATETIME',
  },
  postgres: {
    key: 'varchar(40)',
    short: 'varchar(100)',
    text: 'varchar(500)',
    long: 'text',
    integer: 'integer',
    decimal: 'numeric(16,2)',
    date: 'date',
    datetime: 'timestamp',
  },
};

/** Every column of a table in order, the common ones first. */
export function allColumns(
  system: SqlSystem,
  table: AnySqlTable,
): readonly {
  readonly name: string;
  readonly type: SqlType;
  readonly label: string;
  readonly codes: readonly string[];
}[] {
  const { common } = system;
  const { live, deleted } = common.deletion;
  return [
    { name: common.key, type: 'key', label: '主键(本系统内部编号)', codes: [] },
    { name: common.agency, type: 'short', label: '所属机构代码', codes: [] },
    { name: common.agencyName, type: 'short', label: '所属机构名称', codes: [] },
    { name: common.division, type: 'short', label: '管辖区划(GB/T 2260)', codes: [] },
    ...table.columns,
    { name: common.sealed, type: 'short', label: '是否封存', codes: ['1 封存', '0 未封存'] },
    {
      name: common.deletion.column,
      type: 'short',
      label: '是否有效(软删除)',
      codes: [`${live} 有效`, `${deleted} 已删除`],
    },
    { name: common.updated, type: 'datetime', label: '更新时间', codes: [] },
    ...(common.secrecy === undefined
      ? []
      : [{ name: common.secrecy, type: 'short' as const, label: '密级', codes: ['公开', '内部', '秘密 不得提供'] }]),
    ...common.internal.map((column) => ({ ...column, type: 'short' as const, codes: [] })),
  ];
}

/** `CREATE TABLE` statements; indexes come apart, to be made after the load. */
export function tableStatements(system: SqlSystem, dialect: SqlDialect): readonly string[] {
  return system.tables.map((table) => {
    const columns = allColumns(system, table).map(({ name, type }) => `${name} ${types[dialect][type]}`);
    const suffix = dialect === 'mysql' ? ' DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin' : '';
    return `CREATE TABLE ${table.name} (${columns.join(', ')}, PRIMARY KEY (${system.common.key}))${suffix}`;
  });
}

export function indexStatements(system: SqlSystem): readonly string[] {
  return system.tables.flatMap((table) =>
    [...table.indexes, system.common.updated].map(
      (column) => `CREATE INDEX ix_${table.name}_${column} ON ${table.name} (${column})`,
    ),
  );
}
