import { afterAll, beforeAll } from '@jest/globals';
import type { FindingBook, OversightBooks, PageReceipt } from '../../schema/oversight/book.js';
import type { Hit } from '../../schema/oversight/finding.js';
import type { PageOutcome, RunRecord } from '../../schema/oversight/run.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { hit, matter, minute, progress, run, step } from './oversight-facts.js';
import { open } from './stores.js';

export const none: PageReceipt = { found: 0, changed: 0, seen: 0, returned: 0, withdrawn: 0 };

/** The book of findings on a database of the tests around it, and what they do with it over and over. */
export function roomOfFindings(create: () => Promise<TestDatabase>) {
  let database: TestDatabase;
  let store: Store;
  let books: OversightBooks;
  let book: FindingBook;
  let numbers = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    books = store.oversight;
    book = books.findings;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const fresh = (what: string) => {
    numbers += 1;
    return `${what}-${numbers}`;
  };
  const started = async (extra: Partial<RunRecord> = {}) => {
    const record = run(fresh('run'), extra);
    await book.startRun(record);
    return record.id;
  };
  const page = (id: string, hits: readonly Hit[], extra: Partial<PageOutcome> = {}): PageOutcome => ({
    run: id,
    progress: progress({ cursor: 'c1', records: 100, hits: hits.length }),
    hits,
    cleared: [],
    at: minute(1),
    ...extra,
  });
  /** A finding that is in the book, by its id. */
  const found = async (extra: Partial<Hit> = {}) => {
    const id = fresh('finding');
    await book.recordPage(page(await started(), [hit(id, extra)]));
    return id;
  };
  const again = async (of: Hit, at = minute(5)) => book.recordPage(page(await started(), [of], { at }));
  const cleared = async (id: string, at = minute(4)) =>
    book.recordPage(page(await started(), [], { cleared: [id], at }));
  const kinds = async (id: string) => (await book.events(id)).map(({ kind }) => kind);
  /** What findings of a rule were last judged to be, by id. */
  const verdicts = async (rule: string) => {
    const sql = 'SELECT id, verdict FROM oversight_finding WHERE rule = ?';
    const rows = await store.database.query({ sql, params: [rule] });
    return Object.fromEntries(rows.map(({ id, verdict }) => [String(id), verdict]));
  };
  const taken = async (id: string) => {
    const number = fresh('宁检执监');
    await books.matters.open(matter(number), [step()], [id], []);
    return number;
  };
  /** Moves a matter on by a step. */
  const moved = async (
    number: string,
    set: Parameters<typeof books.matters.apply>[0]['set'],
    status: 'CONFIRMED' | 'FALSE_POSITIVE',
  ) => {
    const version = (await books.matters.matter(number))?.version ?? 0;
    const findings = { status, note: null };
    return books.matters.apply({ number, version, set, step: step({ at: minute(3) }), findings, events: [] });
  };

  return {
    get store() {
      return store;
    },
    get books() {
      return books;
    },
    get book() {
      return book;
    },
    fresh,
    started,
    page,
    found,
    again,
    cleared,
    kinds,
    verdicts,
    taken,
    moved,
  };
}
