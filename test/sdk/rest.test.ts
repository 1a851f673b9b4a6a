// long: one behaviour a test over one server.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { RawCondition } from '../../sdk/raw.js';
import type { OpenSource } from '../../sdk/source.js';
import { rest } from '../../sdk/sources/rest/rest.js';
import type { RestResource, RestSettings } from '../../sdk/sources/rest/settings.js';
import { base, bodyOf, cases, isIn, json, openCourts, page } from './courts-service.js';
import { type Answered, openService, type Service } from './service.js';

let service: Service;
const opened: OpenSource<RestResource>[] = [];
beforeEach(async () => {
  service = await openService(() => page([]));
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await service.close();
});

async function open(settings: Partial<RestSettings> = {}, timeoutMs = 2_000) {
  const courts = await openCourts(service, settings, { timeoutMs });
  opened.push(courts.source);
  return courts;
}

test('a read asks for the columns wanted, and keeps no other', async () => {
  service.answer = () => page([{ id: '1', name: '甲', secret: 'x' }]);
  const { rows, statements } = await open();
  expect(await rows()).toEqual({ rows: [{ id: '1', name: '甲' }], asOf: '2026-11-01T10:00:00.000Z' });
  expect(service.seen.map((seen) => [seen.method, seen.path, bodyOf(seen)])).toEqual([
    ['POST', '/api/cases', { pageNo: 1, pageSize: 3, fields: 'id,name' }],
  ]);
  expect(statements).toEqual(['POST /cases fields id,name page 1']);
});

test('another system stands in at the origin that the address is rerouted to', async () => {
  const seen: string[] = [];
  const setting = { adapter: 'courts', clock: () => new Date(0), timeoutMs: 2_000, concurrency: 1 };
  const reroute = (origin: string) => {
    seen.push(origin);
    return service.url;
  };
  const source = await rest({ baseUrl: 'http://courts.example:8080/api', ...base }).open({ ...setting, reroute });
  opened.push(source);
  const asked = { table: cases, columns: ['id'], where: { op: 'true' }, order: [], limit: 1 } as const;
  await source.rows(asked, { requestId: 'r', signal: AbortSignal.timeout(5_000) });
  expect([seen, service.seen.map(({ path }) => path)]).toEqual([['http://courts.example:8080'], ['/api/cases']]);
});

test('pages are read until the limit, and not beyond', async () => {
  const all = Array.from({ length: 8 }, (_, at) => ({ id: String(at), name: null }));
  service.answer = (seen) => {
    const { pageNo, pageSize } = bodyOf(seen) as { pageNo: number; pageSize: number };
    return page(all.slice((pageNo - 1) * pageSize, pageNo * pageSize), all.length);
  };
  const { rows } = await open();
  const calls = async (limit: number) => {
    service.seen.length = 0;
    const answer = await rows({ limit });
    return { ids: answer.rows.map(({ id }) => id).join(''), calls: service.seen.length };
  };
  expect(await calls(2)).toEqual({ ids: '01', calls: 1 });
  expect(await calls(3)).toEqual({ ids: '012', calls: 1 });
  expect(await calls(7)).toEqual({ ids: '0123456', calls: 3 });
  expect(await calls(100)).toEqual({ ids: '01234567', calls: 3 });
});

test('without a total, pages are followed until one is short', async () => {
  const all = Array.from({ length: 7 }, (_, at) => ({ id: String(at), name: null }));
  service.answer = (seen) => {
    const { pageNo } = bodyOf(seen) as { pageNo: number };
    return json({ code: '0000', data: { rows: all.slice((pageNo - 1) * 3, pageNo * 3) } });
  };
  const { rows } = await open();
  expect((await rows()).rows.length).toBe(7);
  expect(service.seen.length).toBe(3);
});

