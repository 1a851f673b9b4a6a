import type { DataFlag } from '../flags.js';

/** Text of a one-word value (a number, an id, a date) without width variants and invisible characters. */
export interface CleanToken {
  readonly text: string;
  readonly flags: readonly DataFlag[];
}

// Spaces of every width, zero-width marks, direction marks, byte order mark, soft hyphen, control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: legacy systems pad fixed-width columns with NUL.
const invisible = /[\s\u0000-\u001f\u007f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const none: readonly DataFlag[] = [];
const plain = /^[\u0021-\u007e\u4e00-\u9fff〇〔〕【】]*$/;
const isWidthVariant = /[^\u0021-\u007e\u4e00-\u9fff〇〔〕【】]/;

/** Cleans a one-word value; null when it is neither text nor a number (domain 6.4 #1, #2). */
export function cleanToken(raw: unknown): CleanToken | null {
  if (typeof raw === 'number' || typeof raw === 'bigint') return { text: String(raw), flags: [] };
  if (typeof raw !== 'string') return null;
  if (plain.test(raw)) return { text: raw, flags: none };
  const visible = raw.replace(invisible, '');
  const text = isWidthVariant.test(visible) ? visible.normalize('NFKC').replace(invisible, '') : visible;
  const flags: DataFlag[] = [];
  if (visible !== raw) flags.push('WHITESPACE');
  if (text !== visible) flags.push('FULL_WIDTH');
  return { text, flags };
}

/** Raises letters to upper case; the flag is added only when something changed. */
export function raiseCase(token: CleanToken): CleanToken {
  const text = token.text.toUpperCase();
  return text === token.text ? token : { text, flags: [...token.flags, 'LOWER_CASE'] };
}

/** Full-width spelling of the ASCII characters of a text, as input methods produce it. */
export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}
