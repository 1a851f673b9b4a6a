import type { SourceReason } from '../../../schema/reader.js';
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
  const body = bodyOf(reply, settings);
  const root = childOf(documentIn(body, settings.operation), 'Root');
  const head = childOf(root, 'Head');
  const code = textOf(head, 'Code');
  if (code === null) throw malformed('the answer has no code');
  if (code !== settings.success) throw failureOfCode(code, settings);
  const rows = childOf(root, 'Body')?.Row ?? [];
  if (childOf(root, 'Body') === undefined || !Array.isArray(rows)) throw malformed('the answer has no rows');
  return { rows: rows.map((row) => recordOf(row, columns)), total: totalOf(textOf(head, 'Total')), next: null };
}

/** The SOAP body; a fault rejects with what it stands for, whatever the status. */
function bodyOf(reply: Reply, settings: SoapSettings): Element {
  const failure = failureOfStatus(reply.status);
  // Faults come with HTTP 500 (SOAP 1.1, 6.2), a sender's with 400 (SOAP 1.2 part 2, 7.5.2); other statuses are the proxy's.
  if (failure !== null && reply.status !== 500 && reply.status !== 400) throw failure;
  let body: Element | undefined;
  try {
    body = childOf(childOf(parseXml(decodeText(reply.body)), 'Envelope'), 'Body');
  } catch (cause) {
    throw failure ?? cause;
  }
  const fault = childOf(body, 'Fault');
  if (fault !== undefined) throw failureOfFault(fault, settings);
  if (failure !== null) throw failure;
  if (body === undefined) throw malformed('the answer is no SOAP envelope');
  return body;
}

// Codes of WS-Security 1.1.1, chapter 12.
const security: Readonly<Record<string, SourceReason>> = {
  FailedAuthentication: 'CREDENTIALS',
  FailedCheck: 'CREDENTIALS',
  InvalidSecurity: 'CREDENTIALS',
  InvalidSecurityToken: 'CREDENTIALS',
  SecurityTokenUnavailable: 'CREDENTIALS',
  MessageExpired: 'CREDENTIALS',
};

/** By the most special of its codes: `faultcode` in SOAP 1.1, `Code/Value` with subcodes in 1.2. Its text is not repeated. */
function failureOfFault(fault: Element, { faults = {} }: SoapSettings): SourceFailure {
  const codes = [wordOf(textOf(fault, 'faultcode') ?? textOf(childOf(fault, 'Code'), 'Value'))];
  for (let sub = childOf(childOf(fault, 'Code'), 'Subcode'); sub !== undefined; sub = childOf(sub, 'Subcode')) {
    codes.unshift(wordOf(textOf(sub, 'Value')));
  }
  const reasons = codes.map((code) => code.replace(/^.*:/, '')).map((local) => faults[local] ?? security[local]);
  return new SourceFailure(reasons.find((reason) => reason !== undefined) ?? 'FAILED', `fault ${codes[0]}`);
}

/** The document that the operation returns: inside of a string, in CDATA or escaped; or as elements of the envelope itself. */
function documentIn(body: Element, operation: string): Element {
  const response = childOf(body, `${operation}Response`);
  const [name] = Object.keys(response ?? {}).filter((each) => each !== '#text');
  const returned = name === undefined ? null : response?.[name];
  if (isElement(returned)) return name === 'Root' ? { Root: returned } : returned;
  if (typeof returned !== 'string') throw malformed('the answer returns no document');
  const text = returned.trim();
  return parseXml(text.startsWith('&lt;') ? (textOf({ text }, 'text') ?? '') : text);
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
  const record: Record<string, string | null> = {};
  for (const column of columns) record[column] = textOf(element, column);
  return record;
}

function totalOf(text: string | null): number | null {
  if (text === null) return null;
  const total = Number(text);
  if (!Number.isSafeInteger(total) || total < 0) throw malformed('the answer has a total that is no number');
  return total;
}
