import type { DataFlag, Reading } from '../flags.js';
import { isMojibake } from './mojibake.js';
import { isPlaceholder } from './placeholder.js';
import { mapPrivateUse } from './private-use.js';
import { missing, read, refuse } from './reading.js';

/** A person's name as a source writes it in one column, taken apart. */
export interface PersonName {
  readonly name: string;
  /** 曾用名. */
  readonly formerName: string | null;
  /** 别名, 又名, 化名, 绰号. */
  readonly alias: string | null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: fixed-width columns are padded with NUL.
const invisible = /[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const dots = /[·•‧・･∙⋅●．.。﹒\u2022\u00b7]/g;
const bracketed =
  /^(.*?)[(（〔[【]\s*(曾用名|原名|别名|又名|化名|绰号|外号|小名)?[:：为是]?\s*([^()（）〔〕[\]【】]+)[)）〕\]】]$/u;
const longest = 80;

/**
 * Reads a name to its usual notation: `张三（曾用名张叁）` to name and former name, one kind of minority dot,
 * no spaces between Chinese characters. A name that another notation held carries `NAME_VARIANT` (domain 6.4 #11).
 */
export function readPersonName(raw: unknown): Reading<PersonName> {
  if (raw === null || raw === undefined) return missing;
  if (typeof raw !== 'string') return refuse('NAME_VARIANT');
  const visible = raw.replace(invisible, '').trim();
  if (visible === '') return missing;
  const flags: DataFlag[] = visible === raw ? [] : ['WHITESPACE'];
  if (isPlaceholder(visible)) return refuse(...flags, 'PLACEHOLDER');
  if (visible.length > longest) return refuse(...flags, 'TRUNCATED');
  const match = bracketed.exec(visible);
  const kind = match?.[2];
  const known = match !== null && kind !== undefined && (match[1] ?? '').trim() !== '';
  const name = tidy(known ? (match[1] ?? '') : visible);
  if (name === '' || isPlaceholder(name)) return refuse(...flags, 'PLACEHOLDER');
  const other = known ? tidy(match[3] ?? '') : null;
  const isFormer = kind === '曾用名' || kind === '原名';
  if (known || name !== visible) flags.push('NAME_VARIANT');
  if (isMojibake(name)) flags.push('ENCODING');
  if (name.endsWith('\ufffd')) flags.push('TRUNCATED');
  return read({ name, formerName: isFormer ? other : null, alias: isFormer ? null : other }, flags);
}

/** A key under which notations of one name meet: no dots or spaces, private use characters mapped, upper case. */
export function nameKey(name: string): string {
  return mapPrivateUse(name)
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dots, '')
    .replace(/\s/g, '')
    .toUpperCase();
}

function tidy(text: string): string {
  const narrow = text.replace(/[０-９Ａ-Ｚａ-ｚ\u3000]/g, (character) => character.normalize('NFKC')).trim();
  if (!/\p{Script=Han}/u.test(narrow)) return narrow.replace(/\s+/g, ' ');
  const joined = narrow.replace(/\s+/g, '');
  // The dot stands between parts of a minority name only.
  return joined.replace(dots, '·').replace(/·{2,}/g, '·').replace(/^·|·$/g, '');
}
