import type { SqlDatabase, SqlDialect } from '../../schema/sql.js';
import type { Run } from '../engines/engine.js';
import { Conflict } from '../engines/fault.js';
import { type ChainDigest, genesis, hashLink, type Link } from './audit-chain.js';

/** The last entry of a chain; sequence 0 and `genesis` where there is none yet. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** A link with its hash: a row of the log. */
export type Entry = Link & { readonly hash: string };

/** An event on its way into the log. */
export interface Draft {
  readonly at: string;
  /** Canonical JSON. */
  readonly event: string;
  readonly subjects: readonly string[];
}

/** Rows of an INSERT: well below the packet that MySQL accepts. */
const subjectsAtOnce = 4_000;

/** Continues a chain beyond its head. */
export function linkDrafts(digest: ChainDigest, chain: string, head: Head, drafts: readonly Draft[]): readonly Entry[] {
  let { sequence, hash: previousHash } = head;
  return drafts.map(({ at, event }) => {
    sequence += 1;
    const link = { chain, sequence, previousHash, at, event };
    const hash = hashLink(digest, link);
    previousHash = hash;
    return { ...link, hash };
  });
}

/** Writes entries, their place in the index of subjects, and the head, in the transaction of `run`. */
export async function writeEntries(
  dialect: SqlDialect,
  run: Run,
  head: Head,
  entries: readonly Entry[],
  drafts: readonly Draft[],
): Promise<void> {
  const last = entries.at(-1);
  if (last === undefined) return;
  await moveHead(run, last.chain, head, last);
  await insert(run, entryTable, entries.map(entryRow));
  const named = entries.map(({ sequence, at }, place) => {
    // In the order of the index, so that neighbours are written together.
    return { sequence, at, digests: [...(drafts[place]?.subjects ?? [])].sort() };
  });
  await (dialect === 'sqlite' ? indexLists : indexRows)(run, last.chain, named);
}

/** Whom an entry names. */
interface Named {
  readonly sequence: number;
  readonly at: string;
  readonly digests: readonly string[];
}

/** A list a statement: of hundreds of values, each bound by itself, binding is the greater part. */
async function indexLists(run: Run, chain: string, named: readonly Named[]): Promise<void> {
  const sql = `INSERT INTO ${subjectTable} SELECT value, ?, ?, ? FROM json_each(?)`;
  for (const { at, sequence, digests } of named)
    if (digests.length > 0) await run({ sql, params: [at, chain, sequence, JSON.stringify(digests)] });
}

/** As few statements as can be: a server is far away. */
async function indexRows(run: Run, chain: string, named: readonly Named[]): Promise<void> {
  const rows = named.flatMap(({ at, sequence, digests }) => digests.map((digest) => [digest, at, chain, sequence]));
  for (let from = 0; from < rows.length; from += subjectsAtOnce)
    await insert(run, subjectTable, rows.slice(from, from + subjectsAtOnce));
}

type Row = readonly (string | number)[];

const entryTable = 'audit_entry (chain, sequence, previous_hash, hash, at, event)';
const subjectTable = 'audit_subject (digest, at, chain, sequence)';

function entryRow({ chain, sequence, previousHash, hash, at, event }: Entry): Row {
  return [chain, sequence, previousHash, hash, at, event];
}

async function insert(run: Run, table: string, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await run({ sql: `INSERT INTO ${table} VALUES ${values}`, params: rows.flat() });
}

/** Moving the head is conditional on where it stood: of two writers of one chain, one begins again after the other. */
async function moveHead(run: Run, chain: string, from: Head, to: Head): Promise<void> {
  const moved = await run({
    sql: 'UPDATE audit_head SET sequence = ?, hash = ? WHERE chain = ? AND hash = ?',
    params: [to.sequence, to.hash, chain, from.hash],
  });
  if (moved === 1) return;
  if (from.sequence > 0) throw new Conflict(`Chain ${chain} has another writer`);
  await insertHead(run, chain, to, 0);
}

function insertHead(run: Run, chain: string, { sequence, hash }: Head, proofs: number): Promise<void> {
  return insert(run, 'audit_head (chain, sequence, hash, proofs)', [[chain, sequence, hash, proofs]]);
}

/**
 * A write for nothing but to see that the log can be written: a row changes, and the tables take rows (none is given, since
 * an entry that nobody asked for would be one more for every reader to skip).
 */
export async function writeProof(run: Run, chain: string): Promise<void> {
  const counted = await run({ sql: 'UPDATE audit_head SET proofs = proofs + 1 WHERE chain = ?', params: [chain] });
  if (counted === 0) await insertHead(run, chain, { sequence: 0, hash: genesis }, 1);
  for (const sql of proofs) await run({ sql, params: [chain] });
}

/** By the keys of their tables: by anything else a log of years would be read for each proof. */
const proofs = [
  'INSERT INTO audit_entry SELECT * FROM audit_entry WHERE chain = ? AND sequence = -1',
  "INSERT INTO audit_subject SELECT * FROM audit_subject WHERE digest = '' AND chain = ? AND sequence = -1",
] as const;

export async function readHead(database: SqlDatabase, chain: string): Promise<Head> {
  const sql = 'SELECT sequence, hash FROM audit_head WHERE chain = ?';
  const [row] = await database.query({ sql, params: [chain] });
  return row === undefined
    ? { sequence: 0, hash: genesis }
    : { sequence: Number(row.sequence), hash: String(row.hash) };
}
