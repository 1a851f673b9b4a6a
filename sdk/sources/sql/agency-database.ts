import type { SqlDatabase } from '../../../schema/sql.js';

/** A database of an agency: `query` rejects with `SourceFailure`. Nothing is connected before the first query. */
export interface AgencyDatabase extends SqlDatabase {
  /**
   * Columns of a table that hold text and nothing else, which is compared as it stands and found by indexes; absent where a cast
   * costs nothing or nothing is known. Rejects with `SourceFailure`.
   */
  textColumns?(table: string, signal?: AbortSignal): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** Its scheme names the product (see `database.ts`); with user and password where the server wants them. Never printed. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Connections held at most. */
  readonly connections: number;
}
