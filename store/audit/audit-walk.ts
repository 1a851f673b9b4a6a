import { digestOf, genesis, hashLink } from './audit-chain.js';
import type { Entry, Head } from './audit-writing.js';

/**
 * What is wrong at `sequence`: `MISSING` (entries are gone), `ALTERED` (the content does not give the hash), `UNLINKED` (the
 * hash is right and it does not continue the entry before), `DUPLICATE` (a second copy of another entry), `REORDERED` (an
 * entry that belongs elsewhere), `FORKED` (a checkpoint or anchor saw another hash here: the chain was written anew),
 * `TRUNCATED` (the head, a checkpoint or an anchor names a later entry than there is), `UNANCHORED` (entries that the head
 * does not know).
 */
export type ChainFault =
  | 'MISSING'
  | 'ALTERED'
  | 'UNLINKED'
  | 'DUPLICATE'
  | 'REORDERED'
  | 'FORKED'
  | 'TRUNCATED'
  | 'UNANCHORED';

export type ChainVerdict =
  | {
      readonly chain: string;
      readonly isIntact: true;
      /** Sequence of the last entry. */
      readonly entries: number;
      readonly hash: string;
    }
  | {
      readonly chain: string;
      readonly isIntact: false;
      /** Sequence of the last entry before the fault. */
      readonly entries: number;
      readonly sequence: number;
      readonly fault: ChainFault;
    };

/** One chain of a log, wherever it is kept. */
export interface ChainSource {
  readonly chain: string;
  /** Entries beyond a sequence, in the order of the log, in pages of bounded size; from its very beginning without one. */
  pages(after?: number): AsyncIterable<readonly Entry[]>;
  /** Undefined where no head is kept (exports), null where there is none of this chain. */
  head(): Promise<Head | null | undefined>;
  /** Sequences at which a hash stands. Asked once, about a fault. */
  placesOf(hash: string): Promise<readonly number[]>;
}

export interface WalkOptions {
  /** The place after which to begin; the first entry must continue its hash, where it is known. */
  readonly after?: { readonly sequence: number; readonly hash?: string };
  /** Hashes that somebody else saw in this chain. */
  readonly pins?: readonly Head[];
  /** Called with each entry that was found to be right. */
  readonly onEntry?: (entry: Entry) => void;
}

/** Reads a chain to its head and reports the first fault. Holds one page in memory; entries may be written meanwhile. */
export async function walkChain(source: ChainSource, options: WalkOptions = {}): Promise<ChainVerdict> {
  const { chain } = source;
  const pins = pinsBySequence(options.pins ?? []);
  const farthest = [...pins.keys()].reduce((most, sequence) => Math.max(most, sequence), 0);
  let entries = options.after?.sequence ?? 0;
  let hash = entries === 0 ? genesis : options.after?.hash;
  const faulty = (sequence: number, fault: ChainFault): ChainVerdict => ({
    chain,
    isIntact: false,
    entries,
    sequence,
    fault,
  });
  for (let isFirst = true; ; isFirst = false) {
    for await (const page of source.pages(isFirst && entries === 0 ? undefined : entries)) {
      for (const entry of page) {
        const expected = entries + 1;
        if (!isRight(entry, expected, hash)) {
          return faulty(expected, await nameFault(source, entry, expected));
        }
        if (pins.get(expected)?.some((seen) => seen !== entry.hash)) return faulty(expected, 'FORKED');
        entries = expected;
        hash = entry.hash;
        options.onEntry?.(entry);
      }
    }
    if (farthest > entries) return faulty(entries + 1, 'TRUNCATED');
    const head = await source.head();
    if (head === undefined) break;
    const { sequence, hash: headHash } = head ?? { sequence: 0, hash: genesis };
    if (sequence === entries && headHash === (hash ?? headHash)) break;
    // Entries may have been written since the last page: they are read before anything is said about the head.
    if (sequence > entries && (await hasMore(source, entries))) continue;
    const isShort = sequence > entries || sequence < (options.after?.sequence ?? 0);
    return isShort ? faulty(entries + 1, 'TRUNCATED') : faulty(entries, 'UNANCHORED');
  }
  return { chain, isIntact: true, entries, hash: hash ?? genesis };
}

function isRight(entry: Entry, expected: number, previousHash: string | undefined): boolean {
  const isNext = entry.sequence === expected && (previousHash === undefined || entry.previousHash === previousHash);
  return isNext && isWhole(entry);
}

/** The content gives the hash. */
function isWhole(entry: Entry): boolean {
  const digest = digestOf(entry.hash);
  return digest !== undefined && hashLink(digest, entry) === entry.hash;
}

async function nameFault(source: ChainSource, entry: Entry, expected: number): Promise<ChainFault> {
  if (entry.sequence === expected && isWhole(entry)) return 'UNLINKED';
  const before = entry.previousHash === genesis ? [0] : await source.placesOf(entry.previousHash);
  // Where it was written first is told by its predecessor, which may itself have been moved by one.
  const origin = [entry.sequence, expected - 1, expected + 1, ...before, ...before.map((place) => place + 1)].find(
    (sequence) => isWhole({ ...entry, sequence }),
  );
  if (origin === undefined || origin === expected) return 'ALTERED';
  if ((await source.placesOf(entry.hash)).length > 1) return 'DUPLICATE';
  return before.length > 0 ? 'REORDERED' : 'MISSING';
}

async function hasMore(source: ChainSource, after: number): Promise<boolean> {
  for await (const page of source.pages(after)) if (page.length > 0) return true;
  return false;
}

function pinsBySequence(pins: readonly Head[]): ReadonlyMap<number, readonly string[]> {
  const bySequence = new Map<number, string[]>();
  for (const { sequence, hash } of pins) {
    const seen = bySequence.get(sequence);
    if (seen === undefined) bySequence.set(sequence, [hash]);
    else seen.push(hash);
  }
  return bySequence;
}
