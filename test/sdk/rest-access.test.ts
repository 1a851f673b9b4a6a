import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { RestAuth, RestSettings } from '../../sdk/index.js';
import { retryAfterMs } from '../../sdk/sources/http/retry-after.js';
import { type Signing, signatureOf } from '../../sdk/sources/http/signing.js';
import { base, type Courts, failureOf, json, openCourts, page } from './courts-service.js';
import { openService, type Seen, type Service } from './service.js';

let service: Service;
const opened: Courts[] = [];
beforeEach(async () => {
  service = await openService(() => page([{ id: '1', name: '甲' }]));
});
afterEach(async () => {
  for (const { source } of opened.splice(0)) await source.close();
  await service.close();
});

async function open(settings: Partial<RestSettings> = {}, timeoutMs = 2_000) {
  const courts = await openCourts(service, settings, { timeoutMs });
  opened.push(courts);
  return courts;
}

const names = { key: 'x-app-key', timestamp: 'x-time', nonce: 'x-nonce', signature: 'x-sign' };
const signing: Signing = { key: 'hub', secret: 'canary-secret', algorithm: 'sm3', names };
const hmac = (more: Partial<Signing> = {}): RestAuth => ({ kind: 'hmac', signing: { ...signing, ...more } });

/** HMAC by its definition (RFC 2104), for digests of 64-byte blocks. */
function hmacOf(algorithm: string, secret: string, text: string): string {
  const hash = (...parts: Uint8Array[]) => createHash(algorithm).update(Buffer.concat(parts)).digest();
  const key = Buffer.concat([Buffer.from(secret), Buffer.alloc(64)]).subarray(0, 64);
  const pad = (byte: number) => key.map((each) => each ^ byte);
  return hash(pad(0x5c), hash(pad(0x36), Buffer.from(text))).toString('hex');
}

test('SM3 is the one of GB/T 32905', () => {
  const digest = createHash('sm3').update('abc').digest('hex');
  expect(digest).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});

test.each(['sha256', 'sm3'] as const)(
  'a call is signed with %s over method, path, query, time, nonce and body',
  async (algorithm) => {
    const { rows } = await open({ auth: hmac({ algorithm }) });
    await rows();
    const [seen] = service.seen;
    const header = (name: string) => String(seen?.headers[name]);
    expect([header('x-app-key'), header('x-time')]).toEqual(['hub', String(Date.parse('2026-11-01T10:00:00Z'))]);
    const body = createHash(algorithm)
      .update(seen?.body ?? '')
      .digest('hex');
    const canonical = ['POST', '/api/cases', '', header('x-time'), header('x-nonce'), body].join('\n');
    expect(header('x-sign')).toBe(hmacOf(algorithm, 'canary-secret', canonical));
  },
);

test('a query is signed in one order and one notation, whatever it was sent in', () => {
  const at = { now: new Date(7_500), nonce: 'n' };
  const sign = (path: string, more: Partial<Signing> = {}) =>
    signatureOf({ ...signing, parts: ['query'], ...more }, { method: 'GET', path, body: null }, at)['x-sign'];
  const expected = hmacOf('sm3', 'canary-secret', 'a=1&a=2&a1=%E7%8E%8B%20%2A&b=');
  expect(sign('/x?b=&a1=%E7%8E%8B+*&a=2&a=1')).toBe(expected);
  expect(sign('/x?a=1&a=2&b&a1=王%20%2a')).toBe(expected);
  expect(sign('/x?a=1&a=3&b=&a1=1')).not.toBe(expected);
});

test('what is signed, how it is written and the unit of time are the platform’s choice', () => {
  const call = { method: 'POST', path: '/a?b=1', body: '{}' } as const;
  const sent = signatureOf(
    { ...signing, algorithm: 'sha256', parts: ['key', 'timestamp', 'nonce'], encoding: 'base64', time: 's' },
    call,
    { now: new Date(7_500), nonce: 'n' },
  );
  const signature = createHmac('sha256', 'canary-secret').update('hub\n7\nn').digest('base64');
  expect(sent).toEqual({ 'x-app-key': 'hub', 'x-time': '7', 'x-nonce': 'n', 'x-sign': signature });
});

test('every sending has a nonce of its own, the second one after a refusal too', async () => {
  let calls = 0;
  service.answer = () => (++calls === 1 ? { status: 429, headers: { 'retry-after': '0' } } : page([]));
  const { rows } = await open({ auth: hmac() });
  await rows();
  await rows();
  expect(new Set(service.seen.map(({ headers }) => headers['x-nonce'])).size).toBe(3);
});

