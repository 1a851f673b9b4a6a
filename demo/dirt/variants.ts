import { citizenIdOf } from '../lives/check-digits.js';
import type { Random } from '../lives/random.js';

/** Half-width to full-width: digits, Latin letters and brackets. */
export function fullWidth(text: string): string {
  return text.replace(/[0-9A-Za-z()]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}

/** A lower-case x, a look-alike letter for a digit, a space, a zero-width space or a byte-order mark. */
export function badIdCharacters(id: string, random: Random): string {
  const at = random.between(6, 13);
  const variants = [
    () => ` ${id}`,
    () => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
    () => `\u200b${id}`,
    () => `\ufeff${id}`,
    () => id.replace('0', 'O'),
    () =>
      id.indexOf('1', at) > 0 ? `${id.slice(0, id.indexOf('1', at))}I${id.slice(id.indexOf('1', at) + 1)}` : `${id} `,
  ];
  if (id.endsWith('X')) return id.toLowerCase();
  return random.pick(variants)();
}

/** The id of before 1999: without century and check digit. Only for births of 1900–1999. */
export function fifteenDigits(id: string): string {
  return id.slice(0, 6) + id.slice(8, 17);
}

/** A wrong check digit, an impossible date or a division that never was. */
export function invalidId(id: string, random: Random): string {
  const wrongCheck = id.slice(0, 17) + (id.endsWith('3') ? '4' : '3');
  const impossibleDate = citizenIdOf(`${id.slice(0, 10)}1332${id.slice(14, 17)}`);
  const noDivision = citizenIdOf(`999${id.slice(3, 17)}`);
  return random.pick([wrongCheck, wrongCheck, impossibleDate, noDivision]);
}

export const placeholders = ['000000000000000000', '无', '不详', '/', '1'] as const;

/** Defaults that stand for no date. */
export const dateSentinels = ['1900-01-01', '2000/1/1', '0000-00-00', '99991231', '9999-12-31'] as const;

const chineseDigits = [...'〇一二三四五六七八九'];

function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return chineseDigits[ones] ?? '';
  return `${tens === 1 ? '' : chineseDigits[tens]}十${ones === 0 ? '' : chineseDigits[ones]}`;
}

/** Another notation of `YYYY-MM-DD`; `stored` ones also as a spreadsheet serial or epoch milliseconds. */
export function dateVariant(date: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const [m, d] = [Number(month), Number(day)];
  const days = Date.UTC(Number(year), m - 1, d) / 86_400_000;
  return random.pick([
    () => `${year}${month}${day}`,
    () => `${year}-${m}-${d}`,
    () => `${year}/${month}/${day} 0:00:00`,
    () => `${year}/${m}/${d}`,
    () => `${year}年${m}月${d}日`,
    () =>
      `${[...year].map((digit) => chineseDigits[Number(digit)]).join('')}年${chineseNumber(m)}月${chineseNumber(d)}日`,
    () => String(days + 25_569),
    () => String((days * 24 - 8) * 3_600_000),
  ])();
}

/** Another notation of an instant: without zone, compact, slashes, or in UTC. */
export function instantVariant(instant: string, random: Random): string {
  const date = instant.slice(0, 10);
  const time = instant.slice(11, 19);
  return random.pick([
    () => `${date.replaceAll('-', '/')} ${time}`,
    () => `${date.replaceAll('-', '')}${time.replaceAll(':', '')}`,
    () => `${date}T${time}`,
    () =>
      `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日 ${time.slice(0, 5)}`,
  ])();
}

export function utcInstant(instant: string): string {
  return new Date(instant).toISOString();
}

/** Yuan with thousands separators, in 万元, or in words for round sums. */
export function amountVariant(fen: number, random: Random): string {
  const yuan = fen / 100;
  const grouped = yuan.toLocaleString('en-US', { minimumFractionDigits: 1 });
  const variants = [grouped, `${yuan}元`];
  if (yuan % 100 === 0) variants.push(`${yuan / 10_000}万元`);
  if (yuan > 0 && yuan < 100_000 && yuan % 10_000 === 0)
    variants.push(`${'零壹贰叁肆伍陆柒捌玖'.charAt(yuan / 10_000)}万元整`);
  return random.pick(variants);
}

/** A former name in brackets, another dot, or a space in a two-character name. */
export function nameVariant(name: string, formerName: string | null, random: Random): string {
  if (name.includes('·')) return name.replace('·', random.pick(['•', '.', '・']));
  if (formerName) return `${name}（曾用名${formerName}）`;
  return name.length === 2 ? `${name.charAt(0)} ${name.charAt(1)}` : `${name} `;
}

/** What GB18030 bytes look like when read as UTF-8. */
export function mojibake(text: string): string {
  return '锟斤拷'.repeat(Math.max(1, Math.ceil(text.length / 2))).slice(0, Math.max(3, text.length));
}
