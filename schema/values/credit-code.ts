import type { Reading } from '../flags.js';
import { type CleanToken, cleanToken, fullWidth, raiseCase } from './clean.js';
import { isPlaceholder } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

// GB 32100-2015 leaves out I, O, S, V and Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const form = /^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/;
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const roundedBySpreadsheet = /^\d(\.\d+)?E\+?\d+$/;

/** What the code itself says: who registered it, where, and the organisation code inside. */
export interface CreditCodeFacts {
  /** Position 1: 1 机构编制, 5 民政, 9 市场监管(工商), Y 其他 … */
  readonly registrationAuthority: string;
  readonly category: string;
  readonly divisionCode: string;
  readonly organisationCode: string;
}

/** The check character of GB 32100 for the first 17; null when they are not of its alphabet. */
export function creditCodeCheckDigit(first17: string): string | null {
  if (first17.length !== 17) return null;
  const values = [...first17].map((character) => alphabet.indexOf(character));
  if (values.includes(-1)) return null;
  const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  return alphabet[(31 - (sum % 31)) % 31] ?? null;
}

/** The check character of GB 11714 for the first 8 of an organisation code; null for other characters. */
export function organisationCodeCheckDigit(first8: string): string | null {
  if (!/^[0-9A-Z]{8}$/.test(first8)) return null;
  const sum = organisationWeights.reduce((total, weight, at) => total + weight * parseInt(first8[at] ?? '0', 36), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** True for a canonical unified social credit code. GB 11714 is not asked of the code inside: registers disagree. */
export function isCreditCode(value: unknown): value is string {
  if (typeof value !== 'string' || !form.test(value) || isPlaceholder(value)) return false;
  return creditCodeCheckDigit(value.slice(0, 17)) === value[17];
}

export function creditCodeFacts(code: string): CreditCodeFacts | null {
  if (!isCreditCode(code)) return null;
  return {
    registrationAuthority: code.slice(0, 1),
    category: code.slice(1, 2),
    divisionCode: code.slice(2, 8),
    organisationCode: code.slice(8, 17),
  };
}

/** Reads a unified social credit code (GB 32100); look-alikes O I Z S are digits only where the check then passes. */
export function readCreditCode(raw: unknown): Reading<string> {
  const token = readToken(raw);
  if (!('text' in token)) return token;
  const { text, flags } = token;
  if (isCreditCode(text)) return read(text, flags);
  const digits = withoutLookalikes(text);
  if (digits !== text && isCreditCode(digits)) return read(digits, [...flags, 'LOOKALIKE']);
  if (/^\d{15}000$/.test(text)) return refuse(...flags, 'PRECISION_LOST', 'CREDIT_CODE_INVALID');
  return refuse(...flags, 'CREDIT_CODE_INVALID');
}

/** Reads an organisation code (GB 11714), with or without its hyphen, to nine characters. */
export function readOrganisationCode(raw: unknown): Reading<string> {
  const token = readToken(raw);
  if (!('text' in token)) return token;
  const text = token.text.replace(/^([0-9A-Z]{8})[-—–]([0-9X])$/, '$1$2');
  const isWhole = /^[0-9A-Z]{9}$/.test(text);
  if (isWhole && organisationCodeCheckDigit(text.slice(0, 8)) === text[8]) return read(text, token.flags);
  return refuse(...token.flags, 'CREDIT_CODE_INVALID');
}

/** The spellings under which systems store a credit code, canonical first; each reads back to the same code. */
export function creditCodeSpellings(code: string): readonly string[] {
  const plain = [code, code.toLowerCase()];
  return [...new Set([...plain, ...plain.map(fullWidth)])];
}

function readToken(raw: unknown): CleanToken | Reading<never> {
  if (raw === null || raw === undefined) return missing;
  if (typeof raw === 'number' && Number.isFinite(raw) && !Number.isSafeInteger(raw)) return refuse('PRECISION_LOST');
  const clean = cleanToken(raw);
  if (clean === null) return refuse('CREDIT_CODE_INVALID');
  const { text, flags } = raiseCase({ ...clean, text: clean.text.replace(/^['`’]/, '') });
  if (text === '') return missing;
  if (isPlaceholder(text)) return refuse(...flags, 'PLACEHOLDER');
  if (roundedBySpreadsheet.test(text)) return refuse(...flags, 'PRECISION_LOST');
  return { text, flags };
}

function withoutLookalikes(text: string): string {
  return text.replaceAll('O', '0').replaceAll('I', '1').replaceAll('Z', '2').replaceAll('S', '5');
}
