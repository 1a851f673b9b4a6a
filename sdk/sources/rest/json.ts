import { decodeText } from '../http/decode.js';
import { malformed } from '../http/failure.js';

/** Deepest nesting of an answer: envelopes and records need five levels. */
const deepest = 32;

/**
 * Parses a body. Throws as `MALFORMED` what is no JSON (the web page of a proxy, say), nests too deeply, or has two members of one
 * name in an object: parsers differ in which of them counts (RFC 8259, 4), and so may the hub and whoever checks its answers.
 */
export function parseJson(body: Uint8Array): unknown {
  return parseText(decodeText(body));
}

/** The same of a text: of an answer, a delivered file, a push. */
export function parseText(text: string): unknown {
  const written = membersIn(text);
  const document = parsed(text);
  if (membersOf(document) !== written) throw malformed('an object has two members of one name');
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

/** How many members the objects of a text are written with; ends at what nests too deeply. */
function membersIn(text: string): number {
  let [depth, members, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) isQuoted = !isQuoted;
    else if (isQuoted) at += unit === backslash ? 1 : 0;
    else if (unit === colon) members += 1;
    else if (unit === 0x5d || unit === 0x7d) depth -= 1;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) throw malformed('the answer nests too deeply');
    }
  }
  return members;
}

/** How many members the objects of a document have: one a name. */
function membersOf(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 0;
  let count = 0;
  if (Array.isArray(document)) for (const item of document) count += membersOf(item);
  else for (const name of Object.keys(document)) count += 1 + membersOf((document as Record<string, unknown>)[name]);
  return count;
}
