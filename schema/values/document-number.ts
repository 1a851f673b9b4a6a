import type { DataFlag, Reading } from '../flags.js';
import { cleanToken, fullWidth } from './clean.js';
import { isPlaceholder } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** The parts of an agency's document number (文号, GB/T 9704): `宁检刑执纠违〔2017〕3号`. */
export interface DocumentNumber {
  /** Region, department and kind together: the agencies do not separate them. */
  readonly prefix: string;
  readonly year: number;
  readonly serial: string;
}

const form = /^([\u4e00-\u9fa5A-Z](?:[\u4e00-\u9fa5A-Z0-9]|\([\u4e00-\u9fa5]{1,6}\)){0,24})〔(\d{4})〕(\d{1,8})号$/u;

/** Reads a document number of a procuratorate, the police or an administrative agency; six-corner brackets (GB/T 9704). */
export function readDocumentNumber(raw: unknown): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(raw);
  if (clean === null) return refuse('DOCUMENT_NUMBER_INVALID');
  if (clean.text === '') return missing;
  if (isPlaceholder(clean.text)) return refuse(...clean.flags, 'PLACEHOLDER');
  if (clean.text.length > 80) return refuse(...clean.flags, 'DOCUMENT_NUMBER_INVALID');
  const canonical = unify(clean.text);
  if (!form.test(canonical)) return refuse(...clean.flags, 'DOCUMENT_NUMBER_INVALID');
  const flags: DataFlag[] = [...clean.flags];
  if (canonical !== clean.text) flags.push('DOCUMENT_NUMBER_VARIANT');
  return read(canonical, flags);
}

/** The parts of a canonical document number, or null. */
export function parseDocumentNumber(value: string): DocumentNumber | null {
  const match = form.exec(value);
  return match === null ? null : { prefix: match[1] ?? '', year: Number(match[2]), serial: match[3] ?? '' };
}

/** The spellings under which systems store a document number, canonical first. */
export function documentNumberSpellings(value: string): readonly string[] {
  const parts = parseDocumentNumber(value);
  if (parts === null) return [value];
  const { prefix, year, serial } = parts;
  const spellings = ['[]', '()', '（）', '【】'].map(([open, close]) => `${prefix}${open}${year}${close}${serial}号`);
  return [
    value,
    ...spellings,
    `${prefix}〔${year}〕第${serial}号`,
    `${prefix}〔${fullWidth(String(year))}〕${fullWidth(serial)}号`,
  ];
}

function unify(text: string): string {
  const brackets = text.replace(/[[{【〖﹝(〔]/g, '(').replace(/[\]}】〗﹞)〕]/g, ')');
  return brackets
    .replace(/\((\d{4})年?\)/u, '〔$1〕')
    .replace(/〕第?0*(?=[1-9]\d*号?)/u, '〕')
    .replace(/(〕\d+)$/u, '$1号');
}
