// long: one behaviour a test over one fixture.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { RawCondition } from '../../sdk/raw.js';
import type { OpenSource, RawQuery } from '../../sdk/source.js';
import type { SoapService, SoapSettings } from '../../sdk/sources/soap/settings.js';
import { soap } from '../../sdk/sources/soap/soap.js';
import { childOf, parseXml, textOf } from '../../sdk/sources/soap/xml.js';
import { type Answered, openService, type Service } from './service.js';

const incidents: SoapService = { service: 'JQ_JBXX', key: 'JQBH', equals: ['JQBH', 'ZJHM'] };
const persons: SoapService = { service: 'QGRK', key: 'RYID', equals: ['RYID', 'GMSFHM'], needsKey: true };

const root = (rows: string, { code = '0000', total = '1' } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?><Root><Head><Code>${code}</Code><Msg>成功</Msg><Total>${total}</Total></Head><Body>${rows}</Body></Root>`;
const envelope = (out: string) =>
  '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
  `<ns1:askResponse xmlns:ns1="urn:p"><ns1:out>${out}</ns1:out></ns1:askResponse></soapenv:Body></soapenv:Envelope>`;
const gb = (text: string, status = 200): Answered => ({ status, body: iconv.encode(text, 'gb18030') });
const answerOf = (rows: string, head = {}) => gb(envelope(`<![CDATA[${root(rows, head)}]]>`));

let service: Service;
const opened: OpenSource<SoapService>[] = [];
beforeEach(async () => {
  service = await openService(() => answerOf('', { total: '0' }));
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await service.close();
});

async function open({
  origin = service.url,
  reroute = (address: string) => address,
  ...own
}: { origin?: string; reroute?: (address: string) => string } & Pick<Partial<SoapSettings>, 'quota'> = {}) {
  const statements: string[] = [];
  const source = await soap({
    url: `${origin}/services/Ask`,
    namespace: 'urn:p',
    operation: 'ask',
    caller: { element: 'Caller', fields: { callerId: 'hub', password: 'a<b&c' } },
    success: '0000',
    reasons: { 9001: 'CREDENTIALS' },
    largestPage: 3,
    valuesPerCall: 2,
    bodyLimit: 262_144,
    ...own,
  }).open({
    adapter: 'police',
    clock: () => new Date('2026-11-01T10:00:00Z'),
    timeoutMs: 2_000,
    concurrency: 4,
    reroute,
    onStatement: (statement) => statements.push(statement),
  });
  opened.push(source);
  const rows = (asked: Partial<RawQuery<SoapService>> = {}, signal = AbortSignal.timeout(5_000)) =>
    source.rows(
      { table: incidents, columns: ['JQBH', 'XM'], where: { op: 'true' }, order: [], limit: 10, ...asked },
      { requestId: 'r', signal },
    );
  return { source, rows, statements };
}

/** The parameters of a call, as the platform reads them. */
function askedIn(body: string) {
  const call = childOf(childOf(childOf(parseXml(body), 'Envelope'), 'Body'), 'ask');
  return Object.fromEntries(
    ['serviceId', 'condition', 'requiredColumns', 'page', 'pageSize'].map((name) => [name, textOf(call, name)]),
  );
}

test('a call names the caller, the service, the columns wanted and a page', async () => {
  const { rows, statements } = await open();
  await rows();
  const [seen] = service.seen;
  expect([seen?.method, seen?.path, seen?.headers.soapaction]).toEqual(['POST', '/services/Ask', '"ask"']);
  const caller = childOf(childOf(childOf(parseXml(seen?.body ?? ''), 'Envelope'), 'Header'), 'Caller');
  expect([textOf(caller, 'callerId'), textOf(caller, 'password')]).toEqual(['hub', 'a<b&c']);
  expect(askedIn(seen?.body ?? '')).toEqual({
    serviceId: 'JQ_JBXX',
    condition: null,
    requiredColumns: 'JQBH,XM',
    page: '1',
    pageSize: '3',
  });
  expect(statements).toEqual(['JQ_JBXX columns JQBH,XM page 1']);
});

test('another platform stands in at the origin that the address is rerouted to', async () => {
  const { rows } = await open({ origin: 'http://police.example', reroute: () => service.url });
  await rows();
  expect(service.seen.map(({ path }) => path)).toEqual(['/services/Ask']);
});

test('answers are read by their bytes: GB18030 with rare characters under a declaration of UTF-8, and UTF-8', async () => {
  const row = '<Row><JQBH>1</JQBH><XM>𬭎㛃·王</XM></Row>';
  service.answer = () => answerOf(row);
  const { rows } = await open();
  const expected = { rows: [{ JQBH: '1', XM: '𬭎㛃·王' }], asOf: '2026-11-01T10:00:00.000Z' };
  expect(await rows()).toEqual(expected);
  service.answer = () => ({ body: envelope(`<![CDATA[${root(row)}]]>`) });
  expect(await rows()).toEqual(expected);
});

test('values keep their spaces, empty and missing elements are null, other columns are dropped', async () => {
  service.answer = () =>
    answerOf('<Row><JQBH> 1 </JQBH><XM/><MM>x</MM></Row><Row><JQBH>a&amp;lt;b&#x738b;&#29579;</JQBH></Row><Row/>');
  const { rows } = await open();
  expect((await rows()).rows).toEqual([
    { JQBH: ' 1 ', XM: null },
    { JQBH: 'a&lt;b王王', XM: null },
    { JQBH: null, XM: null },
  ]);
});

test('a document that is escaped instead of wrapped is read too', async () => {
  const escaped = root('<Row><JQBH>1</JQBH><XM>a&amp;b</XM></Row>').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  service.answer = () => gb(envelope(escaped));
  const { rows } = await open();
  expect((await rows()).rows).toEqual([{ JQBH: '1', XM: 'a&b' }]);
});

test('conditions are said in the language of the platform', async () => {
  const { rows } = await open();
  const where: RawCondition = {
    op: 'and',
    of: [
      { op: 'in', column: 'ZJHM', values: ["O'Neil"] },
      { op: 'in', column: 'JQBH', values: ['a', 'b', 'c'] },
      { op: 'gt', column: 'JQBH', value: 'J<1', type: 'text' },
    ],
  };
  await rows({ where });
  expect(service.seen.map(({ body }) => askedIn(body).condition).sort()).toEqual([
    "ZJHM = 'O''Neil' AND JQBH = 'c' AND JQBH > 'J<1'",
    "ZJHM = 'O''Neil' AND JQBH IN ('a','b') AND JQBH > 'J<1'",
  ]);
});

test('only what can be said exactly is taken', async () => {
  const { source } = await open();
  const takes = (condition: RawCondition) => source.takes(incidents, condition);
  const isIn = (column: string, ...values: string[]): RawCondition => ({ op: 'in', column, values });
  expect(takes(isIn('JQBH', 'a', 'b'))).toBe(true);
  expect(takes(isIn('JQBH', '(a)', 'b'))).toBe(true);
  expect(takes(isIn('JQBH', 'a\0'))).toBe(false);
  expect(takes(isIn('JQBH', ' a'))).toBe(false);
  expect(takes(isIn('XM', 'a'))).toBe(false);
  expect(takes({ op: 'gt', column: 'JQBH', value: 'a', type: 'text' })).toBe(true);
  expect(takes({ op: 'gt', column: 'ZJHM', value: 'a', type: 'text' })).toBe(false);
  expect(takes({ op: 'prefix', column: 'JQBH', value: 'a' })).toBe(false);
});

test('rows of several calls come in order of the record key', async () => {
  service.answer = ({ body }) => {
    const keys = [...String(askedIn(body).condition).matchAll(/'(\w+)'/g)].map(([, key]) => key);
    return answerOf(keys.map((key) => `<Row><JQBH>${key}</JQBH></Row>`).join(''), { total: String(keys.length) });
  };
  const { rows } = await open();
  const answer = await rows({
    where: { op: 'in', column: 'JQBH', values: ['b', 'd', 'a', 'c'] },
    order: [{ column: 'JQBH', direction: 'ASC', type: 'text' }],
    limit: 3,
  });
  expect(answer.rows.map(({ JQBH }) => JQBH)).toEqual(['a', 'b', 'c']);
});

test('a register of everybody is not asked without a key', async () => {
  const { rows } = await open();
  await expect(rows({ table: persons })).rejects.toMatchObject({ code: 'BOUND_EXCEEDED' });
  expect(service.seen).toEqual([]);
  await rows({ table: persons, where: { op: 'in', column: 'GMSFHM', values: ['1'] } });
  expect(service.seen.length).toBe(1);
});

const fault =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>秘密</faultstring></s:Fault></s:Body></s:Envelope>';
const deep = `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`;
const bomb = `<!DOCTYPE r [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "&a;&a;&a;">]>`;

const answers: readonly (readonly [string, Answered, string])[] = [
  ['a maintenance page with status 200', gb('<html><head/><body>系统维护</body></html>'), 'MALFORMED'],
  ['an empty body', { body: '' }, 'MALFORMED'],
  ['bytes that are no text', { body: Buffer.from([0, 0xff, 0xfe, 0x3c, 0x80]) }, 'MALFORMED'],
  ['an envelope cut in half', gb(envelope(`<![CDATA[${root('<Row/>')}]]>`).slice(0, 260)), 'MALFORMED'],
  ['a document cut in half', gb(envelope(`<![CDATA[${root('<Row/>').slice(0, 120)}]]>`)), 'MALFORMED'],
  ['no document', gb(envelope('')), 'MALFORMED'],
  ['a document of another shape', gb(envelope('<![CDATA[<Result/>]]>')), 'MALFORMED'],
  ['a page longer than asked for', answerOf('<Row/>'.repeat(4)), 'MALFORMED'],
  ['two values of a column', answerOf('<Row><XM>a</XM><XM>b</XM></Row>'), 'MALFORMED'],
  ['a total that is no number', answerOf('', { total: '一' }), 'MALFORMED'],
  ['entities that are declared', gb(envelope(`<![CDATA[${bomb}${root('<Row><XM>&b;</XM></Row>')}]]>`)), 'MALFORMED'],
  ['a document type around the envelope', gb(bomb + envelope('')), 'MALFORMED'],
  ['twenty thousand levels', gb(envelope(deep)), 'MALFORMED'],
  ['twenty thousand levels in the document', gb(envelope(`<![CDATA[${deep}]]>`)), 'MALFORMED'],
  ['more bytes than the limit', gb(envelope(' '.repeat(300_000))), 'MALFORMED'],
  ['a fault', gb(fault, 500), 'FAILED'],
  ['a fault with status 200', gb(fault), 'FAILED'],
  ['500 without a fault', { status: 500, body: 'error' }, 'FAILED'],
  ['503', { status: 503, body: 'Service Unavailable' }, 'FAILED'],
  ['401', { status: 401 }, 'CREDENTIALS'],
  ['a business error in HTTP 200', answerOf('', { code: '9999' }), 'FAILED'],
  ['a business error that the adapter names', answerOf('', { code: '9001' }), 'CREDENTIALS'],
];
for (const [name, answered, reason] of answers) {
  test(`${name} is ${reason}`, async () => {
    service.answer = () => answered;
    const { rows } = await open();
    const failure = await rows().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'SourceFailure', reason });
    expect(String(failure)).not.toMatch(/秘密|系统维护|haha/);
  });
}

test.each([
  ['429', { status: 429, headers: { 'retry-after': '0' } }],
  ['503 with Retry-After', { status: 503, headers: { 'retry-after': '0' } }],
] as const)('%s: the call is sent again when the platform says', async (_name, refusal) => {
  service.answer = () => (service.seen.length < 3 ? refusal : answerOf('<Row><JQBH>1</JQBH></Row>'));
  const { rows } = await open();
  expect((await rows()).rows).toEqual([{ JQBH: '1', XM: null }]);
  expect(service.seen.length).toBe(3);
});

test.each([
  [429, { 'retry-after': '3600' }, 'QUOTA: no call left within the time'],
  [503, { 'retry-after': '3600' }, 'OVERLOADED: no call left within the time'],
  [503, {}, 'FAILED: HTTP 503'],
] as const)('%d %j beyond the time of the read is not waited for', async (status, headers, message) => {
  service.answer = () => ({ status, headers });
  const { rows } = await open();
  await expect(rows()).rejects.toMatchObject({ message });
  expect(service.seen.length).toBe(1);
});

test('calls that the quota leaves no turn within the time are not sent', async () => {
  const { rows } = await open({ quota: { callsPerSecond: 1 } });
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => rows().catch(({ message }: Error) => message)));
  expect(outcomes.slice(2)).toEqual(['QUOTA: no call left within the time', 'QUOTA: no call left within the time']);
  expect(service.seen.length).toBe(2);
});

test('a caller who gives up is not kept waiting', async () => {
  service.answer = () => undefined;
  const { rows } = await open();
  await expect(rows({}, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'TIMEOUT' });
});

test('whatever bytes come, a read answers rows or rejects with a failure of the source', async () => {
  const { rows } = await open();
  const [head = '', tail = ''] = envelope(`<![CDATA[${root('<Row><XM>|</XM></Row>')}]]>`).split('|');
  const bytes = fc.uint8Array({ maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.boolean(), async (inside, isWrapped) => {
      const body = isWrapped ? [Buffer.from(head), inside, Buffer.from(tail)] : [inside];
      service.answer = () => ({ body: Buffer.concat(body) });
      const outcome = await rows().catch((error: Error) => error.name);
      expect(outcome === 'SourceFailure' || typeof outcome === 'object').toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('rows come in order of the record key, and no other order is taken', async () => {
  const { source } = await open();
  const by = (column: string, direction: 'ASC' | 'DESC') => ({ column, direction, type: 'text' }) as const;
  expect([
    source.takesOrder(incidents, [by('JQBH', 'ASC')]),
    source.takesOrder(incidents, [by('JQBH', 'DESC')]),
    source.takesOrder(incidents, [by('XM', 'ASC'), by('JQBH', 'ASC')]),
    source.takesOrder(persons, [by('RYID', 'ASC')]),
    source.takesOrder(persons, [by('JQBH', 'ASC')]),
  ]).toEqual([true, false, false, true, false]);
});
