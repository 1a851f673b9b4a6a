import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { rest, soap } from '../../sdk/index.js';
import type { RawRows, SourceSetting } from '../../sdk/source.js';
import { liveBytes } from '../live-memory.js';
import { type Answered, openService, type Service } from './service.js';

const setting: SourceSetting = {
  adapter: 'a',
  clock: () => new Date('2026-11-01T10:00:00Z'),
  timeoutMs: 5_000,
  concurrency: 2,
};
const asked = { columns: ['id', 'xm'], where: { op: 'true' }, order: [], limit: 10 } as const;

interface Kind {
  readonly open: (
    url: string,
    bodyLimit?: number,
  ) => Promise<{ rows(signal: AbortSignal): Promise<RawRows>; close(): Promise<void> }>;
  /** A good answer with a record whose name is `xm`, written as it is. */
  readonly good: (xm: string) => string;
  /** An answer whose record nests so deeply. */
  readonly deep: (levels: number) => string;
}

const soapAnswer = (xm: string) =>
  '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><askResponse><out><![CDATA[' +
  `<Root><Head><Code>0</Code></Head><Body><Row><id>1</id><xm>${xm}</xm></Row></Body></Root>]]></out></askResponse></s:Body></s:Envelope>`;

const kinds = {
  rest: {
    open: async (url, bodyLimit) => {
      const page = { kind: 'page-number', number: 'no', size: 'size', largest: 100 } as const;
      const request = { method: 'GET', page, filters: { as: 'parameters' }, valuesPerCall: 10 } as const;
      const source = await rest({ baseUrl: url, request, ...(bodyLimit === undefined ? {} : { bodyLimit }) }).open(
        setting,
      );
      const table = { path: '/x', equals: [] };
      return { rows: (signal) => source.rows({ ...asked, table }, { requestId: 'r', signal }), close: source.close };
    },
    good: (xm) => `[{"id":"1","xm":"${xm}"}]`,
    deep: (levels) => `[{"id":"1","xm":${'['.repeat(levels)}${']'.repeat(levels)}}]`,
  },
  soap: {
    open: async (url, bodyLimit) => {
      const source = await soap({
        url,
        namespace: 'urn:p',
        operation: 'ask',
        caller: { element: 'Caller', fields: {} },
        success: '0',
        largestPage: 100,
        valuesPerCall: 10,
        ...(bodyLimit === undefined ? {} : { bodyLimit }),
      }).open(setting);
      const table = { service: 'X', key: 'id', equals: [] };
      return { rows: (signal) => source.rows({ ...asked, table }, { requestId: 'r', signal }), close: source.close };
    },
    good: soapAnswer,
    deep: (levels) => soapAnswer('<a>'.repeat(levels) + '</a>'.repeat(levels)),
  },
} satisfies Readonly<Record<string, Kind>>;

let service: Service;
beforeEach(async () => {
  service = await openService();
});
afterEach(() => service.close());

async function read(
  { open }: Kind,
  answer: Answered | Service['answer'],
  bodyLimit?: number,
  ms = 20_000,
): Promise<unknown> {
  service.answer = typeof answer === 'function' ? answer : () => answer;
  const source = await open(service.url, bodyLimit);
  return source
    .rows(AbortSignal.timeout(ms))
    .then(
      ({ rows }) => rows,
      (error: Error) => `${error.name} ${error.message}`,
    )
    .finally(() => source.close());
}

const mebibyte = Buffer.alloc(1024 * 1024, 0x20);

/** Sends spaces until so many bytes are out or nobody takes them; counts what was taken. */
async function pour(response: ServerResponse, bytes: number, taken: { bytes: number }): Promise<void> {
  const closed = once(response, 'close').then(() => 'closed' as const);
  response.writeHead(200);
  while (taken.bytes < bytes) {
    taken.bytes += mebibyte.length;
    if (!response.write(mebibyte) && (await Promise.race([once(response, 'drain'), closed])) === 'closed') return;
  }
  response.end();
}

