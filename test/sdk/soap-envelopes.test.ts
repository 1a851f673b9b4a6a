import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import type { SoapSettings } from '../../sdk/index.js';
import type { OpenSource } from '../../sdk/source.js';
import type { SoapService } from '../../sdk/sources/soap/settings.js';
import { soap } from '../../sdk/sources/soap/soap.js';
import { childOf, isElement, parseXml, textOf } from '../../sdk/sources/soap/xml.js';
import { failureOf } from './courts-service.js';
import { openService, type Service } from './service.js';

const root = '<Root><Head><Code>0</Code><Total>1</Total></Head><Body><Row><id>1</id><xm>王</xm></Row></Body></Root>';
const envelope = (body: string, namespace = 'http://schemas.xmlsoap.org/soap/envelope/') =>
  `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="${namespace}"><e:Header/><e:Body>${body}</e:Body></e:Envelope>`;
const returned = (document: string) => envelope(`<askResponse xmlns="urn:p"><out>${document}</out></askResponse>`);

let service: Service;
const opened: OpenSource<SoapService>[] = [];
beforeEach(async () => {
  service = await openService(() => ({ body: returned(`<![CDATA[${root}]]>`) }));
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await service.close();
});

async function read(settings: Partial<SoapSettings> = {}) {
  const source = await soap({
    url: `${service.url}/ask`,
    namespace: 'urn:p',
    operation: 'ask',
    caller: { element: 'Caller', fields: { id: 'hub' } },
    success: '0',
    largestPage: 9,
    valuesPerCall: 9,
    ...settings,
  }).open({ adapter: 'police', clock: () => new Date(7_500), timeoutMs: 2_000, concurrency: 1 });
  opened.push(source);
  const asked = { table: { service: 'X', key: 'id', equals: [] }, columns: ['id', 'xm'] } as const;
  const query = { ...asked, where: { op: 'true' }, order: [], limit: 5 } as const;
  return source.rows(query, { requestId: 'r', signal: AbortSignal.timeout(5_000) });
}

const rows = [{ id: '1', xm: '王' }];

test('version and action are the platform’s choice', async () => {
  await read();
  await read({ version: '1.2', action: 'urn:p/Ask' });
  const [first, second] = service.seen;
  expect([first?.headers['content-type'], first?.headers.soapaction]).toEqual(['text/xml; charset=utf-8', '"ask"']);
  expect(first?.body).toContain('xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"');
  const type = 'application/soap+xml; charset=utf-8; action="urn:p/Ask"';
  expect([second?.headers['content-type'], second?.headers.soapaction]).toEqual([type, undefined]);
  expect(second?.body).toContain('xmlns:s="http://www.w3.org/2003/05/soap-envelope"');
});

test('a document may come in CDATA, escaped, or as elements of the envelope', async () => {
  const escaped = root.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  for (const document of [`<![CDATA[${root}]]>`, ` <![CDATA[ ${root} ]]> `, escaped, root]) {
    service.answer = () => ({ body: returned(document) });
    expect((await read()).rows).toEqual(rows);
  }
  service.answer = () => ({ body: envelope(`<askResponse>${root}</askResponse>`) });
  expect((await read()).rows).toEqual(rows);
});

test.each(['sm3', 'sha256'] as const)(
  'a call is signed with %s in the header, over what the operation is asked',
  async (algorithm) => {
    const names = { key: 'appId', timestamp: 'time', nonce: 'nonce', signature: 'sign' };
    const signing = {
      key: 'hub',
      secret: 'canary',
      algorithm,
      names,
      parts: ['key', 'timestamp', 'nonce', 'body'],
    } as const;
    expect((await read({ signing })).rows).toEqual(rows);
    const sent = service.seen[0]?.body ?? '';
    const caller = childOf(childOf(childOf(parseXml(sent), 'Envelope'), 'Header'), 'Caller');
    const [nonce, sign] = [textOf(caller, 'nonce'), textOf(caller, 'sign')];
    expect([textOf(caller, 'id'), textOf(caller, 'appId'), textOf(caller, 'time')]).toEqual(['hub', 'hub', '7500']);
    const operation = /<p:ask .*<\/p:ask>/.exec(sent)?.[0] ?? '';
    expect(operation).toContain('<p:ask xmlns:p="urn:p"><p:serviceId>X</p:serviceId>');
    const canonical = ['hub', '7500', nonce, createHash(algorithm).update(operation).digest('hex')].join('\n');
    expect(sign).toBe(createHmac(algorithm, 'canary').update(canonical).digest('hex'));
    expect(sent).not.toContain('canary');
  },
);

