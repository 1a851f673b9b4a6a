import type { SqlDatabase } from '../schema/sql.js';
import { digestOf, genesis, hashLink } from './audit-chain.js';

/**
 * What is wrong at `sequence`: `MISSING` entries (deleted or moved), `ALTERED` (the content does not give the hash),
 * `UNLINKED` (it does not continue the entry before), `TRUNCATED` (the head names a later entry than there is) or
 * `UNANCHORED` (entries that the head does not know).
 */
export type ChainFault = 'MISSING' | 'ALTERED' | 'UNLINKED' | 'TRUNCATED' | 'UNANCHORED';

export type ChainVerdict =
  | { readonly chain: string; readonly isIntact: true; readonly entries: number; readonly hash: string }
  | {
      readonly chain: string;
      readonly isIntact: false;
      readonly entries: number;
      readonly sequence: number;
      readonly fault: ChainFault;
    };

interface Row {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly at: string;
  readonly event: string;
}

const pageSize = 2_000;

/** The chains that the store holds, in order of name. */
export async function listChains(database: SqlDatabase): Promise<readonly string[]> {
  const sql = 'SELECT chain FROM audit_head UNION SELECT chain FROM audit_entry ORDER BY chain';
  return (await database.query({ sql, params: [] })).map((row) => String(row.chain));
}

/**
 * Reads a chain from its first entry to its head and reports the first fault. Holds one page in memory and may run
 * while entries are being written. Rejects with the driver's error when the store does not answer.
 */
export async function verifyChain(database: SqlDatabase, chain: string): Promise<ChainVerdict> {
  let entries = 0;
  let hash: string = genesis;
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = await readPage(database, chain, after);
    for (const row of page) {
      const fault = faultOf(chain, row, entries + 1, hash);
      if (fault !== undefined) return { chain, isIntact: false, entries, sequence: entries + 1, fault };
      entries += 1;
      hash = row.hash;
      after = row.sequence;
    }
    // The embedded database answers without leaving the turn of the event loop: others get theirs between pages.
    await new Promise((resolve) => setImmediate(resolve));
    if (page.length === pageSize) continue;
    const head = await readHead(database, chain);
    if (head.hash === hash && head.sequence === entries) return { chain, isIntact: true, entries, hash };
    // Entries may have been written since the last page: they are read before anything is said about the head.
    if (head.sequence > entries && (await readPage(database, chain, after)).length > 0) continue;
    const fault = head.sequence > entries ? 'TRUNCATED' : 'UNANCHORED';
    return { chain, isIntact: false, entries, sequence: entries + (fault === 'TRUNCATED' ? 1 : 0), fault };
  }
}

function faultOf(chain: string, row: Row, expected: number, previousHash: string): ChainFault | undefined {
  if (row.sequence < expected) return 'ALTERED';
  if (row.sequence > expected) return 'MISSING';
  const digest = digestOf(row.hash);
  if (digest === undefined || hashLink(digest, { ...row, chain }) !== row.hash) return 'ALTERED';
  return row.previousHash === previousHash ? undefined : 'UNLINKED';
}

async function readPage(database: SqlDatabase, chain: string, after: number): Promise<readonly Row[]> {
  const rows = await database.query({
    sql: `SELECT sequence, previous_hash AS previousHash, hash, at, event FROM audit_entry
      WHERE chain = ? AND sequence > ? ORDER BY sequence LIMIT ${pageSize}`,
    params: [chain, after],
  });
  return rows.map(({ sequence, previousHash, hash, at, event }) => ({
    sequence: Number(sequence),
    previousHash: String(previousHash),
    hash: String(hash),
    at: String(at),
    event: String(event),
  }));
}

async function readHead(database: SqlDatabase, chain: string): Promise<{ sequence: number; hash: string }> {
  const sql = 'SELECT sequence, hash FROM audit_head WHERE chain = ?';
  const [row] = await database.query({ sql, params: [chain] });
  return { sequence: Number(row?.sequence ?? 0), hash: String(row?.hash ?? genesis) };
}