for (const [name, kind] of Object.entries(kinds)) {
  const { good, deep } = kind;

  test(`${name}: a hundred megabytes are refused without being taken`, async () => {
    const taken = { bytes: 0 };
    const before = liveBytes();
    const answer = await read(
      kind,
      (_seen, response) => pour(response, 100 * mebibyte.length, taken).then(() => undefined),
      8 * mebibyte.length,
    );
    expect(answer).toBe('SourceFailure MALFORMED: UND_ERR_RES_EXCEEDED_MAX_SIZE');
    expect(taken.bytes).toBeLessThan(40 * mebibyte.length);
    expect(liveBytes() - before).toBeLessThan(8 * mebibyte.length);
  });

  test(`${name}: an answer that never ends is refused at the limit`, async () => {
    const taken = { bytes: 0 };
    const answer = await read(kind, (_seen, response) =>
      pour(response, Number.POSITIVE_INFINITY, taken).then(() => undefined),
    );
    expect(answer).toBe('SourceFailure MALFORMED: UND_ERR_RES_EXCEEDED_MAX_SIZE');
    expect(taken.bytes).toBeLessThan(100 * mebibyte.length);
  });

  test(`${name}: a million levels are refused, closed or not, and do not fill the stack`, async () => {
    const unclosed = deep(1e6).slice(0, 1e6);
    for (const body of [deep(1e6), unclosed, '['.repeat(1e6), '<a>'.repeat(1e6)])
      expect(await read(kind, { body })).toMatch(/^SourceFailure MALFORMED: [a-z]/);
  });

  test(`${name}: what is cut is refused at every place where it may be cut`, async () => {
    const whole = Buffer.from(good('王五'));
    for (let end = 0; end < whole.length; end += name === 'rest' ? 1 : 7)
      expect(await read(kind, { body: whole.subarray(0, end) })).toMatch(/^SourceFailure MALFORMED: /);
    expect(await read(kind, { body: whole })).toEqual([{ id: '1', xm: '王五' }]);
  });

  test(`${name}: a connection that is reset in the middle fails, and is not asked for ever`, async () => {
    const answer = await read(kind, (_seen, response) => {
      response.writeHead(200, { 'content-length': 1_000 });
      response.write(good('王').slice(0, 10), () => response.socket?.resetAndDestroy());
      return undefined;
    });
    expect(answer).toMatch(/^SourceFailure (REFUSED|MALFORMED): [\w]+$/);
    expect(service.seen.length).toBe(1);
  });

  test(`${name}: an answer that drips ends with the caller’s time`, async () => {
    const answer = await read(
      kind,
      (_seen, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => clearInterval(drip));
        return undefined;
      },
      undefined,
      150,
    );
    expect(answer).toBe('SourceFailure TIMEOUT: ABORTED');
  });

  test(`${name}: HTML with 200, also in GB18030, is MALFORMED`, async () => {
    const html =
      '<!DOCTYPE html><html><head><meta charset="gbk"><title>系统维护</title></head><body>维护中<br></body></html>';
    for (const body of [html, iconv.encode(html, 'gb18030'), html.replace('<!DOCTYPE html>', '')])
      expect(await read(kind, { body, headers: { 'content-type': 'text/html' } })).toMatch(
        /^SourceFailure MALFORMED: [a-zA-Z -]+$/,
      );
  });

  test(`${name}: byte order mark, GB18030 and UTF-8 are told by the bytes, whatever is declared`, async () => {
    const record = [{ id: '1', xm: '𬭎㛃王' }];
    const text = good('𬭎㛃王');
    const headers = { 'content-type': 'text/plain; charset=iso-8859-1' };
    for (const body of [text, `\ufeff${text}`, iconv.encode(text, 'gb18030')])
      expect(await read(kind, { body, headers })).toEqual(record);
  });

  test(`${name}: a NUL around the document is no text of the notation`, async () => {
    expect(await read(kind, { body: `\0${good('a')}` })).toMatch(/^SourceFailure MALFORMED: /);
    expect(await read(kind, { body: `${good('a')}\0` })).toMatch(/^SourceFailure MALFORMED: /);
  });
}

// Parsers differ in which of them counts, so the hub and whoever checks its answers might read two records.
test('two members of one name are MALFORMED wherever they stand, and one name in two objects is none', async () => {
  const refused = 'SourceFailure MALFORMED: an object has two members of one name';
  for (const body of [
    '[{"id":"1","xm":"王","xm":"李"}]',
    '[{"id":"1","xm":"王","xm":"王"}]',
    '[{"id":"1","xm":"王","\\u0078m":"李"}]',
    '[{"id":"1","xm":"王","x":{"a":1,"a":2}}]',
    '[{"id":"1","xm":"王","__proto__":1,"__proto__":2}]',
  ])
    expect(await read(kinds.rest, { body })).toBe(refused);
  for (const body of [
    '[{"id":"1","xm":"王","x":{"id":1,"xm":2},"y":[{"id":1},{"id":2}]}]',
    '[{"id":"1","xm":"王","{\\":\\"":"a:b","":0,"__proto__":1}]',
  ])
    expect(await read(kinds.rest, { body })).toEqual([{ id: '1', xm: '王' }]);
  const twice = soapAnswer('王').replace('</Row>', '<xm>李</xm></Row>');
  expect(await read(kinds.soap, { body: twice })).toBe('SourceFailure MALFORMED: an element holds no plain text');
});

// Old systems pad columns with it; codecs clean it away and say so.
test('a NUL in a value comes through as what it is, where the notation can hold it', async () => {
  const { rest: asJson, soap: asXml } = kinds;
  const value = [{ id: '1', xm: 'a\0b' }];
  expect(await read(asJson, { body: asJson.good('a\\u0000b') })).toEqual(value);
  expect(await read(asJson, { body: asJson.good('a\0b') })).toBe('SourceFailure MALFORMED: the answer is no JSON');
  expect(await read(asXml, { body: asXml.good('a\0b') })).toEqual(value);
});
