import type { SqlDatabase } from '../../../schema/sql.js';

/** A database of an agency: `query` rejects with `SourceFailure`. Nothing is connected before the first query. */
export interface AgencyDatabase extends SqlDatabase {
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** Its scheme names the product (see `database.ts`); with user and password where the server wants them. Never printed. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Connections held at most. */
  readonly connections: number;
}
