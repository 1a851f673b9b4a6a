import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import type { RawRecord } from '../../source.js';
import type {
  DeliveredJson,
  DeliveredSheet,
  DeliveredText,
  DeliveredXml,
  Delivery,
  Encoding,
} from '../../sources/files/delivery.js';
import { put } from './put.js';
import { sampleOf } from './sample-text.js';

/** Rows in the format of a delivery, as its agency would write them. */
export async function deliveredBytes(delivery: Delivery, rows: readonly RawRecord[]): Promise<Buffer> {
  switch (delivery.format) {
    case 'csv':
      return encoded(textOf(delivery, rows), delivery.encoding);
    case 'xml':
      return encoded(xmlOf(delivery, rows), delivery.encoding);
    case 'json':
      return encoded(jsonOf(delivery, rows), delivery.encoding);
    default:
      return sheetOf(delivery, rows);
  }
}

const encoded = (text: string, encoding: Encoding | undefined): Buffer =>
  encoding === 'gbk' ? iconv.encode(text, 'gb18030') : Buffer.from(text);

/** The titles of the columns, with as many lines above them as the format has. */
function headerOf(columns: Readonly<Record<string, string>>, headerRows = 1): readonly (readonly string[])[] {
  const titles = Object.keys(columns);
  return [...Array.from({ length: headerRows - 1 }, () => titles.map(() => '')), titles];
}

function textOf({ columns, delimiter, headerRows, trailer }: DeliveredText, rows: readonly RawRecord[]): string {
  const lines = [
    ...headerOf(columns, headerRows),
    ...rows.map((row) => Object.values(columns).map((column) => cellOf(row[column]))),
  ].map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter));
  const last = trailer === undefined ? null : sampleOf(trailer, { count: String(rows.length) });
  return `${[...lines, ...(last === null ? [] : [last])].join('\r\n')}\r\n`;
}

const cellOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function xmlOf({ records, count, columns }: DeliveredXml, rows: readonly RawRecord[]): string {
  const path = records.slice(0, -1);
  const name = records.at(-1) ?? 'RECORD';
  const body = rows.map((row) => `<${name}>${elementsOf(row, columns)}</${name}>`).join('');
  const counted =
    count === undefined
      ? ''
      : count.slice(1).reduceRight((inner, each) => `<${each}>${inner}</${each}>`, String(rows.length));
  const [root = 'DATA', ...inner] = path;
  const nested = inner.reduceRight((within, each) => `<${each}>${within}</${each}>`, body);
  return `<?xml version="1.0" encoding="UTF-8"?><${root}>${counted}${nested}</${root}>`;
}

function elementsOf(row: RawRecord, columns: Readonly<Record<string, string>> | undefined): string {
  const names =
    columns === undefined ? Object.keys(row).map((column) => [column, column] as const) : Object.entries(columns);
  return names
    .flatMap(([name, column]) =>
      row[column] === null || row[column] === undefined ? [] : [`<${name}>${escaped(String(row[column]))}</${name}>`],
    )
    .join('');
}

const escaped = (text: string): string =>
  text
    .replace(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function jsonOf({ records, isLines = false, count, columns }: DeliveredJson, rows: readonly RawRecord[]): string {
  const written = rows.map((row) => {
    if (columns === undefined) return row;
    const record: Record<string, unknown> = {};
    for (const [path, column] of Object.entries(columns)) put(record, path, row[column] ?? null);
    return record;
  });
  if (isLines) return `${written.map((record) => JSON.stringify(record)).join('\n')}\n`;
  if (records === undefined || records.length === 0) return JSON.stringify(written);
  const document: Record<string, unknown> = {};
  put(document, records.join('.'), written);
  if (count !== undefined) put(document, count.join('.'), rows.length);
  return JSON.stringify(document);
}

async function sheetOf({ columns, headerRows }: DeliveredSheet, rows: readonly RawRecord[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  for (const line of headerOf(columns, headerRows)) sheet.addRow([...line]);
  for (const row of rows) sheet.addRow(Object.values(columns).map((column) => row[column] ?? null));
  return Buffer.from(await book.xlsx.writeBuffer());
}
