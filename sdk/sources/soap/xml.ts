import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformed } from '../http/failure.js';
import { parsePlainXml } from './plain-xml.js';

/** Deepest nesting: an envelope and its document need four levels each. */
const deepest = 16;
const declaration = /^<\?xml [^<>]*\?>/;
const arrays: ReadonlySet<string> = new Set(['Row']);

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // Entities are not expanded; the five of XML and character references are read where a value is taken.
  processEntities: false,
  htmlEntities: false,
  maxNestedTags: deepest,
  isArray: (name) => arrays.has(name),
});

export type Element = Readonly<Record<string, unknown>>;

/** Parses a document. Rejects as `MALFORMED` what is not well-formed, what declares entities, and what nests too deeply. */
export function parseXml(text: string): Element {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw malformed('the answer declares a document type');
  const plain = parsePlainXml(text.replace(declaration, ''), { arrays, deepest });
  if (plain !== null) return plain;
  if (XMLValidator.validate(text) !== true) throw malformed('the answer is not well-formed');
  try {
    const document: unknown = parser.parse(text);
    if (isElement(document)) return document;
  } catch {
    // The parser's message quotes the text: it does not leave.
  }
  throw malformed('the answer cannot be parsed');
}

/** The child of this name; undefined where there is none. One without content is empty. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  const child = element !== undefined && Object.hasOwn(element, name) ? element[name] : undefined;
  if (isElement(child)) return child;
  // Without children an element parses to its text.
  return typeof child === 'string' && child.trim() === '' ? {} : undefined;
}

/** The text of a child; null where it is missing or empty. Two of a name, or children instead of text, are `MALFORMED`. */
export function textOf(element: Element | undefined, name: string): string | null {
  const text = element !== undefined && Object.hasOwn(element, name) ? element[name] : undefined;
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string') throw malformed('an element holds no plain text');
  return readEntities(text);
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the five entities of XML and character references, once; what is none stays as it is. */
function readEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}

// XML 1.0 has no way to write these.
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

export const isWritable = (text: string): boolean => !unwritable.test(text);

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
}
