import type { DataFlag, Reading } from '../flags.js';
import { cleanToken } from '../values/clean.js';
import { isPlaceholderWord } from '../values/placeholder.js';
import { missing, read, refuse } from '../values/reading.js';
import { codeList, spellingKey } from './code-list.js';
import { currentDivision } from './division.js';
import { isKnownDivision } from './division-history.js';
import { lookupCode } from './lookup.js';
import { findCodeSystem } from './systems.js';

const longest = 80;

/**
 * Reads a code, a label or a local or former spelling (`汉族`, `汉`, `1` → `01`) to the canonical code of a system, with
 * `CODE_LEGACY` when it was another spelling; null with `CODE_UNKNOWN` when the list does not know it (domain 6.4 #8).
 * With `on`, codes that did not hold on that day are unknown, and former divisions come to what held then.
 */
export function readCode(system: string, raw: unknown, on?: string): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(raw);
  if (clean === null) return refuse('CODE_UNKNOWN');
  const { text, flags } = clean;
  if (text === '') return missing;
  if (text.length > longest) return refuse(...flags, 'CODE_UNKNOWN');
  const known = findCodeSystem(system);
  if (known?.files.length === 0) return readDivision(text, flags, on);
  if (lookupCode(system, text, on) !== null) return read(text, flags);
  const code = findSpelling(system, text);
  if (code !== null && lookupCode(system, code, on) !== null) return read(code, [...flags, 'CODE_LEGACY']);
  return refuse(...flags, isPlaceholderWord(text) ? 'PLACEHOLDER' : 'CODE_UNKNOWN');
}

function findSpelling(system: string, text: string): string | null {
  const list = codeList(system);
  if (list === null) return null;
  const key = spellingKey(text);
  const exact = list.spellings.get(key);
  if (exact !== undefined) return exact;
  if (!/^\d+$/.test(text)) return null;
  // Numbers lose or gain leading zeros on their way through spreadsheets.
  const bare = text.replace(/^0+(?=\d)/, '');
  for (const digits of [bare.padStart(2, '0'), bare]) if (list.codes.has(digits)) return digits;
  return null;
}

function readDivision(text: string, flags: readonly DataFlag[], on: string | undefined): Reading<string> {
  const isWhole = /^\d{2}$|^\d{4}$|^\d{6}$|^\d{9}$|^\d{12}$/.test(text);
  const padded = isWhole && text.length < 6 ? text.padEnd(6, '0') : text;
  if (!isWhole || !isKnownDivision(padded.slice(0, 6))) return refuse(...flags, 'CODE_UNKNOWN');
  const code = currentDivision(padded, on);
  return read(code, code === text ? flags : [...flags, 'CODE_LEGACY']);
}
