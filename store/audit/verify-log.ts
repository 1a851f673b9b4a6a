import type { JSONWebKeySet } from 'jose';
import type { SqlDatabase } from '../../schema/sql.js';
import { anchoredHeads, isAnchor } from './anchor.js';
import { type ChainHead, type LogSource, storedLog } from './audit-source.js';
import { type ChainVerdict, walkChain } from './audit-walk.js';
import type { Entry } from './audit-writing.js';
import { type Checkpoint, type CheckpointFault, verifyCheckpoint } from './checkpoint.js';
import { findUnindexed, type Unindexed } from './verify-subjects.js';

/** What an anchor says of another chain and is not so: `FORKED`, `MISSING`, or `UNREADABLE` (then of no chain). */
export interface AnchorFault {
  /** Where the anchor stands. */
  readonly chain: string;
  readonly sequence: number;
  /** What it holds. */
  readonly anchored: ChainHead | null;
  readonly fault: 'FORKED' | 'MISSING' | 'UNREADABLE';
}

export interface LogVerdict {
  readonly isIntact: boolean;
  readonly chains: readonly ChainVerdict[];
  /** Chains that checkpoints or anchors name and that are not there: of a store truncated, of an export not judged. */
  readonly absent: readonly string[];
  /** How many checkpoints are genuine, and what is wrong with the others, by their place in the list (from 0). */
  readonly checkpoints: {
    readonly genuine: number;
    readonly faults: readonly { readonly place: number; readonly fault: CheckpointFault }[];
  };
  readonly anchors: { readonly heads: number; readonly faults: readonly AnchorFault[] };
}

export interface VerifyLogOptions {
  /** Keys that checkpoints may be signed with. */
  readonly publicKeys: JSONWebKeySet;
  /** Checkpoints that were kept elsewhere, one a line of text: those beside the log can be deleted with it. */
  readonly checkpoints?: readonly string[];
  /** Where each chain of a log that was cut on purpose begins: the sequence and hash before its first entry. */
  readonly after?: readonly ChainHead[];
}

export interface StoreVerdict extends LogVerdict {
  /** Entries that the index of subjects hides from a person whom they name. */
  readonly unindexed: readonly Unindexed[];
}

/** Verifies every chain of a store, the checkpoints, the anchors and the index. Rejects with the driver's errors. */
export async function verifyStore(database: SqlDatabase, options: VerifyLogOptions): Promise<StoreVerdict> {
  const verdict = await verifyLog(storedLog(database), options);
  const unindexed = await findUnindexed(database);
  return { ...verdict, isIntact: verdict.isIntact && unindexed.length === 0, unindexed };
}

/** Verifies every chain of a log to its head, what checkpoints have seen of it, and what its anchors hold. */
export async function verifyLog(log: LogSource, options: VerifyLogOptions): Promise<LogVerdict> {
  // What was kept elsewhere is kept in the store too, as long as nobody takes it out.
  const texts = [...new Set([...(await log.checkpoints()), ...(options.checkpoints ?? [])])];
  const { genuine, faults } = await readCheckpoints(texts, options.publicKeys);
  const pins = genuine.flatMap(({ heads }) => heads);
  const held = await log.chains();
  const names = new Set([...held, ...(log.isWhole ? pins.map(({ chain }) => chain) : [])]);
  const anchors: Anchor[] = [];
  const chains: ChainVerdict[] = [];
  for (const name of names) {
    const after = options.after?.find(({ chain }) => chain === name);
    const isWithin = (head: ChainHead) => head.chain === name && head.sequence > (after?.sequence ?? 0);
    const walk = { pins: pins.filter(isWithin), onEntry: (entry: Entry) => noteAnchor(anchors, entry) };
    chains.push(await walkChain(log.chain(name), after === undefined ? walk : { ...walk, after }));
  }
  const witnessed = [...pins, ...anchors.flatMap(({ heads }) => heads ?? [])].map(({ chain }) => chain);
  const absent = [...new Set(witnessed)].filter((name) => !held.includes(name)).sort();
  const unjudged: ReadonlySet<string> = new Set(log.isWhole ? [] : absent);
  const anchorFaults = await checkAnchors(log, anchors, (head) => {
    const begin = options.after?.find(({ chain }) => chain === head.chain);
    return !unjudged.has(head.chain) && head.sequence > (begin?.sequence ?? 0);
  });
  return {
    isIntact: faults.length + anchorFaults.length === 0 && chains.every(({ isIntact }) => isIntact),
    chains,
    absent,
    checkpoints: { genuine: genuine.length, faults },
    anchors: { heads: anchors.reduce((sum, { heads }) => sum + (heads?.length ?? 0), 0), faults: anchorFaults },
  };
}

async function readCheckpoints(texts: readonly string[], publicKeys: JSONWebKeySet) {
  const genuine: Checkpoint[] = [];
  const faults: { place: number; fault: CheckpointFault }[] = [];
  for (const [place, text] of texts.entries()) {
    const verdict = await verifyCheckpoint(text, publicKeys);
    if (verdict.isGenuine) genuine.push(verdict.checkpoint);
    else faults.push({ place, fault: verdict.fault });
  }
  return { genuine, faults };
}

interface Anchor {
  readonly chain: string;
  readonly sequence: number;
  readonly heads: readonly ChainHead[] | undefined;
}

function noteAnchor(anchors: Anchor[], { chain, sequence, event }: Entry): void {
  if (isAnchor(event)) anchors.push({ chain, sequence, heads: anchoredHeads(event) });
}

/** Looks up what anchors hold; what an export does not reach cannot be looked up. */
async function checkAnchors(
  log: LogSource,
  anchors: readonly Anchor[],
  isWithin: (head: ChainHead) => boolean,
): Promise<readonly AnchorFault[]> {
  const asked = new Map<string, Set<number>>();
  for (const { chain, sequence } of anchors.flatMap(({ heads }) => heads ?? [])) {
    asked.set(chain, (asked.get(chain) ?? new Set()).add(sequence));
  }
  const found = new Map<string, ReadonlyMap<number, string>>();
  for (const [chain, sequences] of asked) found.set(chain, await log.hashesAt(chain, [...sequences]));
  return anchors.flatMap(({ chain, sequence, heads }): readonly AnchorFault[] => {
    if (heads === undefined) return [{ chain, sequence, anchored: null, fault: 'UNREADABLE' }];
    return heads.flatMap((anchored) => {
      if (!isWithin(anchored)) return [];
      const hash = found.get(anchored.chain)?.get(anchored.sequence);
      if (hash === anchored.hash) return [];
      return [{ chain, sequence, anchored, fault: hash === undefined ? 'MISSING' : 'FORKED' }];
    });
  });
}
