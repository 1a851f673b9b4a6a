import type { Scalar } from '../../schema/scalar.js';
import type { SqlDatabase } from '../../schema/sql.js';
import type { ChainSource } from './audit-walk.js';
import type { Entry, Head } from './audit-writing.js';

/** The head of a named chain. */
export type ChainHead = Head & { readonly chain: string };

/** A log that can be verified: the store's, or one that was exported from it. */
export interface LogSource {
  /** Whether a chain that is not in it is gone: an export may hold some chains of a log. */
  readonly isWhole: boolean;
  /** Names of the chains, in order. */
  chains(): Promise<readonly string[]>;
  chain(name: string): ChainSource;
  /** The hashes that stand at places of a chain; a place without an entry is left out. */
  hashesAt(chain: string, sequences: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Signed checkpoints that are kept beside it. */
  checkpoints(): Promise<readonly string[]>;
}

const pageSize = 2_000;

/** The log of a store. Rejects with the driver's errors. */
export function storedLog(database: SqlDatabase): LogSource {
  const ask = (sql: string, ...params: readonly (Scalar | null)[]) => database.query({ sql, params });
  return {
    isWhole: true,
    chains: async () => {
      const rows = await ask('SELECT chain FROM audit_head UNION SELECT chain FROM audit_entry ORDER BY chain');
      return rows.map((row) => String(row.chain));
    },
    chain: (name) => storedChain(database, name),
    hashesAt: async (chain, sequences) => {
      const hashes = new Map<number, string>();
      for (let from = 0; from < sequences.length; from += pageSize) {
        const some = sequences.slice(from, from + pageSize);
        const places = some.map(() => '?').join(', ');
        const sql = `SELECT sequence, hash FROM audit_entry WHERE chain = ? AND sequence IN (${places})`;
        for (const row of await ask(sql, chain, ...some)) hashes.set(Number(row.sequence), String(row.hash));
      }
      return hashes;
    },
    checkpoints: async () => {
      const rows = await ask('SELECT text FROM audit_checkpoint ORDER BY at, digest');
      return rows.map((row) => String(row.text));
    },
  };
}

/** One chain of a store. */
export function storedChain(database: SqlDatabase, chain: string): ChainSource {
  const ask = (sql: string, ...params: readonly (Scalar | null)[]) => database.query({ sql, params });
  return {
    chain,
    async *pages(after = Number.MIN_SAFE_INTEGER) {
      for (let last = after; ; ) {
        const page = await readPage(database, chain, last);
        yield page;
        // The embedded database answers without leaving the turn of the event loop: others get theirs between pages.
        await new Promise((resolve) => setImmediate(resolve));
        if (page.length < pageSize) return;
        last = page.at(-1)?.sequence ?? last;
      }
    },
    head: async () => {
      const [row] = await ask('SELECT sequence, hash FROM audit_head WHERE chain = ?', chain);
      return row === undefined ? null : { sequence: Number(row.sequence), hash: String(row.hash) };
    },
    placesOf: async (hash) => {
      const rows = await ask('SELECT sequence FROM audit_entry WHERE chain = ? AND hash = ?', chain, hash);
      return rows.map((row) => Number(row.sequence));
    },
  };
}

/** Where every chain of a store stands: what checkpoints sign and anchors hold. */
export async function listHeads(database: SqlDatabase): Promise<readonly ChainHead[]> {
  const sql = 'SELECT chain, sequence, hash FROM audit_head WHERE sequence > 0 ORDER BY chain';
  const rows = await database.query({ sql, params: [] });
  return rows.map((row) => ({ chain: String(row.chain), sequence: Number(row.sequence), hash: String(row.hash) }));
}

async function readPage(database: SqlDatabase, chain: string, after: number): Promise<readonly Entry[]> {
  const rows = await database.query({
    sql: `SELECT sequence, previous_hash AS previousHash, hash, at, event FROM audit_entry
      WHERE chain = ? AND sequence > ? ORDER BY sequence LIMIT ${pageSize}`,
    params: [chain, after],
  });
  return rows.map(({ sequence, previousHash, hash, at, event }) => ({
    chain,
    sequence: Number(sequence),
    previousHash: String(previousHash),
    hash: String(hash),
    at: String(at),
    event: String(event),
  }));
}
