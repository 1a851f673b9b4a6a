import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { EntityReader, ReadRequest } from '../../schema/adapter.js';
import type { Landing } from '../../schema/landing.js';
import { bind, type EntityBinding } from '../../sdk/entity.js';
import { citizenId, date, text } from '../../sdk/index.js';
import {
  type Delivery,
  type DeliveryLimits,
  type DeliveryOutcome,
  defaultLimits,
} from '../../sdk/sources/files/delivery.js';
import { folderInbox } from '../../sdk/sources/files/folder-inbox.js';
import type { Inbox } from '../../sdk/sources/files/inbox.js';
import { landedReaders } from '../../sdk/sources/files/landed-readers.js';
import { type InboxWatch, watchInbox } from '../../sdk/sources/files/watch-inbox.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';

/** Permits of a bureau, in three formats. */
export const permit = bind('Permit', {
  table: 'XKZ',
  key: 'XKBH',
  fields: { number: text('XKBH'), citizenId: citizenId('ZJHM'), issued: date('FZRQ'), remark: text('BZ') },
  lookups: ['number', 'citizenId'],
  alive: { column: 'SFYX', dead: ['0'] },
  updated: 'GXSJ',
});
export const columns = { 许可编号: 'XKBH', 证件号码: 'ZJHM', 发证日期: 'FZRQ', 备注: 'BZ', 有效标志: 'SFYX' } as const;
export const titles = Object.keys(columns);
const named = (bureau: string) => new RegExp(`^${bureau}_XKZ_(?<day>\\d{8})\\d{3}\\.zip$`);
export const deliveries: readonly Delivery[] = [
  { match: named('T'), table: 'XKZ', format: 'csv', delimiter: '|', columns },
  { match: named('X'), table: 'XKZ', format: 'xml', records: ['DATA', 'BODY', 'R'], count: ['DATA', 'N'] },
  { match: named('S'), table: 'XKZ', format: 'xlsx', headerRows: 2, footer: /^填表人/, columns },
];

export type Cells = readonly (string | number | Date | null)[];

export function csvOf(rows: readonly Cells[], encoding = 'gb18030'): Buffer {
  const cell = (value: Cells[number]) => {
    const written = String(value ?? '');
    return /["|\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
  };
  return iconv.encode(`${rows.map((row) => row.map(cell).join('|')).join('\r\n')}\r\n`, encoding);
}

export function xmlOf(records: readonly string[], count = records.length): Buffer {
  return iconv.encode(
    `<?xml version="1.0" encoding="GBK"?><DATA><N>${count}</N><BODY>${records.map((each) => `<R>${each}</R>`).join('')}</BODY></DATA>`,
    'gb18030',
  );
}

export async function xlsxOf(rows: readonly Cells[]): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export interface Drop {
  readonly name: string;
  readonly day?: string;
  /** Members of the zip, or its bytes. */
  readonly zip: Readonly<Record<string, Uint8Array>> | Uint8Array;
  readonly without?: 'ok' | 'md5';
  readonly md5?: string;
}

/** Drops a delivery as an upload does: the mark last. */
export async function drop(inbox: string, { name, day = '20260305', zip, without, md5 }: Drop): Promise<string> {
  const folder = join(inbox, day);
  await mkdir(folder, { recursive: true });
  const bytes = zip instanceof Uint8Array ? zip : zipSync({ ...zip }, { mtime: new Date(2020, 0, 1) });
  const path = join(folder, name);
  await writeFile(`${path}.zip`, bytes);
  const sum = md5 ?? createHash('md5').update(bytes).digest('hex');
  if (without !== 'md5') await writeFile(`${path}.md5`, `${sum}  ${name}.zip\n`);
  if (without !== 'ok') await writeFile(`${path}.ok`, '');
  return path;
}

export interface DropFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the mark holds. */
  readonly mark?: string;
  readonly day?: string;
}

/** Drops a data file that is in no zip. */
export async function dropFile(inbox: string, { name, bytes, mark = '', day = '20260305' }: DropFile): Promise<void> {
  const folder = join(inbox, day);
  await mkdir(folder, { recursive: true });
  const base = join(folder, name.replace(/(\.[A-Za-z]+)?\.gz$|\.[A-Za-z]+$/, ''));
  await writeFile(join(folder, name), bytes);
  await writeFile(`${base}.md5`, `${createHash('md5').update(bytes).digest('hex')}  ${name}\n`);
  await writeFile(`${base}.ok`, mark);
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-inbox-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface Watched {
  readonly watch: InboxWatch;
  readonly reader: EntityReader;
  readonly outcomes: DeliveryOutcome[];
  /** What became of each delivery, in short. */
  told(): Readonly<Record<string, string>>;
}

export interface WatchOptions {
  readonly adapter: string;
  readonly landing: Landing;
  readonly limits?: Partial<DeliveryLimits>;
  readonly onStatement?: (statement: string) => void;
  readonly deliveries?: readonly Delivery[];
  /** Default: of permits. */
  readonly binding?: EntityBinding<string>;
  /** Default: the folder. */
  readonly from?: Inbox;
}

const clock = () => new Date('2026-03-06T00:00:00Z');

/** Watches a folder without a timer: scans when told to. */
export function watched(
  inbox: string,
  { adapter, landing, limits, onStatement, deliveries: taken = deliveries, binding = permit, from }: WatchOptions,
): Watched {
  const outcomes: DeliveryOutcome[] = [];
  const own = ownLanding(landing, adapter);
  const setting = { adapter, agency: 'g', clock, timeoutMs: 5_000, concurrency: 2, landing: own };
  const watch = watchInbox({
    ...setting,
    inbox: from ?? folderInbox(inbox),
    deliveries: taken,
    bindings: [binding],
    scanIntervalMs: 60_000,
    limits: { ...defaultLimits, ...limits },
    every: () => () => {},
    onDelivery: (outcome) => outcomes.push(outcome),
  });
  const [reader] = landedReaders([binding], { ...setting, ...(onStatement ? { onStatement } : {}) }, own, watch.ready);
  if (reader === undefined) throw new Error('no reader');
  const told = () =>
    Object.fromEntries(
      outcomes.map((each) => [each.delivery, each.outcome === 'LANDED' ? each.receipt.status : each.reason]),
    );
  return { watch, reader, outcomes, told };
}

/** Every row that a reader gives, by key. */
export async function readAll(reader: EntityReader, request: Partial<ReadRequest> = {}) {
  const asked = {
    entity: reader.entity,
    fields: [...reader.fields],
    where: { op: 'true' },
    order: [],
    first: 1000,
    count: false,
  } as const;
  const context = { requestId: 'r', signal: new AbortController().signal };
  const { groups } = await reader.read({ ...asked, ...request }, context);
  return [...groups.values()].flatMap(({ rows }) => rows);
}
