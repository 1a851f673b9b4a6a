import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client';

/** What is asked of the thread, one at a time. */
type Ask =
  | { readonly does: 'executeMultiple'; readonly sql: string }
  | { readonly does: 'execute'; readonly statement: InStatement }
  | { readonly does: 'begin' }
  | { readonly does: 'commit' }
  | { readonly does: 'rollback' }
  | { readonly does: 'close' };

type Answer =
  | Pick<ResultSet, 'rows' | 'rowsAffected'>
  | { readonly fault: { readonly code: unknown; readonly extendedCode: unknown } };

type ThreadClient = Pick<Client, 'executeMultiple' | 'transaction'>;
type ThreadTransaction = Pick<Transaction, 'execute' | 'commit' | 'close'>;

/** Statements come and go one at a time: no need to keep as many as the thread that answers may. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/**
 * A libSQL connection in a thread of its own, for what takes so long that the event loop must not wait for it: the driver answers
 * within the turn. Errors keep their codes and nothing else. To be closed; that undoes what was not committed.
 */
export class LibsqlThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
  #failure: unknown;

  constructor(url: string) {
    const driver = createRequire(import.meta.url).resolve('@libsql/client');
    // As a text: it runs alike from what was built and from sources. None of the process's own flags concern it.
    const options = { eval: true, execArgv: [], workerData: { url, driver }, resourceLimits };
    this.#worker = new Worker(`(${serve})()`, options);
    this.#worker.on('message', (answer: Answer) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('The thread of the database ended')));
  }

  /** The part of a client that transactions need. */
  get client(): Client {
    const client: ThreadClient = {
      executeMultiple: async (sql) => {
        await this.#ask({ does: 'executeMultiple', sql });
      },
      transaction: async () => {
        await this.#ask({ does: 'begin' });
        return this.#transaction();
      },
    };
    return client as Client;
  }

  async close(): Promise<void> {
    // A thread that is only ended might leave its lock on the file behind. One that has failed has nothing to close.
    await this.#ask({ does: 'close' }).catch(() => {});
    await this.#worker.terminate();
  }

  #transaction(): Transaction {
    const transaction: ThreadTransaction = {
      execute: (statement: InStatement) => this.#ask({ does: 'execute', statement }),
      commit: async () => {
        await this.#ask({ does: 'commit' });
      },
      close: () => {
        // Not waited for: the thread does one thing after the other.
        this.#ask({ does: 'rollback' }).catch(() => {});
      },
    };
    return transaction as Transaction;
  }

  async #ask(ask: Ask): Promise<ResultSet> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(ask);
    });
    if ('fault' in answer) throw Object.assign(new Error('libSQL refused a statement'), answer.fault);
    return { ...answer, columns: [], columnTypes: [], lastInsertRowid: undefined, toJSON: () => answer };
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

/** The thread's program: nothing from outside of this function is known there. */
function serve(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const load = process.getBuiltinModule('node:module').createRequire(workerData.driver);
  const { createClient } = load(workerData.driver) as typeof import('@libsql/client');
  const client = createClient({ url: workerData.url, concurrency: 1 });
  let transaction: Transaction | undefined;
  const none: Answer = { rows: [], rowsAffected: 0 };
  const answerTo = async (ask: Ask): Promise<Answer> => {
    if (ask.does === 'executeMultiple') await client.executeMultiple(ask.sql);
    else if (ask.does === 'begin') transaction = await client.transaction('write');
    else if (ask.does === 'commit') await transaction?.commit();
    else if (ask.does === 'rollback') transaction?.close();
    else if (ask.does === 'close') client.close();
    else if (transaction !== undefined) {
      const { rows, rowsAffected } = await transaction.execute(ask.statement);
      // Rows lose what they are beside lists on their way.
      return { rows: rows.map((row) => Array.from(row)) as unknown as ResultSet['rows'], rowsAffected };
    }
    return none;
  };
  let before: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (ask: Ask) => {
    const answer = before
      .then(() => answerTo(ask))
      .catch(({ code, extendedCode }) => ({ fault: { code, extendedCode } }));
    before = answer.then((told) => parentPort.postMessage(told));
  });
}
