const digits: Readonly<Record<string, number>> = {
  〇: 0,
  '○': 0,
  '０': 0,
  零: 0,
  一: 1,
  壹: 1,
  弌: 1,
  元: 1,
  二: 2,
  贰: 2,
  貳: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  叄: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const tens: Readonly<Record<string, string>> = { 廿: '二十', 卄: '二十', 卅: '三十', 卌: '四十' };

/**
 * A whole number in Chinese numerals (`一百零五`, `叁万贰仟`, `廿三`), at most 16 characters long; null for anything
 * else, also for numerals out of order. `元` counts as one only in dates and is not taken here.
 */
export function chineseInteger(text: string): number | null {
  if (text === '' || text.length > 32 || text.includes('元')) return null;
  const expanded = text.replace(/[廿卄卅卌]/g, (sign) => tens[sign] ?? sign);
  return sections(expanded, ['亿', '万']);
}

/** Digits read one by one (`二〇一七` → `2017`); null when a character is no digit. */
export function chineseDigits(text: string): string | null {
  let result = '';
  for (const character of text) {
    const digit = /[0-9]/.test(character) ? character : character === '元' ? undefined : digits[character];
    if (digit === undefined) return null;
    result += String(digit);
  }
  return result === '' ? null : result;
}

function sections(text: string, marks: readonly string[]): number | null {
  const [mark, ...rest] = marks;
  if (mark === undefined) return underTenThousand(text);
  const at = text.indexOf(mark);
  if (at === -1) return sections(text, rest);
  const high = sections(text.slice(0, at), rest);
  const tail = text.slice(at + 1).replace(/^零/, '');
  const low = tail === '' ? 0 : sections(tail, rest);
  const scale = mark === '亿' ? 100_000_000 : 10_000;
  return high === null || high === 0 || low === null || low >= scale ? null : high * scale + low;
}

function underTenThousand(text: string): number | null {
  if (/^[零〇○]$/.test(text)) return 0;
  let total = 0;
  let pending: number | null = null;
  let lastUnit = 10_000;
  for (const character of text) {
    const unit = units[character];
    const digit = character === '元' ? undefined : digits[character];
    if (unit !== undefined) {
      // 十 alone at the head is ten; elsewhere a unit needs its digit, and units fall.
      if (unit >= lastUnit || (pending === null && !(unit === 10 && total === 0 && lastUnit === 10_000))) return null;
      total += (pending ?? 1) * unit;
      lastUnit = unit;
      pending = null;
    } else if (digit === 0 && pending === null && total > 0) {
      pending = null;
    } else if (digit !== undefined && digit > 0 && pending === null) {
      pending = digit;
    } else {
      return null;
    }
  }
  if (pending !== null && lastUnit === 10_000 && text.length > 1) return null;
  const value = total + (pending ?? 0);
  return value === 0 ? null : value;
}
