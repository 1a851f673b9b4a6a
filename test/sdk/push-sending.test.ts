import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Push, PushReceiver } from '../../schema/push.js';
import { deliveryOf, now, opened, pushOf, type Sent, secret, send, signed } from './pushing.js';
import { standingStore } from './standing-store.js';

const { store, fresh } = await standingStore(() => now);

const body = deliveryOf([{ ah: '1', ay: '盗窃' }]);
const never = new AbortController().signal;
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

/** A body that says whether anybody began to read it. */
function watched(sent: Sent): { readonly push: Push; readonly isRead: () => boolean } {
  let isRead = false;
  const push = pushOf(sent);
  const pieces = push.body;
  const told = async function* () {
    isRead = true;
    yield* pieces;
  };
  return { push: { ...push, body: told() }, isRead: () => isRead };
}

async function refusalOf(receiver: PushReceiver, push: Push): Promise<unknown> {
  return receiver.receive(push, never).then(
    () => 'LANDED',
    (error: unknown) => error,
  );
}

const forged: Readonly<Record<string, Sent>> = {
  'another secret': { body, secret: 'another-secret-that-is-just-as-long' },
  'another path': { body, path: '/push/police', headers: signed({ body }) },
  'another key': { body, headers: { 'idempotency-key': 'delivery-2' } },
  'another digest of the body': { body, headers: { 'x-plumbline-digest': `sha256:${'0'.repeat(64)}` } },
  'another nonce': { body, headers: { 'x-plumbline-nonce': 'f123456789abcdef' } },
  'another time': { body, headers: { 'x-plumbline-timestamp': '1772762401' } },
  'a time six minutes ago': { body, at: minutes(-6) },
  'a time in six minutes': { body, at: minutes(6) },
  'another algorithm than agreed': { body, algorithm: 'sm3' },
  'no signature': { body, headers: { authorization: undefined } },
  'a token instead of a signature': { body, headers: { authorization: `Bearer ${secret}` } },
};

describe('a push that its sender has not signed as it came', () => {
  test.each(Object.entries(forged))('with %s is refused in the same words, and is not read', async (_what, sent) => {
    const adapter = fresh();
    const { receiver } = await opened(adapter, store.landing);
    const { push, isRead } = watched(sent);
    expect(await refusalOf(receiver, push)).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'The sender of the push is not known',
    });
    expect(isRead()).toBe(false);
    expect(await store.landing.latest(adapter)).toBeNull();
  });

  test('with another body than was signed is refused', async () => {
    const adapter = fresh();
    const { receiver } = await opened(adapter, store.landing);
    const altered = deliveryOf([{ ah: '1', ay: '诈骗' }]);
    const push = { ...pushOf({ body }), body: pushOf({ body: altered }).body };
    expect(await refusalOf(receiver, push)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await store.landing.latest(adapter)).toBeNull();
  });

  test('without a nonce, or with a digest of another kind, is refused although it is signed', async () => {
    const { receiver } = await opened(fresh(), store.landing);
    const odd = [
      { 'x-plumbline-nonce': 'short' },
      { 'x-plumbline-digest': 'md5:0' },
      { 'x-plumbline-timestamp': 'now' },
    ];
    for (const change of odd) {
      const headers: Readonly<Record<string, string>> = { ...signed({ body }), ...change };
      const told = ['timestamp', 'nonce'].map((name) => headers[`x-plumbline-${name}`]);
      const text = ['POST', '/push/court', ...told, headers['idempotency-key'], headers['x-plumbline-digest']].join(
        '\n',
      );
      const authorization = `HMAC-SHA256 ${createHmac('sha256', secret).update(text).digest('hex')}`;
      const push = pushOf({ body, headers: { ...headers, authorization } });
      expect(await refusalOf(receiver, push)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });
});

test('a push signed with SM3, four minutes ago, lands where that is agreed', async () => {
  const { receiver } = await opened(fresh(), store.landing, { credentials: [{ kind: 'hmac', secret, digest: 'sm3' }] });
  expect(await send(receiver, { body, algorithm: 'sm3', at: minutes(-4) })).toMatchObject({
    status: 'LANDED',
    landed: 1,
  });
});

