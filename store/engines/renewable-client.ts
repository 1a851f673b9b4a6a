import { type Client, createClient } from '@libsql/client';
import { faultKind } from './fault.js';

/**
 * A libSQL client that gives way to a new one after SQLITE_BUSY. The driver finalises a refused statement only when it is collected;
 * until then its connection counts it as running, so it cannot commit, keeps its snapshot, and reads what is no longer so.
 */
export class RenewableClient {
  readonly #url: string;
  readonly #settings: string | null;
  #client: Client | undefined;
  #isClosed = false;

  /** @param settings of each connection, as SQL */
  constructor(url: string, settings: string | null = null) {
    this.#url = url;
    this.#settings = settings;
  }

  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new Error('closed');
    // Statements are answered within the turn, and what is set on a connection holds for that one only: one does.
    const settings = this.#client === undefined ? this.#settings : null;
    this.#client ??= createClient({ url: this.#url, concurrency: 1 });
    const client = this.#client;
    try {
      if (settings !== null) await client.executeMultiple(settings);
      return await work(client);
    } catch (error) {
      if (faultKind(error) === 'RETRY') this.#renew(client);
      throw error;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#client?.close();
  }

  /** Closed a turn later: statements of others may have borrowed a connection, and are answered within this one. */
  #renew(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    setImmediate(() => client.close());
  }
}