test('values go into the filter; more than a call takes become several calls', async () => {
  const { rows } = await open();
  await rows({ where: isIn('idNo', 'a', 'b', 'c') });
  expect(service.seen.map((seen) => bodyOf(seen).filters).sort()).toEqual([{ idNo: ['a', 'b'] }, { idNo: ['c'] }]);
});

test('two conditions on a column meet; nothing is asked when nothing can pass', async () => {
  const { rows } = await open();
  const where = (right: RawCondition): RawCondition => ({ op: 'and', of: [isIn('idNo', 'a', 'b'), right] });
  await rows({ where: where(isIn('idNo', 'b', 'c')) });
  expect(service.seen.map((seen) => bodyOf(seen).filters)).toEqual([{ idNo: ['b'] }]);
  expect(await rows({ where: where(isIn('idNo', 'd')) })).toEqual({ rows: [], asOf: null });
  expect(await rows({ where: isIn('id') })).toEqual({ rows: [], asOf: null });
  expect(service.seen.length).toBe(1);
});

test('limits of a column become parameters, the narrowest of each end', async () => {
  const { rows } = await open();
  const limit = (op: 'ge' | 'le', value: number): RawCondition => ({ op, column: 'at', value, type: 'number' });
  await rows({ where: { op: 'and', of: [limit('ge', 5), limit('ge', 30), limit('le', 100), limit('le', 9)] } });
  expect(bodyOf(service.seen[0])).toEqual({ pageNo: 1, pageSize: 3, fields: 'id,name', since: 30, until: 9 });
});

test('only what the service can apply exactly is taken', async () => {
  const { source } = await open();
  const takes = (condition: RawCondition) => source.takes(cases, condition);
  expect(takes(isIn('id', 'a,b'))).toBe(true);
  expect(takes({ op: 'and', of: [isIn('id', 'a'), isIn('idNo', 'b')] })).toBe(true);
  expect(takes(isIn('name', 'a'))).toBe(false);
  expect(takes({ op: 'or', of: [isIn('id', 'a'), isIn('idNo', 'b')] })).toBe(true);
  expect(takes({ op: 'or', of: [isIn('id', 'a'), isIn('name', 'b')] })).toBe(false);
  expect(takes({ op: 'notIn', column: 'id', values: ['a'] })).toBe(false);
  expect(takes({ op: 'gt', column: 'at', value: 1, type: 'number' })).toBe(false);
  expect(takes({ op: 'isNull', column: 'id', value: true })).toBe(false);
});

test('a service with plain parameters gets values joined by commas, in the query of a GET', async () => {
  const { rows, source } = await open({ request: { ...base.request, method: 'GET', filters: { as: 'parameters' } } });
  await rows({ where: isIn('idNo', '甲', 'b') });
  expect(service.seen.map(({ method, query }) => [method, Object.fromEntries(query)])).toEqual([
    ['GET', { pageNo: '1', pageSize: '3', fields: 'id,name', idNo: '甲,b' }],
  ]);
  expect(source.takes(cases, isIn('id', 'a,b'))).toBe(false);
  expect(source.takes(cases, isIn('id', ''))).toBe(false);
});

test('keys and passwords travel in the headers', async () => {
  const key = await open({ auth: { kind: 'apiKey', header: 'X-Api-Key', key: 'k' } });
  await key.rows();
  const basic = await open({ auth: { kind: 'basic', user: 'hub', password: '准绳' } });
  await basic.rows();
  expect(service.seen[0]?.headers['x-api-key']).toBe('k');
  expect(service.seen[1]?.headers.authorization).toBe(`Basic ${Buffer.from('hub:准绳').toString('base64')}`);
});

const login = {
  path: '/login',
  body: { user: 'hub', password: 'secret' },
  token: 'data.token',
  expiresIn: 'data.life',
  expiredCodes: ['1003'],
} as const;

