import type { DataFlag, Reading } from '../flags.js';
import { cleanToken, fullWidth } from './clean.js';
import { isPlaceholder } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** The parts of a court's case number; `legacy` is the form used before 2016-01-01. */
export type CaseNumber =
  | {
      readonly form: 'current';
      readonly year: number;
      /** 法院代字, for example 鲁1422. Find the court in the court table: divisions do not follow from it. */
      readonly courtCode: string;
      /** 类型代字, for example 刑初. */
      readonly typeCode: string;
      readonly serial: string;
      /** The n of 之n, as written. */
      readonly suffix: string | null;
    }
  | {
      readonly form: 'legacy';
      readonly year: number;
      readonly courtCode: string;
      /** Nature and procedure together, for example 刑初. */
      readonly typeCode: string;
      readonly serial: string;
      readonly suffix: string | null;
    };

// 《关于人民法院案件案号的若干规定》 法〔2015〕137号; one character more is taken in the type than the rule allows.
const current =
  /^\((\d{4})\)(最高法(?:知|商)?|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军]\d{0,4})((?:(?![字第号])[\u4e00-\u9fa5]){1,4})(\d{1,8})号(?:之([一二三四五六七八九十]+))?$/u;
const legacy =
  /^\((\d{4})\)((?:(?!号)[\u4e00-\u9fa5]){1,8}?)((?:刑|民|行|执|商|经|知|破|赔)(?:(?!号)[\u4e00-\u9fa5]){0,4})字第(\d{1,8})(?:-(\d{1,3}))?号$/u;

/**
 * Reads a court's case number to `(2024)鲁1422刑初123号`: ASCII brackets, no spaces, no 第, no leading zeros.
 * Numbers of the form before 2016 keep it, `(2014)宁刑初字第45号`, and carry `CASE_NUMBER_LEGACY`.
 */
export function readCaseNumber(raw: unknown): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  if (typeof raw === 'string' && current.test(raw) && withoutLeadingZeros(raw) === raw) return read(raw);
  const clean = cleanToken(raw);
  if (clean === null) return refuse('CASE_NUMBER_INVALID');
  if (clean.text === '') return missing;
  if (isPlaceholder(clean.text)) return refuse(...clean.flags, 'PLACEHOLDER');
  if (clean.text.length > 60) return refuse(...clean.flags, 'CASE_NUMBER_INVALID');
  const text = unify(clean.text);
  const flags: DataFlag[] = [...clean.flags];
  const canonical = canonicalCurrent(text) ?? (legacy.test(text) ? withoutLeadingZeros(text) : null);
  if (canonical === null) return refuse(...flags, 'CASE_NUMBER_INVALID');
  if (canonical !== clean.text) flags.push('CASE_NUMBER_VARIANT');
  if (legacy.test(canonical)) flags.push('CASE_NUMBER_LEGACY');
  return read(canonical, flags);
}

/** The first characters of a case number as canonical ones begin: ASCII brackets and digits, no spaces. */
export function caseNumberBegin(raw: string): string {
  return bracketed(cleanToken(raw)?.text ?? raw);
}

/** The parts of a canonical case number, or null. */
export function parseCaseNumber(value: string): CaseNumber | null {
  const now = current.exec(value);
  if (now !== null) return { form: 'current', ...partsOf(now) };
  const old = legacy.exec(value);
  return old === null ? null : { form: 'legacy', ...partsOf(old) };
}

/**
 * The spellings under which systems store a case number, canonical first: bracket styles, full-width digits, 第.
 * Finite, without repetition; each reads back to the same number.
 */
export function caseNumberSpellings(value: string): readonly string[] {
  const parts = parseCaseNumber(value);
  if (parts === null) return [value];
  const year = String(parts.year);
  const rest = value.slice(6);
  const spellings = [value];
  for (const [open, close] of bracketStyles) spellings.push(`${open}${year}${close}${rest}`);
  // Clerks switch the input method for the Chinese characters, so digits come out wide in part or as a whole.
  const wideSerial = rest.replace(/\d+(?=号)/, fullWidth);
  spellings.push(`（${fullWidth(year)}）${wideSerial}`, `（${fullWidth(year)}）${rest.replace(/[!-~]+/g, fullWidth)}`);
  if (parts.form === 'current') {
    const tail = rest.slice(parts.courtCode.length + parts.typeCode.length);
    const head = `${parts.courtCode}${parts.typeCode}`;
    for (const word of /\d/.test(head) ? ['第', '字第'] : ['第'])
      spellings.push(`(${year})${head}${word}${tail}`, `（${year}）${head}${word}${tail}`);
  }
  return [...new Set(spellings)];
}

const bracketStyles = [
  ['（', '）'],
  ['〔', '〕'],
  ['[', ']'],
  ['【', '】'],
] as const;

function unify(text: string): string {
  const plain = bracketed(text);
  return /号/.test(plain) ? plain : `${plain}号`;
}

function bracketed(text: string): string {
  const brackets = text.replace(/[〔[{【〖﹝]/g, '(').replace(/[〕\]}】〗﹞]/g, ')');
  return brackets.replace(/^(\d{4})年?(?=[\u4e00-\u9fa5])/u, '($1)').replace(/^\((\d{4})年\)/u, '($1)');
}

function canonicalCurrent(text: string): string | null {
  // The rule of 2016 has neither 字 nor 第. 字 goes only where a court number shows the new form: without one
  // `宁` may be Ningxia's high court or, in the old form, any county that begins with it.
  const plain = text
    .replace(/^(\(\d{4}\)[^\d()]\d{2,4}[^字第]{1,4})字(?=第)/u, '$1')
    .replace(/(?<!字)第(?=\d+号)/u, '');
  return current.test(plain) ? withoutLeadingZeros(plain) : null;
}

function withoutLeadingZeros(text: string): string {
  // Serials of criminal reviews are eight random digits and may begin with zero.
  return text.replace(
    /(\D)0+(?=[1-9]\d{0,6}(?:-\d+)?号(?:之[一二三四五六七八九十]+)?$)/,
    (match, before: string, at: number) => (/^\d{8}号/.test(text.slice(at + before.length)) ? match : before),
  );
}

function partsOf(match: RegExpExecArray) {
  return {
    year: Number(match[1]),
    courtCode: match[2] ?? '',
    typeCode: match[3] ?? '',
    serial: match[4] ?? '',
    suffix: match[5] ?? null,
  };
}
