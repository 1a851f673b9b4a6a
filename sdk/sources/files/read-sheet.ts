import type exceljs from 'exceljs';
import { type DeliveredSheet, type DeliveryLimits, DeliveryRefused } from './delivery.js';
import type { Member } from './member.js';
import { type DeliveredRow, type RowLists, rowReader } from './row.js';
import { assertUnpacks } from './unzip.js';

// Merged or validated ranges may name billions of cells, and the reader would make them all.
const ignored = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'picture',
  'tableParts',
  'extLst',
];

/** Rows that a sheet may have by its standard (ECMA-376); one with a higher number would be walked to, empty row by empty row. */
const mostRows = 1_048_576;

/** Rows of the first sheet of a workbook (xlsx). */
export async function* readSheet(member: Member, delivery: DeliveredSheet, limits: DeliveryLimits): RowLists {
  const sheet = await firstSheet(member, limits);
  const headerRows = delivery.headerRows ?? 1;
  const header: (readonly unknown[])[] = [];
  const data: (readonly unknown[])[] = [];
  sheet.eachRow((row, number) => {
    const cells = ((Array.isArray(row.values) ? row.values : []) as readonly exceljs.CellValue[])
      .slice(1)
      .map(cellValue);
    (number <= headerRows ? header : data).push(cells);
  });
  const cellsOf = rowReader(header, delivery.columns);
  const rows: DeliveredRow[] = [];
  for (const cells of data) {
    const first = cells.find((cell) => cell !== null && cell !== '');
    if (first === undefined || delivery.footer?.test(String(first))) continue;
    rows.push(cellsOf(cells));
  }
  yield rows;
}

async function firstSheet(member: Member, limits: DeliveryLimits): Promise<exceljs.Worksheet> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of member.read()) {
    length += part.length;
    if (length > limits.documentBytes) throw new DeliveryRefused('FILE_TOO_LARGE');
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  // A workbook is a zip of its own.
  await assertUnpacks(bytes, limits);
  // Loaded where a sheet is delivered: it is large, and most deliveries are none.
  const { default: library } = await import('exceljs');
  const book = new library.Workbook();
  try {
    await book.xlsx.load(bytes as unknown as exceljs.Buffer, { ignoreNodes: ignored });
  } catch (cause) {
    throw new DeliveryRefused('SHEET_BROKEN', { cause });
  }
  const [sheet] = book.worksheets;
  if (sheet === undefined || sheet.rowCount > mostRows) throw new DeliveryRefused('SHEET_BROKEN');
  return sheet;
}

/** What a cell shows: of formulas their result, of rich text and links the text, of long numbers that they were rounded. */
function cellValue(cell: exceljs.CellValue | undefined): string | number | boolean | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return plainNumber(cell);
  if (cell instanceof Date) return plainTime(cell);
  if ('richText' in cell) return cell.richText.map(({ text }) => text).join('');
  if ('error' in cell) return cell.error;
  if ('result' in cell || 'formula' in cell || 'sharedFormula' in cell) return cellValue(cell.result ?? null);
  return 'text' in cell ? String(cell.text) : null;
}

/** Beyond 2^53 digits are gone: written as the program shows it, so that no codec takes the rest for the number. */
function plainNumber(value: number): number | string {
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? value.toExponential().toUpperCase() : value;
}

/** The program keeps days and times without a zone; the reader gives them as if they were UTC. */
function plainTime(time: Date): string | null {
  if (Number.isNaN(time.getTime())) return null;
  const [day = '', clock = ''] = time.toISOString().split(/[T.]/);
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}
