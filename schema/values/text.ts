import type { DataFlag, Reading } from '../flags.js';
import { isMojibake } from './mojibake.js';
import { isPlaceholder } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

export interface TextOptions {
  /** Turn `无`, `不详`, `/`, `1` … into null. Off where such a text is an answer. */
  readonly placeholders?: boolean;
  /** Width of the source column in bytes of GBK: a text that fills it may have been cut. */
  readonly width?: number;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };
const escaped = /&(?:amp;)*(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;
// biome-ignore lint/suspicious/noControlCharactersInRegex: fixed-width columns are padded with NUL.
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const passes = 8;
/** Keys, codes and numbers in ASCII: nothing in them is escaped, damaged or wide. */
const ordinary = /^[!-%'->@-~]+$/;

/**
 * Reads free text: trims, unescapes what was escaped twice, narrows full-width letters and digits (punctuation and
 * rare characters stay: NFKC would change them). Damaged text is kept as it is with `ENCODING` or `TRUNCATED`.
 */
export function readText(raw: unknown, options: TextOptions = {}): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  if (typeof raw !== 'string') {
    if (typeof raw !== 'number' && typeof raw !== 'bigint' && typeof raw !== 'boolean') return refuse('ENCODING');
    return Number.isNaN(raw) ? missing : read(String(raw));
  }
  if (options.width === undefined && ordinary.test(raw)) {
    return options.placeholders === true && isPlaceholder(raw) ? refuse('PLACEHOLDER') : read(raw);
  }
  const flags: DataFlag[] = [];
  const plain = unescapeTwice(raw);
  if (plain !== raw) flags.push('ESCAPED');
  const visible = plain.replace(invisible, '').trim();
  if (visible !== plain) flags.push('WHITESPACE');
  const text = narrow(visible).trim();
  if (text !== visible) flags.push('FULL_WIDTH');
  if (text === '') return missing;
  if (options.placeholders === true && isPlaceholder(text)) return refuse(...flags, 'PLACEHOLDER');
  if (isMojibake(text)) flags.push('ENCODING');
  if (isCut(text, options.width)) flags.push('TRUNCATED');
  return read(text, flags);
}

function unescapeTwice(text: string): string {
  let current = text;
  for (let pass = 0; pass < passes && current.includes('&'); pass += 1) {
    const next = current.replace(escaped, (match, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? match;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : match;
    });
    if (next === current) return current;
    current = next;
  }
  return current;
}

function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ\u3000]/g, (character) => character.normalize('NFKC'));
}

function isCut(text: string, width: number | undefined): boolean {
  if (text.endsWith('\ufffd')) return true;
  if (width === undefined || text.length > width) return false;
  // A column of 200 bytes that cut half a character leaves 199.
  const bytes = [...text].reduce((total, character) => total + (character <= '\u007f' ? 1 : 2), 0);
  return bytes >= width - 1;
}
