import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { SqlDatabase, SqlStatement } from '../../schema/sql.js';
import type { Tables } from '../tables.js';

/** The part of drizzle's query builder that both dialects share. */
export type Queries = Pick<LibSQLDatabase, 'select' | 'insert' | 'update' | 'delete'>;

/** Runs a statement that both dialects speak, `?` for values, and answers how many rows it touched. */
export type Run = (statement: SqlStatement) => Promise<number>;

/** One kind of database that can carry the store. */
export interface Engine {
  readonly tables: Tables;
  /** Reads and writes outside of drizzle: migrations, verification, and the reader of landed records. */
  readonly database: SqlDatabase;
  /** True where a failed migration leaves nothing behind; MySQL commits each DDL statement by itself. */
  readonly transactionalDdl: boolean;
  readonly queries: Queries;
  /**
   * Runs `work` once in one write transaction. Rejects with what the driver or `work` threw; on a server also when
   * `withinMs` have passed, so that one that hangs does not hold up the hub. `run` is for what every request writes: to
   * build such a statement anew costs more than to execute it.
   */
  attempt<T>(withinMs: number, work: (queries: Queries, run: Run) => Promise<T>): Promise<T>;
  /**
   * `attempt` for what brings thousands of rows: an embedded one writes in a thread of its own,
   * so that the event loop stays free for others.
   */
  attemptBulk: Engine['attempt'];
  /** Runs `work` while no other process migrates this database. */
  exclusively<T>(work: (database: SqlDatabase) => Promise<T>): Promise<T>;
  /** How many rows an update or delete touched. */
  affected(result: unknown): number;
  close(): Promise<void>;
}
