import type { AccessBook, UsageBook } from '../schema/access-book.js';
import type { AuditLog, AuditReader } from '../schema/audit.js';
import { PlumblineError } from '../schema/errors.js';
import type { Landing, PushLanding } from '../schema/landing.js';
import type { OversightBooks } from '../schema/oversight/book.js';
import type { LetterBook } from '../schema/people/letter.js';
import type { SqlDatabase } from '../schema/sql.js';
import { createAccessBook } from './access/access-book.js';
import { createUsageBook } from './access/usage-book.js';
import type { ChainDigest } from './audit/audit-chain.js';
import { ChainedAuditLog } from './audit/audit-log.js';
import { createAuditReader } from './audit/audit-reader.js';
import { type Checkpoints, createCheckpoints } from './audit/checkpoint.js';
import type { Engine } from './engines/engine.js';
import { storeFault } from './engines/fault.js';
import { openLibsql } from './engines/libsql-engine.js';
import { openMysql } from './engines/mysql-engine.js';
import { type Patience, randomPart } from './engines/patience.js';
import { createLanding } from './landing/landing.js';
import { createPushLanding } from './landing/push-landing.js';
import { createLetterBook } from './letters/letter-book.js';
import { migrate } from './migrate.js';
import { loadMigrations } from './migrations.js';
import { createOversightBooks } from './oversight/oversight-books.js';

export interface StoreOptions {
  /** `file:…` for the embedded database, `mysql://…` or `mariadb://…` for a server. */
  readonly url: string;
  readonly clock: () => Date;
  /** Name of this process's audit chain, at most 64 characters. */
  readonly chain: string;
  readonly digest: ChainDigest;
  /** The hub's: by it the marks of excluded records are reckoned. Without it nothing lands. */
  readonly secret?: string;
  readonly patience?: Patience;
  /** Milliseconds of a clock that only goes forward; the process's own by default. */
  readonly ticks?: () => number;
}

/** The hub's own books. */
export interface Store {
  readonly audit: AuditLog;
  readonly auditReader: AuditReader;
  readonly checkpoints: Checkpoints;
  readonly access: AccessBook;
  readonly usage: UsageBook;
  readonly landing: Landing & { readonly pushes: PushLanding };
  readonly oversight: OversightBooks;
  readonly letters: LetterBook;
  /** The store's database for reading: landed records, audit chains. */
  readonly database: SqlDatabase;
  /** Rejects with `STORE_UNAVAILABLE` when the database does not answer. */
  ping(): Promise<void>;
  /** Writes what is under way and lets go of the database. */
  close(): Promise<void>;
}

const defaultPatience: Patience = {
  attempts: 8,
  firstPauseMs: 10,
  longestPauseMs: 500,
  jitter: randomPart,
};

/** A server that takes longer than this to say 1 is of no use to a request. */
const pingMs = 5_000;

/**
 * Opens the store and brings its tables to the newest version. Rejects with `CONFIG_INVALID` for a URL that it does
 * not know and with `STORE_UNAVAILABLE` when the database does not answer or is newer than this program.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { clock, chain, digest, secret, patience = defaultPatience, ticks = () => performance.now() } = options;
  const engine = await openEngine(options.url);
  try {
    await migrate(engine, await loadMigrations(engine.database.dialect), clock, patience);
  } catch (error) {
    await engine.close();
    throw storeFault('The store could not be brought to the version of this program', error);
  }
  const audit = new ChainedAuditLog(engine, { chain, digest, patience, ticks });
  return {
    audit,
    auditReader: createAuditReader(engine.database),
    checkpoints: createCheckpoints(engine, patience),
    access: createAccessBook(engine, patience),
    usage: createUsageBook(engine, patience),
    landing: {
      ...createLanding(engine, clock, patience, secret),
      pushes: createPushLanding(engine, clock, patience, secret),
    },
    oversight: createOversightBooks(engine, patience),
    letters: createLetterBook(engine, patience),
    database: engine.database,
    ping: () => ping(engine),
    close: async () => {
      await audit.close();
      await engine.close();
    },
  };
}

const engines: Readonly<Record<string, (url: string) => Promise<Engine>>> = {
  file: openLibsql,
  mysql: openMysql,
  mariadb: openMysql,
};

async function openEngine(url: string): Promise<Engine> {
  // The URL itself stays out of messages: it holds a password.
  const scheme = url.slice(0, url.indexOf(':'));
  const open = engines[scheme];
  if (open === undefined) {
    throw new PlumblineError('CONFIG_INVALID', 'The store URL must begin with file:, mysql:// or mariadb://');
  }
  try {
    return await open(url);
  } catch (error) {
    throw storeFault('The store could not be opened', error);
  }
}

async function ping(engine: Engine): Promise<void> {
  try {
    await engine.database.query({ sql: 'SELECT 1', params: [] }, AbortSignal.timeout(pingMs));
  } catch (error) {
    throw storeFault('The store does not answer', error);
  }
}
