import { textOf } from './decode.js';
import { type DeliveredText, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { Member } from './member.js';
import { type DeliveredRow, type RowLists, rowReader } from './row.js';
import { RowSplitter, type SplitRow } from './split-rows.js';

/** Rows of a delimited text, in memory that does not grow with the file. */
export async function* readText(member: Member, delivery: DeliveredText, limits: DeliveryLimits): RowLists {
  const splitter = new RowSplitter(delivery.delimiter, limits.rowCharacters);
  const reading = new TextReading(delivery);
  for await (const piece of textOf(member, delivery.encoding)) {
    const rows = reading.read(splitter.rows(piece));
    if (rows.length > 0) yield rows;
  }
  yield reading.read(splitter.end());
  reading.finish();
}

/** Header, records and trailer of one text. */
class TextReading {
  readonly #delivery: DeliveredText;
  readonly #header: (readonly string[])[] = [];
  #cellsOf: ((row: readonly string[]) => DeliveredRow) | null = null;
  #width = 0;
  #records = 0;
  #stated: number | null = null;

  constructor(delivery: DeliveredText) {
    this.#delivery = delivery;
  }

  read(rows: readonly SplitRow[]): readonly DeliveredRow[] {
    const { headerRows = 1, columns, trailer } = this.#delivery;
    const read: DeliveredRow[] = [];
    for (const row of rows) {
      if (this.#cellsOf === null) {
        this.#header.push(typeof row === 'string' ? [row] : row);
        if (this.#header.length < headerRows) continue;
        this.#cellsOf = rowReader(this.#header, columns);
        this.#width = this.#header.at(-1)?.length ?? 0;
      } else if (trailer !== undefined && this.#isTrailer(row, trailer)) {
        this.#stated = countIn(this.#textOf(row), trailer);
      } else {
        read.push(this.#rowOf(row, this.#cellsOf));
      }
    }
    this.#records += read.length;
    // After its trailer a file has nothing more to say.
    if (this.#stated !== null && this.#stated < this.#records) throw new DeliveryRefused('COUNT_DIFFERS');
    return read;
  }

  finish(): void {
    if (this.#cellsOf === null) throw new DeliveryRefused('HEADER_MISSING');
    if (this.#delivery.trailer === undefined) return;
    if (this.#stated === null) throw new DeliveryRefused('COUNT_MISSING');
    if (this.#stated !== this.#records) throw new DeliveryRefused('COUNT_DIFFERS');
  }

  #rowOf(row: SplitRow, cellsOf: (row: readonly string[]) => DeliveredRow): DeliveredRow {
    if (typeof row === 'string') return { broken: 'QUOTES_BROKEN', text: row };
    return row.length === this.#width ? cellsOf(row) : { broken: 'COLUMNS_DIFFER', text: this.#textOf(row) };
  }

  #isTrailer(row: SplitRow, trailer: RegExp): boolean {
    return trailer.test(this.#textOf(row));
  }

  #textOf(row: SplitRow): string {
    return typeof row === 'string' ? row : row.map(written(this.#delivery.delimiter)).join(this.#delivery.delimiter);
  }
}

const written = (delimiter: string) => (cell: string) =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

function countIn(text: string, trailer: RegExp): number {
  const count = Number(trailer.exec(text)?.groups?.count ?? Number.NaN);
  if (!Number.isInteger(count)) throw new DeliveryRefused('COUNT_MISSING');
  return count;
}