/** Gives out t1, t2 …; answers 1003 to every token but the latest. */
function tokenDesk({ life = 7200, refuses = false } = {}) {
  const desk = { logins: 0, refuses };
  service.answer = (seen) => {
    if (seen.path === '/api/login') {
      desk.logins += 1;
      return json({ code: '0000', data: { token: `t${desk.logins}`, life } });
    }
    const isGood = !desk.refuses && seen.headers.authorization === `Bearer t${desk.logins}`;
    return isGood ? page([{ id: '1', name: '甲' }]) : json({ code: '1003', data: null });
  };
  return desk;
}

test('reads at the same time share one login', async () => {
  const desk = tokenDesk();
  const { rows } = await open({ auth: { kind: 'token', login } });
  await Promise.all(Array.from({ length: 10 }, () => rows()));
  await rows();
  expect(desk.logins).toBe(1);
});

test('a token that is over is replaced once, by one login for all', async () => {
  const desk = tokenDesk();
  const { rows } = await open({ auth: { kind: 'token', login } });
  await rows();
  desk.logins += 5;
  const answers = await Promise.all(Array.from({ length: 6 }, () => rows()));
  expect(answers.every((answer) => answer.rows.length === 1)).toBe(true);
  expect(service.seen.filter(({ path }) => path === '/api/login').length).toBe(2);
});

test('a service that refuses a new token is CREDENTIALS, and a wrong password too', async () => {
  tokenDesk({ refuses: true });
  const { rows } = await open({ auth: { kind: 'token', login } });
  await expect(rows()).rejects.toMatchObject({ name: 'SourceFailure', reason: 'CREDENTIALS' });
  expect(service.seen.filter(({ path }) => path === '/api/login').length).toBe(2);
  service.answer = () => json({ code: '1001', data: null });
  const other = await open({ auth: { kind: 'token', login } });
  await expect(other.rows()).rejects.toMatchObject({ reason: 'CREDENTIALS' });
});

test('a login that hangs does not hold a caller who gave up, and the next read logs in anew', async () => {
  service.answer = () => undefined;
  const { rows } = await open({ auth: { kind: 'token', login } }, 300);
  await expect(rows({}, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'TIMEOUT' });
  await expect(rows()).rejects.toMatchObject({ reason: 'TIMEOUT' });
  tokenDesk();
  expect((await rows()).rows.length).toBe(1);
});

const answers: readonly (readonly [string, Answered, string])[] = [
  [
    'a maintenance page with status 200',
    { body: '<html>系统维护</html>', headers: { 'content-type': 'text/html' } },
    'MALFORMED',
  ],
  ['an empty body', { body: '' }, 'MALFORMED'],
  ['a body cut in half', { body: '{"code":"0000","data":{"total":1,"rows":[{"id"' }, 'MALFORMED'],
  ['no envelope', json([1, 2]), 'MALFORMED'],
  ['no rows', json({ code: '0000', data: null }), 'MALFORMED'],
  ['rows that are no list', json({ code: '0000', data: { total: 1, rows: 'x' } }), 'MALFORMED'],
  ['records that are no objects', json({ code: '0000', data: { total: 1, rows: [7] } }), 'MALFORMED'],
  ['a total that is no number', json({ code: '0000', data: { total: 'many', rows: [] } }), 'MALFORMED'],
  ['a page longer than asked for', page(Array.from({ length: 4 }, () => ({ id: '1' }))), 'MALFORMED'],
  ['thirty thousand levels', { body: `${'['.repeat(3e4)}${']'.repeat(3e4)}` }, 'MALFORMED'],
  ['more bytes than the limit', { body: ' '.repeat(70_000) }, 'MALFORMED'],
  ['401', json({}, 401), 'CREDENTIALS'],
  ['403', json({}, 403), 'CREDENTIALS'],
  ['404', json({}, 404), 'FAILED'],
  ['500', json({}, 500), 'FAILED'],
  ['503 with text', { status: 503, body: 'Service Unavailable' }, 'FAILED'],
  ['a redirect', { status: 302, headers: { location: '/login.html' } }, 'FAILED'],
  ['a code of its own', json({ code: '9999', msg: '含有内部信息', data: null }), 'FAILED'],
  ['a code that the adapter names', json({ code: '1001', data: null }), 'CREDENTIALS'],
];
for (const [name, answered, reason] of answers) {
  test(`${name} is ${reason}`, async () => {
    service.answer = () => answered;
    const { rows } = await open({ bodyLimit: 65_536 });
    const failure = await rows().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'SourceFailure', reason });
    expect(String(failure)).not.toMatch(/内部|html|levels of/);
  });
}

