import type { SqlDatabase } from '../../schema/sql.js';
import { type ChainHead, type LogSource, storedChain } from './audit-source.js';
import type { ChainSource } from './audit-walk.js';
import type { Entry } from './audit-writing.js';
import { type LogVerdict, type VerifyLogOptions, verifyLog } from './verify-log.js';

/**
 * A chain as JSON Lines, entry by entry beyond a sequence (0 is from the beginning): `chain sequence previousHash hash at
 * event`. `event` is the very text that was hashed, as a JSON string, so that the export verifies by itself:
 * SHA-256 (or SM3) over the JSON array [chain, sequence, previousHash, at], a line feed, and the event.
 */
export async function* exportChain(database: SqlDatabase, chain: string, after = 0): AsyncGenerator<string> {
  for await (const page of storedChain(database, chain).pages(after)) for (const entry of page) yield lineOf(entry);
}

/** One line of an export, with its line feed. */
function lineOf({ chain, sequence, previousHash, hash, at, event }: Entry): string {
  return `${JSON.stringify({ chain, sequence, previousHash, hash, at, event })}\n`;
}

export interface ExportVerdict extends LogVerdict {
  /** Lines that are no entries, from 1. */
  readonly unreadable: readonly number[];
}

/**
 * Verifies exported chains without a database. `lines` is called for each reading, since an export may be larger than the
 * memory: once for the names of the chains, once a chain, once for the anchors. An export has no heads: what was cut off its
 * end is found by checkpoints and anchors; of chains that are not in it nothing is said but their names (`absent`).
 */
export async function verifyExport(
  lines: () => AsyncIterable<string>,
  options: VerifyLogOptions,
): Promise<ExportVerdict> {
  const { names, unreadable } = await survey(lines);
  const verdict = await verifyLog(exportedLog(lines, names), options);
  return { ...verdict, isIntact: verdict.isIntact && unreadable.length === 0, unreadable };
}

/** What a resumed export continues: the place before its first entry of each chain, taken from the export itself. */
export async function beginningsOf(lines: () => AsyncIterable<string>): Promise<readonly ChainHead[]> {
  const begins = new Map<string, ChainHead>();
  for await (const line of lines()) {
    const entry = parseLine(line);
    if (entry === undefined || begins.has(entry.chain)) continue;
    begins.set(entry.chain, { chain: entry.chain, sequence: entry.sequence - 1, hash: entry.previousHash });
  }
  return [...begins.values()];
}

async function survey(lines: () => AsyncIterable<string>) {
  const names = new Set<string>();
  const unreadable: number[] = [];
  let number = 0;
  for await (const line of lines()) {
    number += 1;
    if (line.trim() === '') continue;
    const entry = parseLine(line);
    if (entry === undefined) unreadable.push(number);
    else names.add(entry.chain);
  }
  return { names: [...names].sort(), unreadable };
}

function exportedLog(lines: () => AsyncIterable<string>, names: readonly string[]): LogSource {
  return {
    isWhole: false,
    chains: async () => names,
    chain: (name) => exportedChain(lines, name),
    hashesAt: async (chain, sequences) => {
      const asked = new Set(sequences);
      const hashes = new Map<number, string>();
      for await (const entry of entriesOf(lines, chain)) {
        if (asked.has(entry.sequence)) hashes.set(entry.sequence, entry.hash);
      }
      return hashes;
    },
    checkpoints: async () => [],
  };
}

const pageSize = 2_000;

function exportedChain(lines: () => AsyncIterable<string>, chain: string): ChainSource {
  return {
    chain,
    // A cut export holds what is beyond the place asked for, and nothing before it: every line is looked at.
    async *pages() {
      let page: Entry[] = [];
      for await (const entry of entriesOf(lines, chain)) {
        page.push(entry);
        if (page.length < pageSize) continue;
        yield page;
        page = [];
      }
      yield page;
    },
    head: async () => undefined,
    placesOf: async (hash) => {
      const places: number[] = [];
      for await (const entry of entriesOf(lines, chain)) if (entry.hash === hash) places.push(entry.sequence);
      return places;
    },
  };
}

async function* entriesOf(lines: () => AsyncIterable<string>, chain: string): AsyncGenerator<Entry> {
  for await (const line of lines()) {
    const entry = parseLine(line);
    if (entry?.chain === chain) yield entry;
  }
}

function parseLine(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry> | null;
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: Partial<Entry> | null): entry is Entry {
  const texts = [entry?.chain, entry?.previousHash, entry?.hash, entry?.at, entry?.event];
  return texts.every((text) => typeof text === 'string') && Number.isSafeInteger(entry?.sequence);
}
