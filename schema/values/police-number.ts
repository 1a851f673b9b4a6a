import type { Reading } from '../flags.js';
import { cleanToken, fullWidth, raiseCase } from './clean.js';
import { isPlaceholder } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** The parts of a police number: unit (公安机关机构代码, 12 digits), month and serial. */
export interface PoliceNumber {
  /** `A` numbers cases, `R` persons. */
  readonly kind: 'CASE' | 'PERSON';
  readonly unitCode: string;
  /** `YYYY-MM` of registration. */
  readonly month: string;
  readonly serial: string;
}

const form = /^([AR])([1-8]\d{11})((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{4})$/;

/** Reads a police case number: A, 12 digits of the unit, year and month, 4 of serial (23 characters). */
export function readPoliceCaseNumber(raw: unknown): Reading<string> {
  return readNumber(raw, 'A');
}

/** Reads a police person number: as a case number, with R. */
export function readPolicePersonNumber(raw: unknown): Reading<string> {
  return readNumber(raw, 'R');
}

/** The parts of a canonical police number, or null. */
export function parsePoliceNumber(value: string): PoliceNumber | null {
  const match = form.exec(value);
  if (match === null) return null;
  const [, letter, unitCode = '', year, month, serial = ''] = match;
  return { kind: letter === 'A' ? 'CASE' : 'PERSON', unitCode, month: `${year}-${month}`, serial };
}

/** The spellings under which systems store a police number, canonical first. */
export function policeNumberSpellings(value: string): readonly string[] {
  return [value, value.toLowerCase(), fullWidth(value)];
}

function readNumber(raw: unknown, letter: 'A' | 'R'): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(raw);
  if (clean === null) return refuse('CASE_NUMBER_INVALID');
  const { text, flags } = raiseCase(clean);
  if (text === '') return missing;
  if (isPlaceholder(text)) return refuse(...flags, 'PLACEHOLDER');
  if (!form.test(text) || !text.startsWith(letter)) return refuse(...flags, 'CASE_NUMBER_INVALID');
  return read(text, flags);
}
