// long: one behaviour a test over one fixture.
import { expect, test } from '@jest/globals';
import type { Landing } from '../../schema/landing.js';
import { counts, deliveryOf, linesOf, now, opened, pushOf, rowsOf, type Sent, send } from './pushing.js';
import { standingStore } from './standing-store.js';

const { store, fresh } = await standingStore(() => now);

const canary = '150402199001011234';
const li = {
  ah: '（2026）内0402刑初1号',
  sfzhm: canary,
  larq: '2026-01-05',
  ay: '盗窃',
  sfyx: '1',
  gxsj: '2026-03-05 10:00:00',
};
const wang = { ...li, ah: '（2026）内0402刑初2号', ay: '诈骗' };

test('records that were pushed are read back in canonical values, and what cannot be read is put aside with its reason', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  const receipt = await send(receiver, { body: deliveryOf([li, { ay: '诈骗' }]) });
  expect(receipt).toEqual({
    ...counts,
    key: 'delivery-1',
    status: 'LANDED',
    receivedAt: now.toISOString(),
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    landed: 1,
    quarantined: 1,
    reasons: [{ position: 2, reason: 'KEY_MISSING' }],
  });
  expect(await rowsOf(cases, ['filed', 'cause'])).toEqual([
    { id: '（2026）内0402刑初1号', filed: '2026-01-05', cause: '盗窃' },
  ]);
});

test('before the first push there is no answer, which is not the same as no record', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  await expect(rowsOf(cases)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  await send(receiver, { body: deliveryOf([]) });
  expect(await rowsOf(cases)).toEqual([]);
});

test('the same delivery under the same key is answered with the same receipt and changes nothing', async () => {
  const adapter = fresh();
  const { receiver, cases } = await opened(adapter, store.landing);
  const first = await send(receiver, { body: deliveryOf([li]) });
  const again = await send(receiver, { body: deliveryOf([li]) });
  expect(again).toEqual({ ...first, status: 'ALREADY_LANDED' });
  // Also by a process that has just begun.
  const other = await opened(adapter, store.landing);
  expect(await send(other.receiver, { body: deliveryOf([li]) })).toEqual(again);
  expect(await rowsOf(cases, [])).toHaveLength(1);
});

test('another delivery under a used key is refused, and under a key of its own it supersedes', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  await send(receiver, { body: deliveryOf([li]) });
  const changed = deliveryOf([{ ...li, ay: '抢劫', gxsj: '2026-03-05 11:00:00' }]);
  await expect(send(receiver, { body: changed })).rejects.toMatchObject({ code: 'PUSH_KEY_REUSED' });
  expect(await rowsOf(cases, ['cause'])).toMatchObject([{ cause: '盗窃' }]);
  expect(await send(receiver, { key: 'delivery-2', body: changed })).toMatchObject({ ...counts, superseded: 1 });
  expect(await rowsOf(cases, ['cause'])).toMatchObject([{ cause: '抢劫' }]);
});

test('of pushes under one key at one time one lands', async () => {
  const { receiver } = await opened(fresh(), store.landing, { limits: { atOnce: 20 } });
  const bodies = Array.from({ length: 8 }, (_, n) => deliveryOf([n % 2 === 0 ? li : wang]));
  const outcomes = await Promise.all(
    bodies.map((body) =>
      send(receiver, { body }).then(
        ({ status }) => status,
        ({ code }) => String(code),
      ),
    ),
  );
  expect([...outcomes].sort()).toEqual([...repeated('ALREADY_LANDED', 3), 'LANDED', ...repeated('PUSH_KEY_REUSED', 4)]);
});

test('a record that was taken back is no longer there', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  await send(receiver, { body: deliveryOf([li, wang]) });
  await send(receiver, { key: 'delivery-2', body: deliveryOf([{ ...li, sfyx: '0', gxsj: '2026-03-06 08:00:00' }]) });
  expect(await rowsOf(cases, ['cause'])).toEqual([{ id: wang.ah, cause: '诈骗' }]);
});

test('a record that may not be shared is only counted, and what landed of it before is gone', async () => {
  const adapter = fresh();
  const { receiver, cases } = await opened(adapter, store.landing);
  await send(receiver, { body: deliveryOf([li, wang]) });
  const secretCase = { ...li, mj: '机密', ay: '间谍', gxsj: '2026-03-06 08:00:00' };
  const receipt = await send(receiver, { key: 'delivery-2', body: deliveryOf([secretCase]) });
  expect(receipt).toMatchObject({ ...counts, excluded: 1, reasons: [] });
  expect(await rowsOf(cases, ['cause'])).toEqual([{ id: wang.ah, cause: '诈骗' }]);
  const tables = ['landed_record', 'quarantined_record', 'push_receipt'];
  for (const table of tables) {
    const rows = await store.database.query({ sql: `SELECT * FROM ${table} WHERE adapter = ?`, params: [adapter] });
    expect(JSON.stringify(rows)).not.toContain('间谍');
  }
});

