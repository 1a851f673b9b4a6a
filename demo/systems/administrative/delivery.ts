import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Business, DropBureau, DropRow } from './businesses.js';
import { sheetFile } from './sheet-format.js';
import { csvFile, type DropFile, xmlFile } from './text-formats.js';
import { packed } from './zip.js';

/** How a delivery arrives; everything but `complete` is to be left alone by the receiver. */
export type DeliveryState = 'complete' | 'no-ok' | 'wrong-md5' | 'broken-zip' | 'broken-content';

export interface Delivery {
  readonly bureau: DropBureau;
  readonly business: Business;
  /** Folder of the day, `yyyymmdd`. */
  readonly day: string;
  /** Batch number: its date and a serial, `yyyymmddNNN`. */
  readonly batch: string;
  readonly rows: readonly DropRow[];
  readonly state: DeliveryState;
}

/** Writes `<inbox>/<day>/<bureau>_<business>_<batch>.zip` with its `.md5` and `.ok`; answers the zip's path. */
export async function deliver(inbox: string, delivery: Delivery): Promise<string> {
  const { bureau, business, day, batch, state } = delivery;
  const folder = join(inbox, day);
  await mkdir(folder, { recursive: true });
  const file = await tableOf(delivery);
  const bytes = state === 'broken-content' ? file.bytes.subarray(0, Math.floor(file.bytes.length / 2)) : file.bytes;
  const zip = packed({ [file.name]: bytes, [`${business.code}_${batch}.pdf`]: coverLetter });
  const isCut = state === 'broken-zip' || state === 'no-ok';
  const written = isCut ? zip.subarray(0, Math.floor(zip.length / 2)) : zip;

  const name = `${bureau.code}_${business.code}_${batch}`;
  const path = join(folder, `${name}.zip`);
  await writeFile(path, written);
  // An upload that broke off has neither check sum nor mark; a wrong check sum is one of another upload.
  if (state === 'no-ok') return path;
  const summed = state === 'wrong-md5' ? Buffer.from(name) : written;
  await writeFile(join(folder, `${name}.md5`), `${createHash('md5').update(summed).digest('hex')}  ${name}.zip\n`);
  await writeFile(join(folder, `${name}.ok`), '');
  return path;
}

async function tableOf({ bureau, business, rows, batch }: Delivery): Promise<DropFile> {
  switch (bureau.format) {
    case 'csv-pipe':
      return csvFile(business, rows, batch, '|');
    case 'csv-comma':
      return csvFile(business, rows, batch, ',');
    case 'xml':
      return xmlFile(business, rows, batch);
    case 'xlsx':
      return sheetFile(business, rows, batch, bureau.name);
  }
}

/** The scanned letter that comes with every delivery; nothing in it is data. */
const coverLetter = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
