import { sql } from 'drizzle-orm';
import { landedTable } from '../../schema/landing.js';
import type { Writing } from './landing-records.js';

/** Records of a batch before anything is put off: with fewer nothing is gained. */
const fewest = 20_000;

/**
 * The lookup indexes of landed records, which wait while a large batch lands. What is looked up by comes in no order: of a million
 * entries most would be read from the file and written there one by one, which is two thirds of what landing a row costs the
 * database; made at the end they are sorted first. That is done for all records, so they wait once the batch has brought as many
 * as were there: it never costs much more than it saves. Part of the batch's transaction: others see them all the while.
 */
export class WaitingIndexes {
  readonly #writing: Writing;
  #waiting: readonly string[] = [];
  #delivered = 0;
  #before: number | undefined;

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  /** To be called before so many more records are landed. */
  async makeWay(records: number): Promise<void> {
    const { engine, isBulk, run } = this.#writing;
    this.#delivered += records;
    // Making an index takes a second a million: nothing for the thread that answers. And MySQL would commit what landed so far.
    if (!isBulk || !engine.transactionalDdl || this.#waiting.length > 0 || this.#delivered < fewest) return;
    this.#before ??= await this.#landed();
    if (this.#delivered < this.#before) return;
    const indexes = await this.#indexes();
    for (const { name } of indexes) await run({ sql: `DROP INDEX ${name}`, params: [] });
    this.#waiting = indexes.map((index) => index.sql);
  }

  /** To be called once all have landed. */
  async make(): Promise<void> {
    for (const index of this.#waiting) await this.#writing.run({ sql: index, params: [] });
    this.#waiting = [];
  }

  async #landed(): Promise<number> {
    const { landedRecord } = this.#writing.engine.tables;
    const [row] = await this.#writing.queries.select({ records: sql<number>`count(*)` }).from(landedRecord);
    return row?.records ?? 0;
  }

  /** As their migrations wrote them; the key's own index has no text, and stays. */
  #indexes(): Promise<readonly { readonly name: string; readonly sql: string }[]> {
    const isOfRecords = sql`type = 'index' and tbl_name = ${landedTable.name} and sql is not null`;
    return this.#writing.queries
      .select({ name: sql<string>`name`, sql: sql<string>`sql` })
      .from(sql`sqlite_schema`)
      .where(isOfRecords);
  }
}