test('a time of update after the delivery does not win for ever', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  await send(receiver, { body: deliveryOf([{ ...li, gxsj: '2036-03-05 10:00:00' }]) });
  const later = deliveryOf([{ ...li, ay: '抢劫', gxsj: '2026-03-06 09:30:00' }], {
    producedAt: '2026-03-06T01:30:00Z',
  });
  await send(receiver, { key: 'delivery-2', body: later });
  expect(await rowsOf(cases, ['cause'])).toMatchObject([{ cause: '抢劫' }]);
});

test('columns that nothing binds are not kept, even of a record that is put aside', async () => {
  const adapter = fresh();
  const { receiver } = await opened(adapter, store.landing);
  await send(receiver, { body: deliveryOf([{ zjxx: 'unbound', ay: '盗窃' }]) });
  const sql = 'SELECT raw FROM quarantined_record WHERE adapter = ?';
  expect(await store.database.query({ sql, params: [adapter] })).toMatchObject([{ raw: '{"ay":"盗窃"}' }]);
});

test('a long delivery of lines lands whole', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  const many = Array.from({ length: 9_000 }, (_, n) => ({ ...li, ah: `（2026）内0402刑初${n + 1}号` }));
  const body = `${linesOf(many)}\n\n`;
  expect(body.length).toBeGreaterThan(1024 ** 2);
  const sent = { body, contentType: 'application/x-ndjson; charset=utf-8' };
  const pieces = async function* () {
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 50_001) yield bytes.subarray(at, at + 50_001);
  };
  const receipt = await receiver.receive({ ...pushOf(sent), body: pieces() }, new AbortController().signal);
  expect(receipt).toMatchObject({ ...counts, landed: 9_000 });
  const request = { entity: 'CourtCase', fields: [], where: { op: 'true' }, order: [], first: 1, count: true } as const;
  const { groups } = await cases.read(request, { requestId: 't', signal: new AbortController().signal });
  expect([...groups.values()][0]?.total).toBe(9_000);
});

const lines = 'application/x-ndjson';
const refusals: readonly (readonly [string, Sent, string])[] = [
  ['JSON that ends early', { body: `{"table":"case","ah":"${canary}` }, 'JSON_BROKEN in the delivery'],
  ['text that is not UTF-8', { body: Buffer.from('7b22a1a1223a317d', 'hex') }, 'TEXT_NOT_UTF8 in the delivery'],
  ['an unknown member', { body: deliveryOf([], { [canary]: 1 }) }, 'ENVELOPE_INVALID in the delivery (envelope)'],
  [
    'a time without a zone',
    { body: deliveryOf([], { producedAt: '2026-03-06T09:00:00' }) },
    'ENVELOPE_INVALID in the delivery (producedAt)',
  ],
  [
    'a time to come',
    { body: deliveryOf([], { producedAt: '2026-03-07T09:00:00Z' }) },
    'PRODUCED_IN_FUTURE in the delivery (producedAt)',
  ],
  ['a table that nothing binds', { body: deliveryOf([], { table: canary }) }, 'TABLE_UNKNOWN in the delivery (table)'],
  [
    'the table of attachments',
    { body: deliveryOf([], { table: 'attachments' }) },
    'TABLE_UNKNOWN in the delivery (table)',
  ],
  ['records that are no list', { body: deliveryOf([], { records: {} }) }, 'ENVELOPE_INVALID in the delivery (records)'],
  ['a record that is none', { body: deliveryOf([li, canary]) }, 'RECORD_NOT_OBJECT in record 2'],
  [
    'a nested value',
    { body: deliveryOf([li, { ...wang, sfzhm: { canary } }]) },
    'VALUE_NOT_SCALAR in record 2 (sfzhm)',
  ],
  [
    'a number that JSON has changed',
    { body: deliveryOf([li]).replace(`"${canary}"`, canary) },
    'NUMBER_IMPRECISE in record 1 (sfzhm)',
  ],
  ['too many records', { body: deliveryOf([li, li, li, li]) }, 'TOO_MANY_RECORDS in the delivery'],
  ['a line that is no JSON', { contentType: lines, body: `${linesOf([li])}\n${canary}x` }, 'JSON_BROKEN in record 2'],
  ['too many lines', { contentType: lines, body: linesOf([li, li, li, li]) }, 'TOO_MANY_RECORDS in the delivery'],
  [
    'a line that is too long',
    { contentType: lines, body: linesOf([{ ...li, ay: canary.repeat(100) }]) },
    'LINE_TOO_LONG in the delivery',
  ],
  ['lines without a head', { contentType: lines, body: '\n\n' }, 'JSON_BROKEN in the delivery'],
  [
    'a million levels',
    { body: `${deliveryOf([]).slice(0, -2)}${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}]}` },
    'JSON_BROKEN in the delivery',
  ],
  [
    'a record that says one thing twice',
    { body: deliveryOf([li]).replace('"sfzhm"', '"sfzhm":"1","sfzhm"') },
    'JSON_BROKEN in the delivery',
  ],
  [
    'a key with a space',
    { key: 'a key', body: deliveryOf([li]) },
    'KEY_HEADER_MISSING in the headers (idempotency-key)',
  ],
];
test.each(refusals)('%s is refused with its place, and nothing lands', async (_what, sent, words) => {
  const adapter = fresh();
  const { receiver } = await opened(adapter, store.landing, {
    limits: { records: 3, lineBytes: 1_000, documentBytes: 3_000_000 },
  });
  const size = Buffer.byteLength(sent.body as string);
  const pieces = [Buffer.from(sent.body as string)];
  const push = {
    ...pushOf(sent),
    body: (async function* () {
      yield* size > 10_000 ? pieces : pushOf(sent).body;
    })(),
  };
  const error = await receiver.receive(push, new AbortController().signal).catch((refusal: unknown) => refusal);
  expect(error).toMatchObject({ code: 'PUSH_INVALID', message: `The push was refused: ${words}` });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(canary);
  expect(await store.landing.latest(adapter)).toBeNull();
});