const fault11 = (code: string) =>
  envelope(`<e:Fault><faultcode>${code}</faultcode><faultstring>canary 秘密</faultstring></e:Fault>`);
const fault12 = (code: string, sub: string) =>
  envelope(
    `<e:Fault><e:Code><e:Value>${code}</e:Value><e:Subcode><e:Value>${sub}</e:Value></e:Subcode></e:Code><e:Reason><e:Text>canary</e:Text></e:Reason></e:Fault>`,
    'http://www.w3.org/2003/05/soap-envelope',
  );

test.each([
  [500, fault11('e:Server'), 'FAILED: fault e:Server'],
  [500, fault11('wsse:FailedAuthentication'), 'CREDENTIALS: fault wsse:FailedAuthentication'],
  [200, fault11('Quota'), 'QUOTA: fault Quota'],
  [500, fault11('e:Server.Busy'), 'OVERLOADED: fault e:Server.Busy'],
  [400, fault12('e:Sender', 'p:Quota'), 'QUOTA: fault p:Quota'],
  [400, fault12('e:Sender', 'p:Other'), 'FAILED: fault p:Other'],
  [500, fault11('秘密 canary'), 'FAILED: fault unknown'],
  [400, 'Bad Request', 'FAILED: HTTP 400'],
] as const)('%d with %s is told by its code alone', async (status, body, message) => {
  service.answer = () => ({ status, body });
  const failure = await failureOf(read({ faults: { Quota: 'QUOTA', 'Server.Busy': 'OVERLOADED' } }));
  expect(failure).toMatchObject({ name: 'SourceFailure', message });
});

test('a document reads the same whether it is plain or not', () => {
  const text = fc.string({ unit: fc.constantFrom('王', ' ', '\n', '>', '&lt;', '&#20116;', '"', 'a'), maxLength: 6 });
  const row = fc.record({ XM: text, ZJHM: text, BZ: text }, { requiredKeys: [] });
  const written = fc.array(row, { maxLength: 4 }).map((rows) => {
    const told = rows.map((each) => Object.entries(each).map(([name, value]) => `<${name}>${value}</${name}>`));
    return `<Root><Head><Code>0000</Code><Msg/></Head><Body>${told.map((each) => `<Row>\n${each.join('')}</Row>`).join('')}</Body></Root>`;
  });
  const seen = (document: string) => {
    const root = childOf(parseXml(document), 'Root');
    const rows = (childOf(root, 'Body')?.Row ?? []) as readonly unknown[];
    const values = rows.map((each) =>
      isElement(each) ? ['XM', 'ZJHM', 'BZ'].map((name) => textOf(each, name)) : null,
    );
    return [textOf(childOf(root, 'Head'), 'Code'), textOf(childOf(root, 'Head'), 'Msg'), values];
  };
  fc.assert(
    fc.property(written, (document) => {
      expect(seen(document)).toEqual(seen(`${document}<!-- not plain -->`));
    }),
  );
});

test.each([
  ['<a><b></a></b>', 'tags that cross'],
  ['<a>1 & 2</a>', 'an ampersand alone'],
  ['<a></a><b></b>', 'two roots'],
  ['<a>', 'an end that is missing'],
])('%s is malformed for %s', (document) => {
  expect(() => parseXml(document)).toThrow('the answer');
});
