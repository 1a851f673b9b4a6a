import type { DataFlag, Reading } from '../flags.js';
import { chineseInteger } from './chinese-numeral.js';
import { cleanToken } from './clean.js';
import { parseDecimal, plainDigits, toScale } from './decimal.js';
import { isPlaceholderWord } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** What one unit of a source's column is worth; a unit written beside the amount wins over it. */
export type MoneyUnit = 'yuan' | 'fen' | 'wan';

// Powers of ten from a unit to fen.
const powers: Readonly<Record<MoneyUnit, number>> = { fen: 0, yuan: 2, wan: 6 };
const writtenPowers: Readonly<Record<string, number>> = { 分: 0, 角: 1, 元: 2, 块: 2, 千: 5, 万: 6, 亿: 10 };
const written = /^([+-]?[\d,.]+)(?:(亿|万|千)?(元|块)?|(角|分))(?:整|正)?$/;
const mixed = /^(?:(\d+)亿)?(?:(\d+)万)?(?:(\d+)千)?(?:(\d+)?元)?(?:(\d)角)?(?:(\d)分)?整?$/;
const capital =
  /^([零〇○一二两三四五六七八九十百千万亿壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟]+)[元圆]?(?:零?([零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?(?:零?([一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?[整正]?$/;
/** 100 billion yuan: beyond any amount in a case; kept and flagged. */
const ceiling = 10_000_000_000_000;

/**
 * Reads an amount to integer fen: `1,234.5`, `￥300`, `3万元`, `叁万元整`, by the unit of the column.
 * Negative amounts and amounts beyond 100 billion yuan are kept with `OUT_OF_RANGE` (domain 6.4 #13, #14).
 */
export function readMoney(raw: unknown, unit: MoneyUnit): Reading<number> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(typeof raw === 'number' ? plainDigits(raw) : raw);
  if (clean === null) return refuse('AMOUNT_INVALID');
  const text = clean.text.replace(/^(人民币|RMB|CNY)?[¥￥:：]?/i, '').replace(/(人民币|RMB|CNY)$/i, '');
  if (text === '') return clean.text === '' ? missing : refuse(...clean.flags, 'AMOUNT_INVALID');
  if (isPlaceholderWord(text)) return refuse(...clean.flags, 'PLACEHOLDER');
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) return refuse(...clean.flags, 'PRECISION_LOST');
  if (text.length > 64) return refuse(...clean.flags, 'AMOUNT_INVALID');
  const amount = parseWritten(text, unit) ?? parseMixed(text) ?? parseCapital(text);
  if (amount === null || !Number.isSafeInteger(amount.fen)) return refuse(...clean.flags, 'AMOUNT_INVALID');
  const flags: DataFlag[] = [...clean.flags];
  if (amount.variant || text !== clean.text) flags.push('AMOUNT_VARIANT');
  if (amount.fen < 0 || amount.fen > ceiling) flags.push('OUT_OF_RANGE');
  return read(amount.fen, flags);
}

interface Amount {
  readonly fen: number;
  readonly variant: boolean;
}

function parseWritten(text: string, unit: MoneyUnit): Amount | null {
  const match = written.exec(text);
  if (match === null) return null;
  const [, number = '', scale, , small] = match;
  const decimal = parseDecimal(number);
  if (decimal === null) return null;
  const sign = scale ?? small ?? (text.includes('元') || text.includes('块') ? '元' : undefined);
  const power = sign === undefined ? powers[unit] : (writtenPowers[sign] ?? 2);
  const { value, exact } = toScale(decimal, power);
  return { fen: Number(value), variant: !exact || number.includes(',') || sign !== undefined };
}

function parseMixed(text: string): Amount | null {
  const match = mixed.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const places = [1e10, 1e6, 1e5, 1e2, 10, 1];
  const fen = places.reduce((total, place, at) => total + place * Number(match[at + 1] ?? 0), 0);
  return { fen, variant: true };
}

function parseCapital(text: string): Amount | null {
  const match = capital.exec(text);
  if (match === null) return null;
  const [, whole = '', jiao, fen] = match;
  const yuan = chineseInteger(whole);
  const isWhole = /[元圆整正角分]/.test(text) || whole.length > 1 || yuan !== null;
  if (yuan === null || !isWhole) return null;
  return { fen: yuan * 100 + (digit(jiao) ?? 0) * 10 + (digit(fen) ?? 0), variant: true };
}

function digit(text: string | undefined): number | null {
  return text === undefined ? null : chineseInteger(text);
}
