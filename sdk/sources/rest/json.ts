import { decodeText } from '../http/decode.js';
import { malformed } from '../http/failure.js';

/** Deepest nesting of an answer: envelopes and records need five levels. */
const deepest = 32;

/**
 * Parses an answer. Rejects as `MALFORMED` what is no JSON (the web page of a proxy, say), nests too deeply, or has two members of one
 * name in an object: parsers differ in which of them counts (RFC 8259, 4), and so may the hub and whoever checks its answers.
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeText(body);
  const { depth, members } = shapeOf(text);
  if (depth > deepest) throw malformed('the answer nests too deeply');
  const document = parsed(text);
  if (membersOf(document) !== members) throw malformed('an object has two members of one name');
  return document;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text: it does not leave.
    throw malformed('the answer is no JSON');
  }
}

/** The value at a path of names joined by dots; undefined where there is none. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined), document);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];

/** How deeply a text nests, and how many members its objects are written with. */
function shapeOf(text: string): { readonly depth: number; readonly members: number } {
  let [depth, deepestYet, members, isQuoted] = [0, 0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) isQuoted = !isQuoted;
    else if (isQuoted) at += unit === backslash ? 1 : 0;
    else if (unit === colon) members += 1;
    else if (unit === 0x5b || unit === 0x7b) deepestYet = Math.max(deepestYet, ++depth);
    else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return { depth: deepestYet, members };
}

/** How many members the objects of a document have: one a name. */
function membersOf(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 0;
  const isList = Array.isArray(document);
  const values: readonly unknown[] = isList ? document : Object.values(document);
  let count = isList ? 0 : values.length;
  for (const value of values) count += membersOf(value);
  return count;
}
