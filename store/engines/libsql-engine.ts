import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import type { SqlDatabase, SqlStatement } from '../../schema/sql.js';
import { sqliteColumns } from '../columns.js';
import { tablesOf } from '../tables.js';
import type { Engine, Queries, Run } from './engine.js';
import { faultKind } from './fault.js';
import { LibsqlThread } from './libsql-thread.js';
import { Mutex } from './mutex.js';
import { type Patience, persist, randomPart } from './patience.js';
import { RenewableClient } from './renewable-client.js';

/** How long another process may hold the file: some ten seconds. Waited for outside of the driver, which would block the process. */
const lockPatience: Patience = { attempts: 400, firstPauseMs: 1, longestPauseMs: 50, jitter: randomPart };

/**
 * Pages of the write-ahead log (4 KiB) before they go into the file. The index of subjects is written all over: by the default
 * of 1,000 most of its pages would go there again and again.
 */
const rarely = 'PRAGMA wal_autocheckpoint = 8000';

/** 16 MiB of pages: by the default SQLite would write the pages of an index again for every few records. */
const inMemory = 'PRAGMA cache_size = -16384';

/** What is sorted lies beside the file, gone with the connection: the driver would hold it in memory, however much it is. */
const sortedBeside = (path: string) =>
  `PRAGMA temp_store = FILE; PRAGMA temp_store_directory = '${resolve(dirname(path)).replaceAll("'", "''")}'`;

/** Opens a libSQL file as the store: `file:relative.db`, `file:/absolute.db` or `file:///absolute.db`. */
export async function openLibsql(url: string): Promise<Engine> {
  await mkdir(dirname(pathOf(url)), { recursive: true });
  const [reading, writing] = [new RenewableClient(url), new RenewableClient(url, rarely)];
  try {
    // Readers do not wait for the writer under WAL. `synchronous` stays at libSQL's default, FULL (2): a commit is on
    // disk when it returns, on every connection.
    await whileBusy(() => reading.use((client) => client.executeMultiple('PRAGMA journal_mode = WAL')));
    const [mode] = await query(reading, { sql: 'PRAGMA synchronous', params: [] });
    if (mode?.synchronous !== 2) throw new Error('commits would not be durable (PRAGMA synchronous is not FULL)');
  } catch (cause) {
    reading.close();
    throw cause;
  }
  return libsqlEngine(reading, writing, url);
}

function libsqlEngine(reading: RenewableClient, writing: RenewableClient, url: string): Engine {
  // SQLite has one writer; those of one process wait for each other here.
  const writers = new Mutex();
  return {
    tables: tablesOf(sqliteColumns),
    queries: drizzle(patientClient(reading)),
    transactionalDdl: true,
    database: { dialect: 'sqlite', query: (statement, signal) => query(reading, statement, signal) },
    attempt: (_withinMs, work) => writers.run(() => writeWith(writing, attempting(work))),
    attemptBulk: (_withinMs, work) => writers.run(() => attemptBulk(url, work)),
    exclusively: (work) => writers.run(() => writeWith(writing, alone(work))),
    affected: (result) => (result as ResultSet).rowsAffected,
    close: () =>
      writers.run(async () => {
        reading.close();
        writing.close();
      }),
  };
}

function patientClient(reading: RenewableClient): Client {
  return executing((statement) => whileBusy(() => reading.use((client) => client.execute(statement))));
}

/** `execute` is all that drizzle's queries ask of a client; it begins no transactions here. */
function executing(execute: (statement: InStatement) => Promise<ResultSet>): Client {
  const client: Pick<Client, 'execute'> = { execute };
  return client as Client;
}

function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  return persist(lockPatience, work, (error) => faultKind(error) === 'RETRY');
}

/**
 * In a transaction that begins once the file is free: BEGIN IMMEDIATE is the lock, and refused while another process has it. Waited
 * for with `exec`, which finalises what was refused, so that waiting leaves nothing behind.
 */
async function writeWith<T>(writing: RenewableClient, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  let hasBegun = false;
  const write = () =>
    writing.use(async (client) => {
      const transaction = await client.transaction('write');
      hasBegun = true;
      return finish(transaction, work);
    });
  try {
    return await write();
  } catch (error) {
    if (hasBegun || faultKind(error) !== 'RETRY') throw error;
  }
  await whileBusy(() => writing.use((client) => client.executeMultiple('BEGIN IMMEDIATE; ROLLBACK')));
  return write();
}

type Work<T> = (queries: Queries, run: Run) => Promise<T>;

function attempting<T>(work: Work<T>): (transaction: Transaction) => Promise<T> {
  return (transaction) => {
    const execute = (statement: InStatement) => transaction.execute(statement);
    const run: Run = async ({ sql, params }) => (await execute({ sql, args: [...params] })).rowsAffected;
    return work(drizzle(executing(execute)), run);
  };
}

/** In a thread that is begun for it. */
async function attemptBulk<T>(url: string, work: Work<T>): Promise<T> {
  const thread = new LibsqlThread(url);
  try {
    const { client } = thread;
    const settings = [rarely, inMemory, sortedBeside(pathOf(url))].join('; ');
    await whileBusy(() => client.executeMultiple(`${settings}; BEGIN IMMEDIATE; ROLLBACK`));
    return await finish(await client.transaction('write'), attempting(work));
  } finally {
    await thread.close();
  }
}

function alone<T>(work: (database: SqlDatabase) => Promise<T>): (transaction: Transaction) => Promise<T> {
  return (transaction) => work({ dialect: 'sqlite', query: (statement) => rowsOf(transaction, statement) });
}

/** Closing undoes what was not committed. */
async function finish<T>(transaction: Transaction, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } finally {
    transaction.close();
  }
}

function query(reading: RenewableClient, statement: SqlStatement, signal?: AbortSignal) {
  return whileBusy(() => {
    // The driver answers before it returns: there is no moment at which a running statement could be cancelled.
    signal?.throwIfAborted();
    return reading.use((client) => rowsOf(client, statement));
  });
}

async function rowsOf(on: Client | Transaction, { sql, params }: SqlStatement) {
  const { rows } = await on.execute({ sql, args: [...params] });
  return rows as readonly Record<string, unknown>[];
}

function pathOf(url: string): string {
  const path = url.slice('file:'.length);
  return path.startsWith('//') ? fileURLToPath(url) : decodeURIComponent(path);
}
