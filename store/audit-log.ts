import { and, eq } from 'drizzle-orm';
import type { AuditEvent, AuditLog, AuditReceipt } from '../schema/audit.js';
import { PlumblineError } from '../schema/errors.js';
import { type ChainDigest, genesis, hashLink, type Link } from './audit-chain.js';
import { canonicalJson } from './canonical-json.js';
import type { Engine, Queries } from './engine.js';
import { Conflict, faultKind, withoutValues } from './fault.js';
import { type Patience, pause } from './patience.js';

const limits = {
  /** Entries and characters a transaction: well below the packet that MySQL accepts. */
  group: 500,
  groupLength: 2_000_000,
  /** Entries that may wait for their commit; beyond it the hub refuses rather than fills its memory. */
  waiting: 20_000,
  commitMs: 10_000,
};

interface Waiting {
  readonly at: string;
  readonly event: string;
  resolve(receipt: AuditReceipt): void;
  reject(error: PlumblineError): void;
}

type Entry = Link & { readonly hash: string };

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The audit log of one process. Keeps its place in the chain in memory and checks it against the store at each commit. */
export class ChainedAuditLog implements AuditLog {
  readonly #engine: Engine;
  readonly #chain: string;
  readonly #digest: ChainDigest;
  readonly #patience: Patience;
  readonly #waiting: Waiting[] = [];
  /** Undefined when the last commit's outcome is unknown: the store is asked before the next one. */
  #head: Head | undefined;
  #writing: Promise<void> | undefined;
  #isClosed = false;

  constructor(engine: Engine, chain: string, digest: ChainDigest, patience: Patience) {
    this.#engine = engine;
    this.#chain = chain;
    this.#digest = digest;
    this.#patience = patience;
  }

  append(event: AuditEvent): Promise<AuditReceipt> {
    if (this.#isClosed) return Promise.reject(unavailable('is closed'));
    if (this.#waiting.length >= limits.waiting) return Promise.reject(unavailable('has too many entries waiting'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ at: instant(event.at), event: canonicalJson(event), resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  async ready(): Promise<void> {
    if (this.#isClosed) throw unavailable('is closed');
  }

  /** Waits for the entries under way; later ones are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  /** Group commit: whatever arrives while one transaction is under way shares the next one. */
  async #write(): Promise<void> {
    // One turn of the event loop lets requests that end together begin together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, groupSize(this.#waiting));
      try {
        const entries = await this.#commit(group);
        for (const [position, { chain, sequence, hash }] of entries.entries()) {
          group[position]?.resolve({ chain, sequence, hash });
        }
      } catch (error) {
        const refusal = unavailable('could not be written', withoutValues(error));
        for (const waiting of group) waiting.reject(refusal);
      }
    }
    this.#writing = undefined;
  }

  async #commit(group: readonly Waiting[]): Promise<readonly Entry[]> {
    for (let retry = 1; ; retry += 1) {
      const head = this.#head ?? (await this.#readHead());
      const entries = this.#link(head, group);
      const last = headOf(entries) ?? head;
      this.#head = undefined;
      try {
        await this.#engine.attempt(limits.commitMs, (queries) => this.#insert(queries, head, last, entries));
        this.#head = last;
        return entries;
      } catch (error) {
        if (faultKind(error) === 'DOWN' || retry >= this.#patience.attempts) throw error;
        await pause(this.#patience, retry);
        // The connection may have broken after the commit: then the head is ours, and writing again would double it.
        this.#head = await this.#readHead();
        if (this.#head.hash === last.hash) return entries;
      }
    }
  }

  #link(head: Head, group: readonly Waiting[]): readonly Entry[] {
    let { sequence, hash: previousHash } = head;
    return group.map(({ at, event }) => {
      sequence += 1;
      const link = { chain: this.#chain, sequence, previousHash, at, event };
      const hash = hashLink(this.#digest, link);
      previousHash = hash;
      return { ...link, hash };
    });
  }

  /** Moving the head is conditional on where it stood: of two writers of one chain, one begins again after the other. */
  async #insert(queries: Queries, head: Head, last: Head, entries: readonly Entry[]): Promise<void> {
    const { auditHead, auditEntry } = this.#engine.tables;
    if (head.sequence === 0) {
      await queries.insert(auditHead).values({ chain: this.#chain, ...last });
    } else {
      const isHere = and(eq(auditHead.chain, this.#chain), eq(auditHead.hash, head.hash));
      const moved = await queries.update(auditHead).set(last).where(isHere);
      if (this.#engine.affected(moved) !== 1) throw new Conflict(`Chain ${this.#chain} has another writer`);
    }
    await queries.insert(auditEntry).values([...entries]);
  }

  async #readHead(): Promise<Head> {
    const { auditHead } = this.#engine.tables;
    const [row] = await this.#engine.queries
      .select({ sequence: auditHead.sequence, hash: auditHead.hash })
      .from(auditHead)
      .where(eq(auditHead.chain, this.#chain));
    return row ?? { sequence: 0, hash: genesis };
  }
}

function groupSize(waiting: readonly Waiting[]): number {
  let length = 0;
  const end = waiting.findIndex(({ event }, position) => {
    length += event.length;
    return position > 0 && (position >= limits.group || length > limits.groupLength);
  });
  return end === -1 ? waiting.length : end;
}

/** One event that no table could take would fail the whole group with it. */
function instant(at: string): string {
  if (at.length > 32 || Number.isNaN(Date.parse(at))) throw unavailable('was given an event without an instant');
  return at;
}

function headOf(entries: readonly Entry[]): Head | undefined {
  const last = entries.at(-1);
  return last && { sequence: last.sequence, hash: last.hash };
}

function unavailable(what: string, cause?: Error): PlumblineError {
  return new PlumblineError('AUDIT_UNAVAILABLE', `The audit log ${what}`, cause && { cause });
}