test('strange values come through as they are; what nests is no value', async () => {
  const strange = { id: 7, name: { deep: [[1]] } };
  service.answer = () => page([strange, { id: true, name: ['a', 1, null] }, { id: '__proto__' }]);
  const { rows } = await open();
  expect((await rows()).rows).toEqual([
    { id: 7, name: {} },
    { id: true, name: ['a', 1, null] },
    { id: '__proto__', name: null },
  ]);
});

test('a byte order mark and GB18030 are read by the bytes', async () => {
  const text = JSON.stringify({ code: '0000', data: { total: 1, rows: [{ id: '1', name: '王' }] } });
  service.answer = () => ({ body: `\ufeff${text}` });
  const { rows } = await open();
  expect((await rows()).rows).toEqual([{ id: '1', name: '王' }]);
  const [head = '', tail = ''] = text.split('王');
  service.answer = () => ({ body: Buffer.concat([Buffer.from(head), Buffer.from([0xcd, 0xf5]), Buffer.from(tail)]) });
  expect((await rows()).rows).toEqual([{ id: '1', name: '王' }]);
});

test('a refused call waits as long as it is told, within the time of the read', async () => {
  let calls = 0;
  service.answer = () => {
    calls += 1;
    return calls === 1 ? { status: 429, headers: { 'retry-after': '1' } } : page([]);
  };
  const { rows } = await open();
  expect((await rows()).rows).toEqual([]);
  expect(calls).toBe(2);
});

test('a quota that does not open within the time of the read is QUOTA', async () => {
  service.answer = () => ({ status: 429, headers: { 'retry-after': '60' } });
  const { rows } = await open();
  await expect(rows()).rejects.toMatchObject({ reason: 'QUOTA' });
  expect(service.seen.length).toBe(1);
});

test('a call whose caller does not wait for its turn is not sent', async () => {
  service.answer = () => page([]);
  const { rows } = await open({ quota: { callsPerSecond: 1 } });
  const first = rows();
  const hasty = [1, 2].map(() => rows({}, AbortSignal.timeout(50)).catch(({ reason }) => reason));
  expect([(await first).rows, ...(await Promise.all(hasty))]).toEqual([[], 'QUOTA', 'QUOTA']);
  expect(service.seen.length).toBe(1);
});

test('a caller who gives up ends the call at the service', async () => {
  let ended = () => {};
  const closed = new Promise<void>((resolve) => {
    ended = resolve;
  });
  service.answer = (_seen, response) => {
    response.on('close', ended);
    return undefined;
  };
  const { rows } = await open();
  await expect(rows({}, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'TIMEOUT' });
  await closed;
});

test('a port where nobody listens is REFUSED; a connection reset in the middle fails', async () => {
  const { rows } = await open();
  await service.close();
  await expect(rows()).rejects.toMatchObject({ reason: 'REFUSED' });
  service = await openService((_seen, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"code"', () => response.destroy());
    return undefined;
  });
  const other = await open();
  await expect(other.rows()).rejects.toMatchObject({ name: 'SourceFailure' });
});

test('a service that is a copy says how old it is', async () => {
  service.answer = () => json({ code: '0000', synced: '2026-10-31T02:00:00+08:00', data: { rows: [] } });
  const { rows } = await open({ envelope: { ...base.envelope, asOf: 'synced' } });
  expect((await rows()).asOf).toBe('2026-10-31T02:00:00+08:00');
});
