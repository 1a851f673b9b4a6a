import type { MaskKind } from '../../schema/access.js';
import { maskAddress } from './mask-address.js';
import { maskName } from './mask-name.js';

/** A value as it may be shown, or null where the text has no known shape: what cannot be masked surely is not shown. */
type Format = (text: string) => string | null;

const formats: Readonly<Record<MaskKind, Format>> = {
  CITIZEN_ID: maskCitizenId,
  NAME: maskName,
  PHONE: maskPhone,
  ADDRESS: maskAddress,
  BANK_ACCOUNT: maskBankAccount,
  PLATE: maskPlate,
  CASE_NUMBER: maskCaseNumber,
  BIRTH_YEAR: maskBirthDate,
  DROP: () => null,
};

/**
 * Masks one value in the formats of domain 5.4. Null stays null; lists are masked item by item;
 * what is not text, or not of the expected shape, becomes null.
 */
export function mask(kind: MaskKind, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(kind, item));
  return typeof value === 'string' ? formats[kind](value.normalize('NFKC').trim()) : null;
}

// Six digits of the division and the last four. In a 15-digit number the last four would tell the day of birth
// apart (YYMMDD, then three digits): it keeps three, and so shows no more than its 18-digit form.
function maskCitizenId(text: string): string | null {
  if (/^\d{17}[\dXx]$/.test(text)) return `${text.slice(0, 6)}********${text.slice(14).toUpperCase()}`;
  if (/^\d{15}$/.test(text)) return `${text.slice(0, 6)}******${text.slice(12)}`;
  return null;
}

function maskPhone(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? `${digits.slice(0, 3)}****${digits.slice(7)}` : null;
}

function maskBankAccount(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{12,32}$/.test(digits) ? `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}` : null;
}

function maskPlate(text: string): string | null {
  const plate = text.replace(/[\s·-]/g, '').toUpperCase();
  if (!/^\p{Script=Han}[A-Z][A-Z0-9]{4,5}[A-Z0-9\p{Script=Han}]$/u.test(plate)) return null;
  const points = [...plate];
  return `${points.slice(0, 2).join('')}${'*'.repeat(points.length - 3)}${points.slice(-1).join('')}`;
}

// NFKC has made the brackets ASCII already; 〔〕 and [] keep their form.
function maskCaseNumber(text: string): string | null {
  const match = /^([([〔]\d{4}[)\]〕][\p{Script=Han}\d]*?\p{Script=Han})\d{1,8}(?:-\d{1,3})?号/u.exec(text);
  return match === null ? null : `${match[1]}***号`;
}

// The year, which ISO 8601 allows as a date of reduced precision. An age band would need a clock.
function maskBirthDate(text: string): string | null {
  return /^(\d{4})-\d{2}-\d{2}(T.*)?$/.exec(text)?.[1] ?? null;
}
