import { and, eq, sql } from 'drizzle-orm';
import { type ChainDigest, genesis, hashLink, type Link } from './audit-chain.js';
import type { Engine, Queries } from './engine.js';
import { Conflict } from './fault.js';

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

/** Rows of an INSERT: SQLite takes 32,766 values a statement. */
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

/** Writes entries, their place in the index of subjects, and the head, in the transaction of `queries`. */
export async function writeEntries(
  engine: Engine,
  queries: Queries,
  head: Head,
  entries: readonly Entry[],
  drafts: readonly Draft[],
): Promise<void> {
  const { auditEntry, auditSubject } = engine.tables;
  const last = entries.at(-1);
  if (last === undefined) return;
  await moveHead(engine, queries, last.chain, head, { sequence: last.sequence, hash: last.hash });
  await queries.insert(auditEntry).values([...entries]);
  const subjects = entries.flatMap(({ chain, sequence, at }, place) =>
    (drafts[place]?.subjects ?? []).map((digest) => ({ digest, at, chain, sequence })),
  );
  for (let from = 0; from < subjects.length; from += subjectsAtOnce) {
    await queries.insert(auditSubject).values(subjects.slice(from, from + subjectsAtOnce));
  }
}

/** Moving the head is conditional on where it stood: of two writers of one chain, one begins again after the other. */
async function moveHead(engine: Engine, queries: Queries, chain: string, from: Head, to: Head): Promise<void> {
  const { auditHead } = engine.tables;
  const isHere = and(eq(auditHead.chain, chain), eq(auditHead.hash, from.hash));
  const moved = await queries.update(auditHead).set(to).where(isHere);
  if (engine.affected(moved) === 1) return;
  if (from.sequence > 0) throw new Conflict(`Chain ${chain} has another writer`);
  await queries.insert(auditHead).values({ chain, ...to, proofs: 0 });
}

/**
 * A write for nothing but to see that the log can be written: a row changes, and the tables take rows (none is given, since
 * an entry that nobody asked for would be one more for every reader to skip).
 */
export async function writeProof(engine: Engine, queries: Queries, chain: string): Promise<void> {
  const { auditEntry, auditHead, auditSubject } = engine.tables;
  const counted = await queries
    .update(auditHead)
    .set({ proofs: sql`${auditHead.proofs} + 1` })
    .where(eq(auditHead.chain, chain));
  if (engine.affected(counted) === 0) {
    await queries.insert(auditHead).values({ chain, sequence: 0, hash: genesis, proofs: 1 });
  }
  for (const table of [auditEntry, auditSubject] as const) {
    const nothing = queries
      .select()
      .from(table)
      .where(and(eq(table.chain, chain), eq(table.sequence, -1)));
    await queries.insert(table).select(nothing);
  }
}

export async function readHead(engine: Engine, chain: string): Promise<Head> {
  const { auditHead } = engine.tables;
  const [row] = await engine.queries
    .select({ sequence: auditHead.sequence, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.chain, chain));
  return row ?? { sequence: 0, hash: genesis };
}
