import exceljs from 'exceljs';
import { unzipSync } from 'fflate';
import type { Business, DropItem, DropRow } from './businesses.js';
import type { DropFile } from './text-formats.js';
import { packed } from './zip.js';

/**
 * A sheet typed by hand: a merged title, two header rows (merged groups over titles), long numbers that the program
 * turned into rounded ones (3.71422E+17), dates as serial numbers or text, a signature line at the end.
 */
export async function sheetFile(
  business: Business,
  rows: readonly DropRow[],
  batch: string,
  bureau: string,
): Promise<DropFile> {
  const book = new exceljs.Workbook();
  book.created = new Date(0);
  book.modified = new Date(0);
  const sheet = book.addWorksheet('Sheet1');
  const width = business.items.length;
  sheet.addRow([`${bureau}${business.title}登记表`]);
  sheet.mergeCells(1, 1, 1, width);
  sheet.addRow(business.items.map(({ group }, at) => (business.items[at - 1]?.group === group ? null : group)));
  for (const [from, to] of spans(business.items)) if (to > from) sheet.mergeCells(2, from, 2, to);
  sheet.addRow(business.items.map(({ title }) => title));
  for (const row of rows) sheet.addRow(business.items.map((item) => typed(item, row[item.name] ?? '', row)));
  sheet.addRow(['填表人:', null, null, '审核人:']);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  // The workbook writer stamps its zip with the present time; packed again, the same rows give the same bytes.
  return { name: `${business.code}_${batch}.xlsx`, bytes: packed(unzipSync(bytes)) };
}

function spans(items: readonly DropItem[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [at, item] of items.entries()) {
    const last = found.at(-1);
    if (last !== undefined && items[at - 1]?.group === item.group) last[1] = at + 1;
    else found.push([at + 1, at + 1]);
  }
  return found;
}

/** What the program makes of a typed value: most dates and some numbers no longer are what was typed. */
function typed(item: DropItem, text: string, row: DropRow): string | number | null {
  if (text === '') return null;
  if (item.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return serialOf(text);
  if (item.kind === 'amount' && /^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (item.kind === 'id' && row[typedAsNumber] === '1' && /^\d{15,18}$/.test(text)) return Number(text);
  return text;
}

/** A row with this mark had its id cells typed without the leading apostrophe. */
export const typedAsNumber = '#typed-as-number';

/** Days since 1899-12-30, as spreadsheets count. */
function serialOf(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}
