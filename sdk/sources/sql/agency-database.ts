import type { SqlDatabase } from '../../../schema/sql.js';

/** A database of an agency: `query` rejects with `SourceFailure`. Nothing is connected before the first query. */
export interface AgencyDatabase extends SqlDatabase {
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** `mysql://`, `mariadb://`, `postgres://`, `file:` or `libsql://`; with user and password where the server wants them. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Connections held at most. */
  readonly connections: number;
}
