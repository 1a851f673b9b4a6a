import { type EventEmitter, once } from 'node:events';
import exceljs from 'exceljs';
import { type Cell, marks } from '../cell.js';
import type { ViewFacts } from '../view-book.js';
import { endingLines } from './ending.js';
import { type OpenSheet, titleOf } from './sheet-writer.js';

/** Most rows of a sheet (ECMA-376 readers take 1,048,576), and characters of a cell. */
const mostRows = 1_000_000;
const mostCharacters = 32_767;

/** What the stream writer keeps of a sheet under way: it passes rows on and never says that nobody takes them. */
interface Piped {
  readonly stream: { readonly pipes: readonly Pipe[] };
}
/** Of a stream library that is older than `writableNeedDrain`. */
interface Pipe extends EventEmitter {
  readonly _writableState: { readonly needDrain: boolean };
}
interface Zipped {
  readonly zip: { abort(): unknown };
}

/** A workbook: rows, a further sheet after a million of them, and a sheet that tells what is told at the end. */
export const openXlsx: OpenSheet = ({ sink, view, occasion, signal }) => {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: false, useSharedStrings: false });
  book.creator = 'Plumbline';
  book.created = new Date(occasion.at);
  book.modified = book.created;
  let sheet = addSheet(book, view, 1);
  let sheets = 1;
  let rows = 0;
  return {
    async write(added) {
      signal.throwIfAborted();
      for (const row of added) {
        if (rows === mostRows) {
          sheet.commit();
          sheets += 1;
          rows = 0;
          sheet = addSheet(book, view, sheets);
        }
        sheet.addRow(row.map(xlsxCell)).commit();
        rows += 1;
      }
      await drained(sheet, signal);
    },
    async end(ending) {
      signal.throwIfAborted();
      sheet.commit();
      const told = book.addWorksheet('说明');
      told.columns = [{ width: 24 }, { width: 80 }];
      for (const line of endingLines(view, occasion, ending)) told.addRow([...line]).commit();
      told.commit();
      await Promise.race([book.commit(), aborted(signal)]);
    },
    abandon: () => void (book as unknown as Zipped).zip.abort(),
  };
};

function addSheet(book: exceljs.stream.xlsx.WorkbookWriter, view: ViewFacts, number: number): exceljs.Worksheet {
  const name = number === 1 ? view.name.zh : `${view.name.zh} ${number}`;
  const sheet = book.addWorksheet(name.replaceAll(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = view.columns.map(({ width }) => ({ width }));
  sheet.addRow(view.columns.map(titleOf)).commit();
  return sheet;
}

// Cells of text are texts to a sheet, whatever they begin with.
function xlsxCell(cell: Cell): string | number | null {
  switch (cell.kind) {
    case 'EMPTY':
      return null;
    case 'NUMBER':
      return Number(cell.text);
    case 'ABSENT':
      return marks[cell.why];
    default:
      return textOf(cell.text);
  }
}

/** What no XML document may hold (XML 1.0, 2.2), and no text is meant to. */
const illegible = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

// One character of a dirty record must not make a workbook that no reader opens.
function textOf(text: string): string {
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text;
  return cut.replace(illegible, '\uFFFD');
}

async function drained(sheet: exceljs.Worksheet, signal: AbortSignal): Promise<void> {
  for (const pipe of (sheet as unknown as Piped).stream.pipes)
    if (pipe._writableState.needDrain) await once(pipe, 'drain', { signal });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
