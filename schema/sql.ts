import type { Scalar } from './scalar.js';

/** The SQL dialects that the hub speaks; Kingbase and openGauss speak `postgres`, OceanBase and TiDB `mysql`. */
export type SqlDialect = 'mysql' | 'postgres' | 'sqlite';

/** A database that answers prepared statements: placeholders are the dialect's own (`?` or `$1`). */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /** Rejects with the driver's error; the caller translates it into `SOURCE_UNAVAILABLE`. */
  query(statement: SqlStatement, signal?: AbortSignal): Promise<readonly Record<string, unknown>[]>;
}

export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly (Scalar | null)[];
  /** What a `select` answers with, in order, where it is known: some drivers fetch whole pages by it. */
  readonly columns?: readonly string[];
}
