import { type Cell, marks } from '../cell.js';
import { endingLines } from './ending.js';
import { type OpenSheet, put, titleOf } from './sheet-writer.js';

/** Bytes by which spreadsheets know UTF-8. */
const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';

/** Cells that a spreadsheet takes for a formula (OWASP, CSV injection), full-width signs included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** CSV as RFC 4180 has it: UTF-8 with its mark, CRLF, quoted where a cell needs it. What is told at the end stands in lines with `#`. */
export const openCsv: OpenSheet = ({ sink, view, occasion, signal }) => {
  let head = `${byteOrderMark}${lineOf(view.columns.map((column) => quoted(harmless(titleOf(column)))))}`;
  const taken = () => {
    const text = head;
    head = '';
    return text;
  };
  return {
    write: (rows) => put(sink, `${taken()}${rows.map((row) => lineOf(row.map(csvCell))).join('')}`, signal),
    async end(ending) {
      const told = endingLines(view, occasion, ending).map(([name, value]) =>
        lineOf([quoted(`# ${name}`), quoted(harmless(value))]),
      );
      await put(sink, `${taken()}${told.join('')}`, signal);
      sink.end();
    },
    abandon: () => {},
  };
};

/** A cell of a line: a number is left a number, a text that would be run as a formula begins with an apostrophe. */
export function csvCell(cell: Cell): string {
  switch (cell.kind) {
    case 'EMPTY':
      return '';
    case 'NUMBER':
      return cell.text;
    case 'ABSENT':
      return marks[cell.why];
    default:
      return quoted(harmless(cell.text));
  }
}

function harmless(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.join(',')}${lineEnd}`;
}