test('no header, key or token is in what a refusal says', async () => {
  const login = { path: '/login', body: { password: 'canary' }, token: 'canary' };
  const kinds: readonly RestAuth[] = [
    hmac({ key: 'canary-键' }),
    hmac(),
    { kind: 'apiKey', header: 'x-canary', key: 'canary\nx: y' },
    { kind: 'apiKey', header: 'x-canary', key: 'canary' },
    { kind: 'basic', user: 'canary', password: 'canary' },
    { kind: 'token', login },
  ];
  service.answer = (seen: Seen) =>
    seen.path === '/api/login' ? json({ code: '0000', canary: 'canary' }) : json({}, 401);
  for (const auth of kinds) {
    const failure = await failureOf((await open({ auth })).rows());
    expect(failure).toMatchObject({ name: 'SourceFailure' });
    expect(`${failure} ${JSON.stringify(failure)} ${(failure as Error).stack}`).not.toMatch(/canary|x-sign/i);
  }
});

test('401 brings one new login, for all calls that meet it', async () => {
  let [logins, valid] = [0, 1];
  service.answer = (seen) => {
    if (seen.path === '/api/login') {
      logins += 1;
      return json({ access_token: `t${logins}` });
    }
    return seen.headers['x-token'] === `t${valid}` ? page([{ id: '1', name: '甲' }]) : json({ error: 'expired' }, 401);
  };
  const login = {
    path: '/login',
    as: 'form',
    body: { user: 'hub', grant: '准' },
    token: 'access_token',
    header: { name: 'x-token', prefix: '' },
  } as const;
  const { rows } = await open({ auth: { kind: 'token', login } });
  await rows();
  valid = 2;
  const answers = await Promise.all(Array.from({ length: 5 }, () => rows()));
  expect([answers.every((answer) => answer.rows.length === 1), logins]).toEqual([true, 2]);
  expect(service.seen[0]?.body).toBe('user=hub&grant=%E5%87%86');
  valid = 0;
  expect(await failureOf(rows())).toMatchObject({ message: 'CREDENTIALS: a new token is refused' });
  expect(logins).toBe(3);
});

test('a token that ends between two pages is replaced, and no record is lost or read twice', async () => {
  let logins = 0;
  service.answer = (seen) => {
    if (seen.path === '/api/login') return json({ token: `t${++logins}` });
    const { pageNo } = JSON.parse(seen.body) as { pageNo: number };
    if (seen.headers.authorization !== `Bearer t${pageNo < 2 ? 1 : 2}`) return json({ code: '1003' });
    return page(
      [0, 1, 2].map((at) => ({ id: `${pageNo}${at}` })),
      9,
    );
  };
  const login = { path: '/login', body: {}, token: 'token', expiredCodes: ['1003'] };
  const { rows } = await open({ auth: { kind: 'token', login } });
  const ids = (await rows()).rows.map(({ id }) => id);
  expect([ids, logins]).toEqual([['10', '11', '12', '20', '21', '22', '30', '31', '32'], 2]);
});

test('Retry-After is seconds or a date, taken against the date of the answer', () => {
  const now = new Date('2026-11-01T10:00:00Z');
  const after = (value?: string, date?: string) =>
    retryAfterMs({ header: (name) => (name === 'date' ? date : value) ?? null }, now);
  expect([after('120'), after(' 0 '), after(), after('soon'), after('-1'), after('1.5e9')]).toEqual([
    120_000,
    0,
    null,
    null,
    null,
    null,
  ]);
  expect(after('Sun, 01 Nov 2026 10:00:05 GMT')).toBe(5_000);
  expect(after('Sun, 01 Nov 2026 09:00:00 GMT')).toBe(0);
  expect(after('Sun, 01 Nov 2026 03:00:05 GMT', 'Sun, 01 Nov 2026 03:00:00 GMT')).toBe(5_000);
});

const second = 'Sun, 01 Nov 2026 10:00:00 GMT';
test.each([
  ['429', { status: 429, headers: { 'retry-after': '0' } }],
  ['429 with a date', { status: 429, headers: { 'retry-after': second, date: second } }],
  ['503 with Retry-After', { status: 503, headers: { 'retry-after': '0' } }],
] as const)('%s: the call is sent again when the service says', async (_name, refusal) => {
  let calls = 0;
  service.answer = () => (++calls < 3 ? refusal : page([{ id: '1', name: '甲' }]));
  const { rows } = await open();
  expect([(await rows()).rows.length, calls]).toEqual([1, 3]);
});

test.each([
  [429, { 'retry-after': '3600' }, 'QUOTA: no call left within the time'],
  [429, { 'retry-after': 'Sun, 01 Nov 2026 12:00:00 GMT', date: second }, 'QUOTA: no call left within the time'],
  [503, { 'retry-after': '3600' }, 'OVERLOADED: no call left within the time'],
  [503, {}, 'FAILED: HTTP 503'],
] as const)('%d %j beyond the time of the read is not waited for', async (status, headers, message) => {
  service.answer = () => ({ status, headers });
  const { rows } = await open({ request: base.request });
  expect(await failureOf(rows())).toMatchObject({ message });
  expect(service.seen.length).toBe(1);
  expect(await failureOf(rows())).toMatchObject({ message });
  expect(service.seen.length).toBe(message.startsWith('FAILED') ? 2 : 1);
});
