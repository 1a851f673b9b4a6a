import { afterAll, beforeAll } from '@jest/globals';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from './stores.js';

/** Opens a book over a store whose connection breaks once after a commit, before the answer: what a failing network looks like. */
export function losingStore<Book>(openBook: (engine: Engine) => Book) {
  let database: TestDatabase;
  let engine: Engine;
  let book: Book;
  let isLosing = false;

  beforeAll(async () => {
    const [libsql] = backends;
    if (libsql === undefined) throw new Error('no store');
    database = await libsql.create();
    await (await open(database.url)).close();
    engine = await openLibsql(database.url);
    book = openBook({
      ...engine,
      attempt: async (withinMs, work) => {
        const result = await engine.attempt(withinMs, work);
        if (!isLosing) return result;
        isLosing = false;
        throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
      },
    });
  });
  afterAll(async () => {
    await engine.close();
    await database.drop();
  });

  return {
    get book() {
      return book;
    },
    /** Does something whose answer is lost. */
    lost<T>(work: () => Promise<T>): Promise<T> {
      isLosing = true;
      return work();
    },
  };
}
