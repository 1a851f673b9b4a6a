import { DeliveryRefused } from './delivery.js';

/** One row of a delimited text: its cells, or its text when its quotes do not tell where cells end. */
export type SplitRow = readonly string[] | string;

/**
 * Cuts delimited text (RFC 4180, with any delimiter) into rows, piece by piece: cells stand without quotes, or within quotes
 * with inner ones doubled. Anything else may hide where a row ends: such a row is given as text. Rows end as the first one does
 * (CR LF, LF or CR); empty ones are left out. Written by hand, as what libraries spend on each cell is half of a landing's time.
 */
export class RowSplitter {
  readonly #delimiter: string;
  readonly #longest: number;
  #rowEnd: string | null = null;
  #rest = '';

  constructor(delimiter: string, longest: number) {
    this.#delimiter = delimiter;
    this.#longest = longest;
  }

  /** The rows that end in the text so far. Throws `TEXT_BROKEN` when one is longer than any row may be. */
  rows(piece: string): readonly SplitRow[] {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    const rowEnd = this.#rowEndIn(text);
    if (rowEnd === null) return this.#keep(text, 0, []);
    const rows: SplitRow[] = [];
    let from = 0;
    for (let end = text.indexOf(rowEnd); end >= 0; end = text.indexOf(rowEnd, from)) {
      const line = text.slice(from, end);
      if (line.includes('"')) {
        const row = this.#quotedRow(text, from, rowEnd);
        if (row === null) break;
        rows.push(row.cells ?? text.slice(from, row.end));
        from = row.end + rowEnd.length;
      } else {
        if (line !== '') rows.push(line.split(this.#delimiter));
        from = end + rowEnd.length;
      }
    }
    return this.#keep(text, from, rows);
  }

  /** The last row, which nothing needs to end. Throws `TEXT_BROKEN` when it ends within quotes. */
  end(): readonly SplitRow[] {
    const isHalfEnded = this.#rowEnd === '\r\n' && this.#rest.endsWith('\r');
    const rows = this.rows(isHalfEnded ? '\n' : (this.#rowEnd ?? '\n'));
    if (this.#rest.trim() !== '') throw new DeliveryRefused('TEXT_BROKEN');
    return rows;
  }

  #keep(text: string, from: number, rows: readonly SplitRow[]): readonly SplitRow[] {
    this.#rest = text.slice(from);
    if (this.#rest.length > this.#longest) throw new DeliveryRefused('TEXT_BROKEN');
    return rows;
  }

  /** Null until a first row has ended. A CR at the end of a piece may be the half of a CR LF. */
  #rowEndIn(text: string): string | null {
    if (this.#rowEnd !== null) return this.#rowEnd;
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at];
      if (character === '"') isQuoted = !isQuoted;
      if (isQuoted || (character !== '\n' && character !== '\r')) continue;
      if (character === '\r' && at + 1 === text.length) return null;
      this.#rowEnd = character === '\n' ? '\n' : text[at + 1] === '\n' ? '\r\n' : '\r';
      return this.#rowEnd;
    }
    return null;
  }

  /** Null when the row does not end in the text; `cells` are absent when its quotes are broken. */
  #quotedRow(text: string, from: number, rowEnd: string): { readonly cells?: string[]; readonly end: number } | null {
    const cells: string[] = [];
    // Looked for again only once a quoted cell has passed it: a row of half a million cells would be searched as often.
    let rowAt = -1;
    for (let at = from; ; ) {
      const isQuoted = text[at] === '"';
      if (!isQuoted && rowAt < at) rowAt = text.indexOf(rowEnd, at);
      const cell = isQuoted ? this.#quotedCell(text, at, rowEnd) : this.#plainCell(text, at, rowAt);
      if (cell === null) return null;
      if (cell.value === null) {
        const end = text.indexOf(rowEnd, cell.end);
        return end < 0 ? null : { end };
      }
      cells.push(cell.value);
      if (!text.startsWith(this.#delimiter, cell.end)) return { cells, end: cell.end };
      at = cell.end + this.#delimiter.length;
    }
  }

  #quotedCell(text: string, from: number, rowEnd: string): Cell | null {
    let close = text.indexOf('"', from + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return null;
    const end = close + 1;
    const isClosed = text.startsWith(this.#delimiter, end) || text.startsWith(rowEnd, end);
    // What follows the quote decides what it is, and may begin in the next piece.
    if (!isClosed && text.length < end + Math.max(rowEnd.length, this.#delimiter.length)) return null;
    return { value: isClosed ? text.slice(from + 1, close).replaceAll('""', '"') : null, end };
  }

  /** @param rowAt where the row ends if no quote hides it; -1 when that is not in the text */
  #plainCell(text: string, from: number, rowAt: number): Cell | null {
    if (rowAt < 0) return null;
    const cellAt = text.indexOf(this.#delimiter, from);
    const end = cellAt < 0 || cellAt > rowAt ? rowAt : cellAt;
    const value = text.slice(from, end);
    return { value: value.includes('"') ? null : value, end };
  }
}

interface Cell {
  /** Null when quotes stand where they may not. */
  readonly value: string | null;
  readonly end: number;
}