test('a token lets a push in, another one does not, and while keys change both are good', async () => {
  const [old, young] = ['the-old-token-of-this-court-0001', 'the-new-token-of-this-court-0002'];
  const { receiver } = await opened(fresh(), store.landing, {
    credentials: [
      { kind: 'bearer', token: old },
      { kind: 'bearer', token: young },
    ],
  });
  const by = (token: string) => ({ body, headers: { authorization: `Bearer ${token}` } });
  expect(await send(receiver, by(old))).toMatchObject({ status: 'LANDED' });
  expect(await send(receiver, by(young))).toMatchObject({ status: 'ALREADY_LANDED' });
  const other = pushOf(by('the-new-token-of-this-court-0003'));
  expect(await refusalOf(receiver, other)).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refusalOf(receiver, pushOf({ body, headers: { authorization: undefined } }))).toMatchObject({
    code: 'UNAUTHENTICATED',
  });
});

test('an adapter does not open without a credential, or with one that can be guessed', async () => {
  await expect(opened(fresh(), store.landing, { credentials: [] })).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  const short = { credentials: [{ kind: 'bearer', token: 'guessable' }] } as const;
  const error = await opened(fresh(), store.landing, short).catch((refusal: unknown) => refusal);
  expect(error).toMatchObject({ code: 'ADAPTER_INVALID' });
  expect(String(error)).not.toContain('guessable');
});

const forms: Readonly<Record<string, string | undefined>> = {
  'another form': 'text/csv',
  'no form': undefined,
  'another charset': 'application/json; charset=gbk',
  'parts without a boundary': 'multipart/form-data',
};
test.each(Object.entries(forms))('a body in %s is not read', async (_what, contentType) => {
  const { receiver } = await opened(fresh(), store.landing);
  const { push, isRead } = watched({ body, headers: { 'content-type': contentType } });
  expect(await refusalOf(receiver, push)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  expect(isRead()).toBe(false);
});

test('a compressed body is not read', async () => {
  const { receiver } = await opened(fresh(), store.landing);
  const { push, isRead } = watched({ body, headers: { 'content-encoding': 'gzip' } });
  expect(await refusalOf(receiver, push)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  expect(isRead()).toBe(false);
});

test('a body that says it is too long is not read, and one that is too long is read no further', async () => {
  const { receiver } = await opened(fresh(), store.landing, { limits: { bodyBytes: 2 * 1024 ** 2 } });
  const announced = watched({ body, headers: { 'content-length': '3000000' } });
  expect(await refusalOf(receiver, announced.push)).toMatchObject({ code: 'BODY_TOO_LARGE' });
  expect(announced.isRead()).toBe(false);
  let given = 0;
  const endless = async function* () {
    for (;;) {
      given += 65_536;
      yield randomBytes(65_536);
    }
  };
  expect(await refusalOf(receiver, { ...pushOf({ body }), body: endless() })).toMatchObject({ code: 'BODY_TOO_LARGE' });
  expect(given).toBeLessThanOrEqual(2 * 1024 ** 2 + 2 * 65_536);
});

/** Gives one piece and no more. */
function stalled(): AsyncIterable<Uint8Array> {
  let isFirst = true;
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        if (!isFirst) return new Promise(() => {});
        isFirst = false;
        return Promise.resolve({ value: Buffer.from('{'), done: false });
      },
    }),
  };
}

test('a sender that stops sending is not waited for without end', async () => {
  const { receiver } = await opened(fresh(), store.landing, { limits: { receiveMs: 1 } });
  const push = { ...pushOf({ body }), body: stalled() };
  expect(await refusalOf(receiver, push)).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
});

test('a sender that has gone leaves nothing', async () => {
  const adapter = fresh();
  const { receiver } = await opened(adapter, store.landing);
  const gone = new AbortController();
  const refusal = receiver.receive({ ...pushOf({ body }), body: stalled() }, gone.signal);
  gone.abort();
  await expect(refusal).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await store.landing.latest(adapter)).toBeNull();
});

test('more pushes at once or in a minute than agreed are asked to come later, and only known senders are told', async () => {
  const { receiver } = await opened(fresh(), store.landing, { limits: { atOnce: 1, perMinute: 3 } });
  const first = new AbortController();
  const underWay = receiver.receive({ ...pushOf({ body }), body: stalled() }, first.signal);
  expect(await refusalOf(receiver, pushOf({ body }))).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfterS: 1 });
  first.abort();
  await expect(underWay).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await send(receiver, { body })).toMatchObject({ status: 'LANDED' });
  expect(await send(receiver, { body })).toMatchObject({ status: 'ALREADY_LANDED' });
  expect(await refusalOf(receiver, pushOf({ body }))).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfterS: 20 });
  const stranger = pushOf({ body, secret: 'another-secret-that-is-just-as-long' });
  expect(await refusalOf(receiver, stranger)).toMatchObject({ code: 'UNAUTHENTICATED' });
});
