import { isKnownDivision } from '../codes/division-history.js';
import type { DataFlag, Reading } from '../flags.js';
import { cleanToken, fullWidth, raiseCase } from './clean.js';
import { isPlaceholder } from './placeholder.js';
import { digits, isIsoDate } from './plain-date.js';
import { missing, read, refuse } from './reading.js';

/** What the number itself says (GB 11643-1999): date of birth, sex (GB/T 2261.1: 1 male, 2 female) and division. */
export interface CitizenIdFacts {
  readonly birthDate: string;
  readonly sexCode: '1' | '2';
  /** GB/T 2260 of the first registration; it is kept for life and may be a former code. */
  readonly divisionCode: string;
}

export interface CitizenIdOptions {
  /** The day of reading, ISO 8601: births after it are refused. The clock is the caller's. */
  readonly on?: string;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';
const form = /^[1-9]\d{5}(18|19|20)\d{9}[\dX]$/;
const roundedBySpreadsheet = /^\d(\.\d+)?E\+?\d+$/;
// Serials 996–999 of 15-digit numbers were kept for centenarians: their century is not known from the number.
const centenarianSerial = /99[6-9]$/;

/** The check digit of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits; null when they are not 17 digits. */
export function citizenIdCheckDigit(first17: string): string | null {
  if (first17.length !== weights.length) return null;
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * digits(first17, at, at + 1);
  return checkDigits[sum % 11] ?? null;
}

/** True for a canonical 18-character number: form, check digit, a date that exists, a division of any edition. */
export function isCitizenId(value: unknown): value is string {
  if (typeof value !== 'string' || !form.test(value)) return false;
  return (
    citizenIdCheckDigit(value.slice(0, 17)) === value[17] &&
    isIsoDate(birthDateOf(value)) &&
    isKnownDivision(value.slice(0, 6))
  );
}

/** The facts a valid number carries; null for anything else. */
export function citizenIdFacts(id: string): CitizenIdFacts | null {
  if (!isCitizenId(id)) return null;
  return {
    birthDate: birthDateOf(id),
    sexCode: Number(id[16]) % 2 === 1 ? '1' : '2',
    divisionCode: id.slice(0, 6),
  };
}

/**
 * Reads a citizen id from whatever a source holds: full-width and lower-case spellings, 15-digit numbers,
 * look-alike letters (only where the check digit then passes). Anything else is null with a flag (domain 6.4 #1–#5).
 */
export function readCitizenId(raw: unknown, options: CitizenIdOptions = {}): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  if (isAcceptable(raw, options)) return read(raw);
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) {
    return refuse(Number.isFinite(raw) ? 'PRECISION_LOST' : 'CITIZEN_ID_INVALID');
  }
  const clean = cleanToken(raw);
  if (clean === null) return refuse('CITIZEN_ID_INVALID');
  // A leading apostrophe is how spreadsheets mark text.
  const { text, flags } = raiseCase({ ...clean, text: clean.text.replace(/^['`’]/, '') });
  if (text === '') return missing;
  if (isPlaceholder(text)) return refuse(...flags, 'PLACEHOLDER');
  if (roundedBySpreadsheet.test(text)) return refuse(...flags, 'PRECISION_LOST');
  if (/^\d{15}$/.test(text)) return upgrade(text, flags, options);
  if (text.length !== 18) return refuse(...flags, 'CITIZEN_ID_INVALID');
  if (isAcceptable(text, options)) return read(text, flags);
  const plain = withoutLookalikes(text);
  if (plain !== text && isAcceptable(plain, options)) return read(plain, [...flags, 'LOOKALIKE']);
  // Spreadsheets keep 15 significant digits: the last three become zero.
  if (/^\d{15}000$/.test(text)) return refuse(...flags, 'PRECISION_LOST', 'CITIZEN_ID_INVALID');
  return refuse(...flags, 'CITIZEN_ID_INVALID');
}

/**
 * The spellings under which systems store a number, canonical first: for lookups at sources that were never cleaned.
 * Finite, without repetition; each reads back to the same number.
 */
export function citizenIdSpellings(id: string): readonly string[] {
  const old = fifteenDigits(id);
  const plain = [id, id.toLowerCase(), ...(old === null ? [] : [old])];
  return [...new Set([...plain, ...plain.map(fullWidth)])];
}

/**
 * What is left of a number when one of its parts was written wrong: division and birth, division and order, birth and order.
 * Two numbers that share one of them may have been meant for one person; nothing says that they were.
 */
export function citizenIdTraces(raw: unknown): readonly string[] {
  const clean = cleanToken(raw);
  if (clean === null) return [];
  const text = withoutLookalikes(raiseCase(clean).text);
  const long = text.length === 15 ? `${text.slice(0, 6)}19${text.slice(6)}` : text;
  if (long.length < 14) return [];
  const [division, birth, order] = [long.slice(0, 6), long.slice(6, 14), long.slice(14, 17)];
  const born = `${division} ${birth} ?`;
  return order.length < 3 ? [born] : [born, `${division} ? ${order}`, `? ${birth} ${order}`];
}

function upgrade(text: string, flags: readonly DataFlag[], options: CitizenIdOptions): Reading<string> {
  const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
  const id = `${first17}${citizenIdCheckDigit(first17)}`;
  if (centenarianSerial.test(text) || !isAcceptable(id, options)) return refuse(...flags, 'CITIZEN_ID_INVALID');
  return read(id, [...flags, 'UPGRADED_15']);
}

function fifteenDigits(id: string): string | null {
  if (!/^\d{6}19\d{9}[\dX]$/.test(id)) return null;
  const old = `${id.slice(0, 6)}${id.slice(8, 17)}`;
  return centenarianSerial.test(old) ? null : old;
}

function isAcceptable(id: unknown, { on }: CitizenIdOptions): id is string {
  return isCitizenId(id) && (on === undefined || birthDateOf(id) <= on);
}

function birthDateOf(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

function withoutLookalikes(text: string): string {
  const digits = text.replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1');
  // Cyrillic Х and the multiplication sign stand for X in the last place.
  return digits.replace(/[Х×]$/, 'X');
}
