import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bind } from '../sdk/entity.js';
import { citizenId, code, date, money, personName, text } from '../sdk/index.js';
import type { Delivery } from '../sdk/sources/files/delivery.js';
import { type PaymentsFile, paymentTitles, writePayments } from './payments.js';

/** A county's payments of subsidies, as an adapter of one page binds them. */
export const payment = bind('SubsidyPayment', {
  table: 'BTFF',
  key: 'FFBH',
  fields: {
    paymentNo: text('FFBH'),
    projectNo: text('XMBH'),
    projectName: text('XMMC'),
    payeeName: personName('XM'),
    citizenId: citizenId('SFZH'),
    account: text('YHZH'),
    amountFen: money('JE'),
    paidDate: date('FFRQ'),
    divisionCode: code('XZQH', 'GB/T 2260'),
    village: text('CZ'),
    remark: text('BZ'),
  },
  lookups: ['paymentNo', 'citizenId', 'projectNo'],
});

const columnNames = ['FFBH', 'XMBH', 'XMMC', 'XM', 'SFZH', 'YHZH', 'JE', 'FFRQ', 'XZQH', 'CZ', 'BZ'];

export const paymentDelivery: Delivery = {
  match: /^BT_BTFF_(?<day>\d{8})\d{3}\.csv$/,
  table: 'BTFF',
  format: 'csv',
  packed: 'none',
  delimiter: ',',
  isCountedInMark: true,
  columns: Object.fromEntries(paymentTitles.map((title, at) => [title, columnNames[at] ?? title])),
};

/** Drops a file of payments as an upload does: the mark last, with the number of rows in it. */
export async function dropPayments(
  inbox: string,
  rows: number,
  day = '20261122',
): Promise<PaymentsFile & { path: string }> {
  const folder = join(inbox, day);
  mkdirSync(folder, { recursive: true });
  const base = join(folder, `BT_BTFF_${day}001`);
  const file = await writePayments(`${base}.part`, rows);
  renameSync(`${base}.part`, `${base}.csv`);
  writeFileSync(`${base}.md5`, `${file.md5}  BT_BTFF_${day}001.csv\n`);
  writeFileSync(`${base}.ok`, `${rows}\n`);
  return { ...file, path: `${base}.csv` };
}
