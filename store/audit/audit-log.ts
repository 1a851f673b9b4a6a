import type { AuditEvent, AuditLog, AuditReceipt } from '../../schema/audit.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Engine } from '../engines/engine.js';
import { faultKind, withoutValues } from '../engines/fault.js';
import { type Patience, pause, persist } from '../engines/patience.js';
import type { ChainDigest } from './audit-chain.js';
import { type Draft, type Entry, type Head, linkDrafts, readHead, writeEntries, writeProof } from './audit-writing.js';
import { canonicalJson } from './canonical-json.js';

const limits = {
  /** Entries and characters a transaction: well below the packet that MySQL accepts. */
  group: 500,
  groupLength: 2_000_000,
  /** Entries that may wait for their commit; beyond it the hub refuses rather than fills its memory. */
  waiting: 20_000,
  commitMs: 10_000,
  /** How long a commit proves that the log can be written, from its beginning. */
  proofMs: 250,
};

interface Waiting {
  readonly draft: Draft;
  resolve(receipt: AuditReceipt): void;
  reject(error: PlumblineError): void;
}

interface Doubting {
  resolve(): void;
  reject(error: PlumblineError): void;
}

export interface AuditLogSetting {
  readonly chain: string;
  readonly digest: ChainDigest;
  readonly patience: Patience;
  /** Milliseconds of a clock that only goes forward. */
  readonly ticks: () => number;
}

/** The audit log of one process. Keeps its place in the chain in memory and checks it against the store at each commit. */
export class ChainedAuditLog implements AuditLog {
  readonly #engine: Engine;
  readonly #setting: AuditLogSetting;
  readonly #waiting: Waiting[] = [];
  readonly #doubting: Doubting[] = [];
  /** Undefined when the last commit's outcome is unknown: the store is asked before the next one. */
  #head: Head | undefined;
  /** When the last commit began; a commit that failed takes the proof of those before it away. */
  #provenAt = Number.NEGATIVE_INFINITY;
  #writing: Promise<void> | undefined;
  #isClosed = false;

  constructor(engine: Engine, setting: AuditLogSetting) {
    this.#engine = engine;
    this.#setting = setting;
  }

  append(event: AuditEvent): Promise<AuditReceipt> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft: draftOf(event), resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  ready(): Promise<void> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    if (this.#isProven()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#doubting.push({ resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Waits for the entries under way; later ones are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  #refusal(): PlumblineError | undefined {
    if (this.#isClosed) return unavailable('is closed');
    return this.#waiting.length >= limits.waiting ? unavailable('has too many entries waiting') : undefined;
  }

  #isProven(): boolean {
    return this.#setting.ticks() - this.#provenAt <= limits.proofMs;
  }

  /** Group commit: whatever arrives while one transaction is under way shares the next one, doubts of the log included. */
  async #write(): Promise<void> {
    // One turn of the event loop lets requests that end together begin together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0 || this.#doubting.length > 0) {
      const group = this.#waiting.splice(0, groupSize(this.#waiting));
      const doubting = this.#doubting.splice(0);
      try {
        const entries = await this.#commitOrProve(group);
        for (const [place, { chain, sequence, hash }] of entries.entries()) {
          group[place]?.resolve({ chain, sequence, hash });
        }
        for (const one of doubting) one.resolve();
      } catch (error) {
        this.#provenAt = Number.NEGATIVE_INFINITY;
        const refusal = unavailable('could not be written', withoutValues(error));
        for (const one of [...group, ...doubting]) one.reject(refusal);
      }
    }
    this.#writing = undefined;
  }

  async #commitOrProve(group: readonly Waiting[]): Promise<readonly Entry[]> {
    // Who began to doubt during the commit before may find that it was proof enough.
    if (group.length === 0 && this.#isProven()) return [];
    const began = this.#setting.ticks();
    const entries = group.length > 0 ? await this.#commit(group.map(({ draft }) => draft)) : await this.#prove();
    this.#provenAt = began;
    return entries;
  }

  async #commit(drafts: readonly Draft[]): Promise<readonly Entry[]> {
    const { chain, digest, patience } = this.#setting;
    const { dialect } = this.#engine.database;
    for (let retry = 1; ; retry += 1) {
      const head = this.#head ?? (await readHead(this.#engine.database, chain));
      const entries = linkDrafts(digest, chain, head, drafts);
      const { sequence, hash } = entries.at(-1) ?? head;
      this.#head = undefined;
      try {
        await this.#engine.attempt(limits.commitMs, (_queries, run) =>
          writeEntries(dialect, run, head, entries, drafts),
        );
        this.#head = { sequence, hash };
        return entries;
      } catch (error) {
        if (faultKind(error) === 'DOWN' || retry >= patience.attempts) throw error;
        await pause(patience, retry);
        // The connection may have broken after the commit: then the head is ours, and writing again would double it.
        this.#head = await readHead(this.#engine.database, chain);
        if (this.#head.hash === hash) return entries;
      }
    }
  }

  async #prove(): Promise<readonly Entry[]> {
    const { chain, patience } = this.#setting;
    await persist(patience, () => this.#engine.attempt(limits.commitMs, (_queries, run) => writeProof(run, chain)));
    return [];
  }
}

function groupSize(waiting: readonly Waiting[]): number {
  let length = 0;
  const end = waiting.findIndex(({ draft }, position) => {
    length += draft.event.length;
    return position > 0 && (position >= limits.group || length > limits.groupLength);
  });
  return end === -1 ? waiting.length : end;
}

/** One event that no table could take would fail the whole group with it. */
function draftOf(event: AuditEvent): Draft {
  const { at } = event;
  if (at.length > 32 || Number.isNaN(Date.parse(at))) throw unavailable('was given an event without an instant');
  const subjects = [...new Set(event.subjects)];
  if (!subjects.every((digest) => /^\S{1,128}$/.test(digest))) {
    throw unavailable('was given a subject that is no digest');
  }
  return { at, event: canonicalJson(event), subjects };
}

function unavailable(what: string, cause?: Error): PlumblineError {
  return new PlumblineError('AUDIT_UNAVAILABLE', `The audit log ${what}`, cause && { cause });
}
