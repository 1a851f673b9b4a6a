import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { DropRow } from '../administrative/businesses.js';
import { deathColumns, type Sender, type SenderFormat } from './senders.js';

const endings: Readonly<Record<SenderFormat, string>> = {
  csv: 'csv',
  'csv-gz': 'csv.gz',
  json: 'json',
  'json-lines': 'jsonl',
};

/** Writes `<inbox>/<day>/<sender>_SWDJ_<batch>.<ending>` with its `.md5` and `.ok`; answers its path. */
export async function deliver(
  inbox: string,
  {
    sender,
    day,
    batch,
    rows,
  }: { readonly sender: Sender; readonly day: string; readonly batch: string; readonly rows: readonly DropRow[] },
): Promise<string> {
  const folder = join(inbox, day);
  await mkdir(folder, { recursive: true });
  const name = `${sender.code}_SWDJ_${batch}`;
  const bytes = bytesOf(sender, rows);
  const path = join(folder, `${name}.${endings[sender.format]}`);
  await writeFile(path, bytes);
  const sum = createHash('md5').update(bytes).digest('hex');
  await writeFile(join(folder, `${name}.md5`), `${sum}  ${name}.${endings[sender.format]}\n`);
  // The mark is written last: a file without it is still on its way.
  await writeFile(join(folder, `${name}.ok`), '');
  return path;
}

function bytesOf({ format, titles }: Sender, rows: readonly DropRow[]): Buffer {
  const named = (row: DropRow) =>
    Object.fromEntries(deathColumns.map((column) => [titles[column] ?? column, row[column] ?? '']));
  switch (format) {
    case 'csv':
      return iconv.encode(tableOf(titles, rows, ','), 'gb18030');
    case 'csv-gz':
      return gzipSync(iconv.encode(tableOf(titles, rows, '|'), 'gb18030'));
    case 'json':
      return Buffer.from(JSON.stringify({ head: { jls: rows.length }, rows: rows.map(named) }));
    case 'json-lines':
      return Buffer.from(`${rows.map((row) => JSON.stringify(named(row))).join('\n')}\n`);
  }
}

function tableOf(titles: Sender['titles'], rows: readonly DropRow[], separator: ',' | '|'): string {
  const cell = (text: string) => (/["\r\n|,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: readonly string[]) => `${cells.map(cell).join(separator)}\r\n`;
  return [
    line(deathColumns.map((column) => titles[column] ?? column)),
    ...rows.map((row) => line(deathColumns.map((column) => row[column] ?? ''))),
  ].join('');
}
