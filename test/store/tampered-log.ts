import { hashLink } from '../../store/audit/audit-chain.js';
import type { ChainFault, ChainSource } from '../../store/audit/audit-walk.js';
import type { Entry, Head } from '../../store/audit/audit-writing.js';

/** A log in memory as somebody left it who may write to it: read by place (from 0), nothing is copied. */
export interface Edit {
  /** The first place that is not as it was. */
  readonly first: number;
  /** What verification must say. */
  readonly fault: ChainFault;
  readonly sequence: number;
  readonly at: (place: number) => Entry | undefined;
  readonly head: Head;
  /** Places beside its own where an entry may stand now. */
  readonly places: readonly number[];
}

export interface Log {
  readonly entries: readonly Entry[];
  readonly head: Head;
  /** Place by hash. */
  readonly places: ReadonlyMap<string, number>;
}

const pageSize = 64;

/** The edited log for the verifier; `from` is the place that it is read from. */
export function sourceOf(log: Log, edit: Pick<Edit, 'at' | 'head' | 'places'>, from: number): ChainSource {
  return {
    chain: 'hub',
    async *pages(after) {
      // The second reading of a walk goes on where it was; there is nothing beyond the end.
      for (let place = Math.max(from, after ?? 0); edit.at(place) !== undefined; place += pageSize) {
        const page = Array.from({ length: pageSize }, (_, n) => edit.at(place + n));
        yield page.filter((entry) => entry !== undefined);
      }
    },
    head: async () => edit.head,
    placesOf: async (hash) => {
      const own = log.places.get(hash);
      const near = own === undefined ? [] : [own - 1, own, own + 1];
      return [...new Set([...near, ...edit.places])].flatMap((place) => {
        const entry = edit.at(place);
        return entry?.hash === hash ? [entry.sequence] : [];
      });
    },
  };
}

type Kind = (log: Log, random: (below: number) => number) => Edit;

/** Every way of tampering, with what must be said of it. */
export const kinds: Readonly<Record<string, Kind>> = {
  'a changed event': changed(({ event }, random) => ({ event: changedAt(event, random(event.length)) })),
  'a changed time': changed(({ at }, random) => ({ at: changedAt(at, random(at.length)) })),
  'a changed previous hash': changed((entry, random) => ({
    previousHash: changedAt(entry.previousHash, random(entry.previousHash.length)),
  })),
  'a changed sequence': changed(({ sequence }, random) => ({ sequence: sequence + 1 + random(1_000) })),
  'a changed hash': changed(({ hash }, random) => ({ hash: changedAt(hash, random(hash.length)) })),
  'a deletion': deletion(false),
  'a deletion whose gap was closed': deletion(true),
  'a swap of two lines': swap(false),
  'a swap of what two entries hold': swap(true),
  'a copied line': duplicate(false),
  'a copied entry that the others make room for': duplicate(true),
  'a cut end': truncation(false),
  'a cut end with the head moved': truncation(true),
  'a tail written anew': fork,
};

function changed(change: (entry: Entry, random: (below: number) => number) => Partial<Entry>): Kind {
  return ({ entries, head }, random) => {
    const first = random(entries.length);
    const entry = entryAt(entries, first);
    const altered = { ...entry, ...change(entry, random) };
    const at = (place: number) => (place === first ? altered : entries[place]);
    return { first, fault: 'ALTERED', sequence: first + 1, at, head, places: [first] };
  };
}

/** An entry is gone; with `isClosed` those behind it are numbered anew. */
function deletion(isClosed: boolean): Kind {
  return ({ entries, head }, random) => {
    const first = random(entries.length);
    const at = (place: number) => placed(place < first ? entries[place] : entries[place + 1], place, isClosed);
    const fault = first === entries.length - 1 ? 'TRUNCATED' : 'MISSING';
    return { first, fault, sequence: first + 1, at, head, places: [] };
  };
}

/** Two entries change places, with or without their numbers. */
function swap(isRenumbered: boolean): Kind {
  return ({ entries, head }, random) => {
    const second = 1 + random(entries.length - 1);
    const first = random(second);
    const at = (place: number) => {
      const from = place === first ? second : place === second ? first : place;
      return placed(entries[from], place, isRenumbered);
    };
    return { first, fault: 'REORDERED', sequence: first + 1, at, head, places: [first, second] };
  };
}

/** A copy of an entry is put in further back; with `isRenumbered` those behind it make room. */
function duplicate(isRenumbered: boolean): Kind {
  return ({ entries, head }, random) => {
    const original = random(entries.length);
    const first = original + 1 + random(entries.length - original);
    const at = (place: number) =>
      placed(place < first ? entries[place] : entries[place === first ? original : place - 1], place, isRenumbered);
    return { first, fault: 'DUPLICATE', sequence: first + 1, at, head, places: [first, original] };
  };
}

/** The end is cut off; with `isMoved` the head is moved with it, which only a checkpoint shows. */
function truncation(isMoved: boolean): Kind {
  return ({ entries, head }, random) => {
    const first = 1 + random(entries.length - 1);
    const { sequence, hash } = entryAt(entries, first - 1);
    const at = (place: number) => (place < first ? entries[place] : undefined);
    const left = isMoved ? { sequence, hash } : head;
    return { first, fault: 'TRUNCATED', sequence: first + 1, at, head: left, places: [] };
  };
}

/** The tail is written anew, every hash right: only a checkpoint shows it. Made as far as it is read. */
function fork({ entries, head }: Log, random: (below: number) => number): Edit {
  const first = random(entries.length);
  const rewritten: Entry[] = [];
  const at = (place: number): Entry | undefined => {
    if (place < first || place >= entries.length) return entries[place];
    while (rewritten.length <= place - first) {
      const original = entryAt(entries, first + rewritten.length);
      const previousHash = rewritten.at(-1)?.hash ?? original.previousHash;
      const link = { ...original, previousHash, event: original.event.replace('account-', 'other-') };
      rewritten.push({ ...link, hash: hashLink('sha256', link) });
    }
    return rewritten[place - first];
  };
  const sequence = nextCheckpoint(first + 1);
  return { first, fault: 'FORKED', sequence, at, head, places: [] };
}

/** Checkpoints stand at every five-hundredth entry. */
export const checkpointEvery = 500;

function nextCheckpoint(sequence: number): number {
  return Math.ceil(sequence / checkpointEvery) * checkpointEvery;
}

function placed(entry: Entry | undefined, place: number, isRenumbered: boolean): Entry | undefined {
  return entry === undefined || !isRenumbered ? entry : { ...entry, sequence: place + 1 };
}

function changedAt(text: string, place: number): string {
  return `${text.slice(0, place)}${text[place] === 'x' ? 'y' : 'x'}${text.slice(place + 1)}`;
}

function entryAt(entries: readonly Entry[], place: number): Entry {
  const entry = entries[place];
  if (entry === undefined) throw new Error(`no entry at ${place}`);
  return entry;
}
