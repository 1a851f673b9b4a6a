import type { ServerResponse } from 'node:http';
import iconv from 'iconv-lite';
import type { HttpSystem } from '../systems/http-system.js';
import { type Answer, type Deliver, whole } from '../systems/loopback.js';
import type { Fault } from './fault.js';

type HttpFault = Fault<HttpSystem>;

/** The same spoiling of every answer until the system is mended. */
const spoiling =
  (deliver: Deliver) =>
  ({ loopback }: HttpSystem) => {
    loopback.deliver = deliver;
    return () => {
      loopback.deliver = whole;
    };
  };

const changing = (change: (answer: Answer) => Answer): HttpFault['breaks'] =>
  spoiling((answer, response) => whole(change(answer), response));

const status = (code: number, headers: Readonly<Record<string, string>> = {}): HttpFault['breaks'] =>
  changing(() => ({ status: code, headers: { 'content-type': 'text/plain', ...headers }, body: Buffer.from('x') }));

const body = (bytes: Buffer, type = 'text/html; charset=utf-8'): HttpFault['breaks'] =>
  changing(() => ({ status: 200, headers: { 'content-type': type }, body: bytes }));

const webPage = Buffer.from(
  '<!DOCTYPE html><html><head><title>系统维护</title></head><body><p>系统维护中<br>请稍后</body></html>',
);
const megabyte = 1024 * 1024;

/** Every way in which a service behind HTTP is known to fail, and what must be seen of it. */
export const httpFaults: readonly HttpFault[] = [
  { id: 'refused', does: 'refuses connections', seen: ['REFUSED'], breaks: ({ loopback }) => loopback.cut() },
  { id: 'hang', does: 'never answers', seen: ['TIMEOUT'], patienceMs: 300, breaks: spoiling(() => {}) },
  { id: 'drip', does: 'answers a byte at a time', seen: ['TIMEOUT'], patienceMs: 400, breaks: spoiling(drip) },
  {
    id: 'reset',
    does: 'breaks the connection in the middle of an answer',
    seen: ['REFUSED', 'MALFORMED'],
    breaks: spoiling(resetHalfway),
  },
  {
    id: 'truncated',
    does: 'answers half of it and calls it whole',
    seen: ['MALFORMED'],
    breaks: changing((answer) => ({ ...answer, body: half(answer.body) })),
  },
  { id: 'status-401', does: 'answers 401', seen: ['CREDENTIALS'], breaks: status(401) },
  { id: 'status-403', does: 'answers 403', seen: ['CREDENTIALS'], breaks: status(403) },
  { id: 'status-404', does: 'answers 404', seen: ['FAILED', 'MALFORMED'], breaks: status(404) },
  { id: 'status-500', does: 'answers 500', seen: ['FAILED'], breaks: status(500) },
  { id: 'status-503', does: 'answers 503', seen: ['FAILED', 'OVERLOADED', 'MAINTENANCE'], breaks: status(503) },
  { id: 'status-504', does: 'answers 504', seen: ['TIMEOUT', 'FAILED'], breaks: status(504) },
  {
    id: 'status-429',
    does: 'answers 429 and wants to be left alone for an hour',
    seen: ['QUOTA'],
    breaks: lastingly(status(429, { 'retry-after': '3600' })),
  },
  {
    id: 'status-429-once',
    does: 'answers 429 once, with a Retry-After of a second',
    seen: 'the same answer',
    breaks: once429,
  },
  { id: 'html-200', does: 'answers a web page with status 200', seen: ['MALFORMED'], breaks: body(webPage) },
  { id: 'empty', does: 'answers nothing with status 200', seen: ['MALFORMED'], breaks: body(Buffer.alloc(0)) },
  {
    id: 'other-document',
    does: 'answers a well-formed document of another kind',
    seen: ['MALFORMED', 'FAILED'],
    breaks: changing((answer) => ({ ...answer, body: Buffer.from(isXml(answer) ? '<Other/>' : '{"plumbline":{}}') })),
  },
  {
    id: 'duplicate-members',
    does: 'has two values of one name in a record',
    seen: ['MALFORMED'],
    breaks: changing((answer) => ({ ...answer, body: Buffer.from(doubled(answer)) })),
  },
  {
    id: 'nul',
    does: 'has a NUL between the words of its answer',
    seen: ['MALFORMED'],
    breaks: changing((answer) => ({ ...answer, body: withNul(answer.body) })),
  },
  {
    id: 'bom',
    does: 'puts a byte order mark before its answer',
    seen: 'the same answer',
    breaks: changing((answer) => ({ ...answer, body: Buffer.concat([Buffer.from('\ufeff'), answer.body]) })),
  },
  {
    id: 'gb18030',
    does: 'writes GB18030 and declares UTF-8',
    seen: 'the same answer',
    breaks: changing((answer) => ({ ...answer, body: iconv.encode(answer.body.toString('utf8'), 'gb18030') })),
  },
  {
    id: 'flood',
    does: 'answers a hundred megabytes',
    seen: ['MALFORMED'],
    patienceMs: 20_000,
    mostGrowth: 64 * megabyte,
    breaks: spoiling(flood),
  },
  {
    id: 'depth',
    does: 'nests a million levels',
    seen: ['MALFORMED'],
    breaks: changing((answer) => ({ ...answer, body: Buffer.from((isXml(answer) ? '<a>' : '[').repeat(1_000_000)) })),
  },
];

const isXml = ({ headers }: Answer): boolean => /xml/.test(headers['content-type'] ?? '');

const half = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));

/** The first member of every object, or the first element of every row, once more: before the one that a parser would keep. */
function doubled(answer: Answer): string {
  const text = answer.body.toString('utf8');
  // Within a text no brace is followed by a plain quotation mark.
  if (!isXml(answer)) return text.replace(/\{("(?:[^"\\]|\\.)*":)/g, '{$1null,$1');
  return text.replace(/<Row>(<(\w+)>)/g, '<Row><$2>plumbline</$2>$1');
}

/** A NUL where no text is: after the first sign of the document. */
const withNul = (bytes: Buffer): Buffer => Buffer.concat([bytes.subarray(0, 1), Buffer.from([0]), bytes.subarray(1)]);

function drip({ status: code, headers, body: bytes }: Answer, response: ServerResponse): void {
  response.writeHead(code, { ...headers, 'content-length': bytes.length });
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed) return clearInterval(timer);
    response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 50);
  response.on('close', () => clearInterval(timer));
}

function resetHalfway({ status: code, headers, body: bytes }: Answer, response: ServerResponse): void {
  response.writeHead(code, { ...headers, 'content-length': bytes.length });
  response.write(half(bytes), () => response.destroy());
}

function flood({ headers }: Answer, response: ServerResponse): void {
  response.writeHead(200, headers);
  const chunk = Buffer.alloc(megabyte, '[');
  let sent = 0;
  const pour = () => {
    while (sent < 100 && !response.destroyed) {
      sent += 1;
      if (!response.write(chunk)) {
        response.once('drain', pour);
        return;
      }
    }
    response.end();
  };
  pour();
}

function once429({ loopback }: HttpSystem) {
  let times = 0;
  loopback.deliver = (answer, response) => {
    times += 1;
    if (times > 1) return whole(answer, response);
    whole({ status: 429, headers: { 'retry-after': '1' }, body: Buffer.from('slow down') }, response);
  };
  return () => {
    loopback.deliver = whole;
  };
}

/** What was asked for lasts longer than a check: the adapter is not to be well again in a moment. */
function lastingly(breaks: HttpFault['breaks']): HttpFault['breaks'] {
  return async (system) => {
    await breaks(system);
    return null;
  };
}
