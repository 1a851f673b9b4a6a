import type { RawRecord } from '../../source.js';
import { SourceFailure } from '../../source-failure.js';
import { decodeText } from '../http/decode.js';
import type { Reply } from '../http/endpoint.js';
import { failureOfStatus, malformed } from '../http/failure.js';
import type { Page } from '../http/pages.js';
import type { SoapSettings } from './settings.js';
import { childOf, type Element, isElement, parseXml, textOf } from './xml.js';

/** The page that an answer holds, with the columns asked for and no others. */
export function pageOf(reply: Reply, settings: SoapSettings, columns: readonly string[]): Page {
  const body = bodyOf(reply);
  const root = childOf(parseXml(documentIn(body, settings.operation)), 'Root');
  const head = childOf(root, 'Head');
  const code = textOf(head, 'Code');
  if (code === null) throw malformed('the answer has no code');
  if (code !== settings.success) throw failureOfCode(code, settings);
  const rows = childOf(root, 'Body')?.Row ?? [];
  if (childOf(root, 'Body') === undefined || !Array.isArray(rows)) throw malformed('the answer has no rows');
  return { rows: rows.map((row) => recordOf(row, columns)), total: totalOf(textOf(head, 'Total')), next: null };
}

/** The SOAP body; a fault rejects as `FAILED`, whatever the status. */
function bodyOf(reply: Reply): Element {
  const failure = failureOfStatus(reply.status);
  // Faults come with HTTP 500 (SOAP 1.1, 6.2); other statuses are the proxy's.
  if (failure !== null && reply.status !== 500) throw failure;
  let body: Element | undefined;
  try {
    body = childOf(childOf(parseXml(decodeText(reply.body)), 'Envelope'), 'Body');
  } catch (cause) {
    throw failure ?? cause;
  }
  const fault = childOf(body, 'Fault');
  if (fault !== undefined) throw new SourceFailure('FAILED', `fault ${wordOf(textOf(fault, 'faultcode'))}`);
  if (failure !== null) throw failure;
  if (body === undefined) throw malformed('the answer is no SOAP envelope');
  return body;
}

/** The document inside of the string that the operation returns: in CDATA, or escaped. */
function documentIn(body: Element, operation: string): string {
  const response = childOf(body, `${operation}Response`);
  const [name] = Object.keys(response ?? {}).filter((each) => each !== '#text');
  const text = name === undefined ? null : response?.[name];
  if (typeof text !== 'string') throw malformed('the answer returns no string');
  const document = text.trim();
  return document.startsWith('&lt;') ? (textOf({ document }, 'document') ?? '') : document;
}

function failureOfCode(code: string, { reasons = {} }: SoapSettings): SourceFailure {
  return new SourceFailure(reasons[code] ?? 'FAILED', `code ${wordOf(code)}`);
}

/** A short word of the platform's; anything else is not repeated. */
function wordOf(text: string | null): string {
  return text !== null && /^[\w:.-]{1,32}$/.test(text) ? text : 'unknown';
}

function recordOf(row: unknown, columns: readonly string[]): RawRecord {
  // A row of empty columns parses to its white space.
  const element = isElement(row) ? row : undefined;
  return Object.fromEntries(columns.map((column) => [column, textOf(element, column)]));
}

function totalOf(text: string | null): number | null {
  if (text === null) return null;
  const total = Number(text);
  if (!Number.isSafeInteger(total) || total < 0) throw malformed('the answer has a total that is no number');
  return total;
}
