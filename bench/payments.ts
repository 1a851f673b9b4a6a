import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { citizenIdCheckDigit } from '../schema/values/citizen-id.js';

/** What a county's payments of subsidies to farmers (惠农补贴) come in, and how many of their rows are of each kind. */
export interface PaymentsFile {
  readonly rows: number;
  readonly bytes: number;
  /** Rows that no adapter can land: cut off, with a stray quote, or without their number. */
  readonly unfit: number;
  /** Fen, over the rows that can be landed. */
  readonly fen: number;
  readonly md5: string;
}

export const paymentTitles = [
  '发放编号',
  '项目编号',
  '项目名称',
  '姓名',
  '身份证号',
  '银行账号',
  '金额',
  '发放日期',
  '行政区划',
  '村组',
  '备注',
] as const;

/** One row in twenty holds one defect of domain 6.4. */
const dirtyEvery = 20;
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂';
const projects = ['耕地地力保护补贴', '农机购置补贴', '退耕还林补助', '种粮大户补贴', '农村低保金', '危房改造补助'];
const divisions = ['371422', '371402', '371421', '371423', '370124', '371481'];

type Row = readonly string[];

/** Writes payments as delimited text (UTF-8): the same bytes for the same number of rows. */
export async function writePayments(path: string, rows: number): Promise<PaymentsFile> {
  const random = randomOf(20_261_122);
  const out = createWriteStream(path);
  const md5 = createHash('md5');
  let [bytes, unfit, fen] = [0, 0, 0];
  let piece = `${paymentTitles.join(',')}\r\n`;
  const flush = async () => {
    const buffer = Buffer.from(piece);
    piece = '';
    bytes += buffer.length;
    md5.update(buffer);
    if (!out.write(buffer)) await once(out, 'drain');
  };
  for (let n = 1; n <= rows; n += 1) {
    const yuan = 50 + Math.floor(random() * 300_000) / 100;
    const row = paymentOf(n, yuan, random);
    if (n % dirtyEvery === 0) {
      const defect = defects[(n / dirtyEvery) % defects.length] ?? unchanged;
      const { text, isFit } = defect(row);
      if (isFit) fen += Math.round(yuan * 100);
      else unfit += 1;
      piece += `${text}\r\n`;
    } else {
      fen += Math.round(yuan * 100);
      piece += `${row.join(',')}\r\n`;
    }
    if (piece.length > 500_000) await flush();
  }
  await flush();
  out.end();
  await once(out, 'close');
  return { rows, bytes, unfit, fen, md5: md5.digest('hex') };
}

function paymentOf(n: number, yuan: number, random: () => number): Row {
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(random() * from.length)] as T;
  const division = pick(divisions);
  const project = Math.floor(random() * projects.length);
  const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 700))).toISOString().slice(0, 10);
  return [
    `FF2026${String(n).padStart(9, '0')}`,
    `XM${division}${2024 + (n % 3)}${project}${n % 50}`,
    projects[project] ?? '',
    pick(surnames) + pick(given) + (n % 3 === 0 ? '' : pick(given)),
    idOf(division, random),
    `62284800${String(Math.floor(random() * 1e11)).padStart(11, '0')}`,
    yuan.toFixed(2),
    day,
    division,
    `${pick(surnames)}家庄村${1 + (n % 9)}组`,
    n % 4 === 0 ? '一卡通' : '',
  ];
}

function idOf(division: string, random: () => number): string {
  const born = new Date(Date.UTC(1935, 0, 1 + Math.floor(random() * 25_000))).toISOString().slice(0, 10);
  const first17 = `${division}${born.replaceAll('-', '')}${String(Math.floor(random() * 1_000)).padStart(3, '0')}`;
  return `${first17}${citizenIdCheckDigit(first17)}`;
}

const at = { number: 0, id: 4, amount: 6, day: 7, village: 9, remark: 10 } as const;
const fullWidth = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const written = (row: Row, place: number, change: (cell: string) => string) => ({
  text: row.with(place, change(row[place] ?? '')).join(','),
  isFit: true,
});
const unchanged = (row: Row) => ({ text: row.join(','), isFit: true });

/** By the numbers of domain 6.4. */
const defects: readonly ((row: Row) => { readonly text: string; readonly isFit: boolean })[] = [
  /* 1 */ (row) => written(row, at.id, fullWidth),
  /* 2 */ (row) => written(row, at.id, (id) => ` ${id.toLowerCase()}\u200b`),
  /* 3 */ (row) => written(row, at.id, (id) => `${id.slice(0, 6)}${id.slice(8, 17)}`),
  /* 4 */ (row) => written(row, at.id, (id) => `${id.slice(0, 17)}${id.endsWith('7') ? '8' : '7'}`),
  /* 5 */ (row) => written(row, at.id, () => '不详'),
  /* 6 */ (row) => written(row, at.day, (day) => day.replaceAll('-', '/')),
  /* 6 */ (row) =>
    written(row, at.day, (day) => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`),
  /* 6 */ (row) => written(row, at.day, () => '1900-01-01'),
  /* 9 */ (row) => written(row, at.village, (village) => `${village}锟斤拷`),
  /* 12 */ (row) => written(row, at.remark, () => '"&amp;lt;一卡通,代发&amp;gt;"'),
  /* 13 */ (row) =>
    written(row, at.amount, (yuan) => `"￥${Number(yuan).toLocaleString('en', { minimumFractionDigits: 2 })}"`),
  /* a line feed within quotes */ (row) => written(row, at.remark, () => '"分两次\n发放"'),
  /* cut off */ (row) => ({ text: row.slice(0, 5).join(','), isFit: false }),
  /* a stray quote */ (row) => ({ ...written(row, at.remark, () => '一卡"通'), isFit: false }),
  /* without its number */ (row) => ({ ...written(row, at.number, () => ''), isFit: false }),
];

/** Mulberry32: the same numbers everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