test('what a source says that it has is held against what the hub has, and kept of its latest word', async () => {
  const adapter = fresh();
  const { receiver } = await opened(adapter, store.landing);
  const dead = { ...wang, sfyx: '0' };
  const whole = { holds: 3, producedAt: '2026-03-06T09:00:00+08:00' };
  const receipt = await send(receiver, { body: deliveryOf([li, dead], whole) });
  expect(receipt).toMatchObject({ landed: 2, holds: { source: 3, hub: 1 } });
  expect(await send(receiver, { body: deliveryOf([li, dead], whole) })).toEqual({
    ...receipt,
    status: 'ALREADY_LANDED',
  });
  const earlier = { holds: 2, producedAt: '2026-03-05T09:00:00+08:00' };
  await send(receiver, { key: 'late', body: deliveryOf([li], earlier) });
  await expect(send(receiver, { key: 'broken', body: '{' })).rejects.toMatchObject({ code: 'PUSH_INVALID' });
  await expect(send(receiver, { body: deliveryOf([]) })).rejects.toMatchObject({ code: 'PUSH_KEY_REUSED' });
  await expect(send(receiver, { body: '{', secret: 'x'.repeat(32) })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await store.landing.pushes.tally(adapter)).toEqual({
    ...{ pushes: 2, landed: 2, superseded: 0, duplicates: 1, outdated: 0, excluded: 0, quarantined: 0 },
    refused: { PUSH_INVALID: 1, PUSH_KEY_REUSED: 1 },
    holdings: [{ table: 'case', source: 3, hub: 1, producedAt: '2026-03-06T01:00:00.000Z' }],
  });
});

test('a delivery that breaks in its last line leaves nothing of the lines before', async () => {
  const { receiver, cases } = await opened(fresh(), store.landing);
  await send(receiver, { key: 'before', body: deliveryOf([wang]) });
  const body = `${linesOf(Array.from({ length: 700 }, (_, n) => ({ ...li, ah: `a${n}` })))}\n{`;
  await expect(send(receiver, { contentType: lines, body })).rejects.toMatchObject({
    message: 'The push was refused: JSON_BROKEN in record 701',
  });
  expect(await rowsOf(cases, [])).toHaveLength(1);
  // The key is still good for what was meant.
  expect(await send(receiver, { body: deliveryOf([li]) })).toMatchObject({ status: 'LANDED', landed: 1 });
});

test('a store that does not answer keeps nothing, and the same push lands when it does', async () => {
  const adapter = fresh();
  let isDown = true;
  const failing: Landing = {
    ...store.landing,
    pushes: {
      ...store.landing.pushes,
      land: (pushed) => store.landing.pushes.land(isDown ? { ...pushed, records: breaking() } : pushed),
    },
  };
  const { receiver, cases } = await opened(adapter, failing);
  await expect(send(receiver, { body: deliveryOf([li]) })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  isDown = false;
  expect(await send(receiver, { body: deliveryOf([li]) })).toMatchObject({ status: 'LANDED', landed: 1 });
  expect(await rowsOf(cases, [])).toHaveLength(1);
});

const repeated = (word: string, times: number): readonly string[] => Array.from({ length: times }, () => word);

const breaking = () => ({
  [Symbol.asyncIterator]: () => ({
    next: () => Promise.reject(Object.assign(new Error('disk'), { code: 'SQLITE_IOERR' })),
  }),
});
