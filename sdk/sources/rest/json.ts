import { decodeText } from '../http/decode.js';
import { malformed } from '../http/failure.js';

/** Deepest nesting of an answer: envelopes and records need five levels. */
const deepest = 32;

/** Parses an answer. Rejects as `MALFORMED` what is no JSON (the web page of a proxy, say) or nests too deeply. */
export function parseJson(body: Uint8Array): unknown {
  const text = decodeText(body);
  if (depthOf(text) > deepest) throw malformed('the answer nests too deeply');
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

const quote = 0x22;
const backslash = 0x5c;

function depthOf(text: string): number {
  let [depth, greatest, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) isQuoted = !isQuoted;
    else if (isQuoted) at += unit === backslash ? 1 : 0;
    else if (unit === 0x5b || unit === 0x7b) greatest = Math.max(greatest, ++depth);
    else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return greatest;
}
