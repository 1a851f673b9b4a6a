import type { AccessBook } from '../../schema/access-book.js';
import type { Seals } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { LruCache } from '../../schema/lru-cache.js';
import type { Principal } from '../../schema/principal.js';
import { openStanding, type Standing } from './standing.js';
import { within } from './within.js';

/** Looks up under which warrant a principal acts: each process for itself, from the hub's books. */
export interface Warrants {
  /**
   * The principal with its warrant; as it came when it declares no matter. Rejects with `MATTER_NOT_OPEN`, in the same words
   * whether the matter is unknown, closed, another's or of another line, and with `WARRANTS_UNAVAILABLE`.
   * @param asksForNothing whether the question opens nothing that agencies hold: then a handler of another line's matter passes
   *   without a warrant, so that it can ask for the approval that lets it across (domain 5.5.4)
   */
  complete(principal: Principal, asksForNothing?: () => boolean): Promise<Principal>;
  /** Asks the books now whether anything changed; never rejects. */
  poll(): Promise<void>;
  close(): void;
}

export interface WarrantsSetting {
  readonly book: Pick<AccessBook, 'standing' | 'revision'>;
  readonly seals: Seals;
  readonly clock: () => Date;
}

const bounds = {
  /** How often the books are asked whether anything changed, ms. */
  pollMs: 250,
  /** What the books said longer ago than this is not acted on, ms: a revocation holds everywhere within a second. */
  oldestMs: 1_000,
  /** Accounts' standings that are remembered. */
  remembered: 10_000,
} as const;

export function createWarrants({ book, seals, clock }: WarrantsSetting): Warrants {
  let shelf = new LruCache<Standing>(bounds.remembered);
  let revision: number | undefined;
  /** The last instant (epoch ms) of which it is known that the shelf held what the books said. */
  let confirmed = Number.NEGATIVE_INFINITY;
  let polling: Promise<void> | undefined;

  async function askRevision(): Promise<void> {
    const began = clock().getTime();
    const found = await within(bounds.oldestMs, book.revision(), unavailable);
    if (found !== revision) {
      // What is being read meanwhile is put on the shelf that it was read for, which nobody looks at any more.
      shelf = new LruCache(bounds.remembered);
      revision = found;
    }
    confirmed = began;
  }

  function poll(): Promise<void> {
    // A poll that fails says nothing: the shelf grows too old by itself.
    polling ??= askRevision()
      .catch(() => undefined)
      .finally(() => {
        polling = undefined;
      });
    return polling;
  }

  function isFresh(): boolean {
    const age = clock().getTime() - confirmed;
    return age >= 0 && age <= bounds.oldestMs;
  }

  async function standingOf(account: string, matter: string): Promise<Standing> {
    if (!isFresh()) await poll();
    if (!isFresh()) throw unavailable();
    const asked = shelf;
    const key = JSON.stringify([account, matter]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const standing = openStanding(await readStanding(account, matter), seals);
    asked.set(key, standing);
    return standing;
  }

  async function readStanding(account: string, matter: string) {
    try {
      return await within(bounds.oldestMs, book.standing(account, matter), unavailable);
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  const timer = setInterval(poll, bounds.pollMs).unref();
  return {
    async complete(principal, asksForNothing = () => false) {
      const { id, matter, purpose, lines = [] } = principal;
      if (matter === undefined) return principal;
      const standing = await standingOf(id, matter);
      const warrant = standing.warrant(purpose, lines, clock());
      if (warrant !== null) return { ...principal, warrant };
      if (standing.isHandled && asksForNothing()) return principal;
      throw new PlumblineError('MATTER_NOT_OPEN', 'No open matter of yours has this number');
    },
    poll,
    close: () => clearInterval(timer),
  };
}

function unavailable(cause?: unknown): PlumblineError {
  return new PlumblineError('WARRANTS_UNAVAILABLE', 'Matters and approvals cannot be looked up now', { cause });
}
