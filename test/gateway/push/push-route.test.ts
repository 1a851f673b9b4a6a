import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PushReceiver } from '../../../schema/push.js';
import type { Store } from '../../../store/open-store.js';
import { counts, deliveryOf, now, opened, type Sent, signed } from '../../sdk/pushing.js';
import type { TestDatabase } from '../../servers/databases.js';
import { backends, open } from '../../store/stores.js';
import { type Door, doors } from './doors.js';

const body = deliveryOf([{ ah: '（2026）内0402刑初1号', ay: '盗窃' }]);
const stranger = 'another-secret-that-is-just-as-long';

interface Reply {
  readonly status: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it arrived
  readonly errors: readonly any[];
}

describe.each(doors)('pushing to $form', ({ form, open: openDoor }) => {
  let database: TestDatabase;
  let store: Store;
  let door: Door;

  beforeAll(async () => {
    const [libsql] = backends;
    if (libsql === undefined) throw new Error('no database');
    database = await libsql.create();
    store = await open(database.url, { clock: () => now });
    const court = await opened('court', store.landing, { limits: { perMinute: 8 } });
    const busy: PushReceiver = (await opened('busy', store.landing, { limits: { atOnce: 0 } })).receiver;
    door = await openDoor(
      new Map([
        ['court', court.receiver],
        ['busy', busy],
      ]),
    );
  });
  afterAll(async () => {
    await door.close();
    await store.close();
    await database.drop();
  });

  const post = async (sent: Sent, at = '/push/court') => {
    const headers = Object.entries({ ...signed({ path: at, ...sent }), ...sent.headers });
    const kept = headers.filter((each): each is [string, string] => each[1] !== undefined);
    const answer = await fetch(new URL(at, door.url), {
      method: 'POST',
      headers: kept,
      body: Buffer.from(sent.body as string),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Reply };
  };

  test('the first time is answered with 201, again with 200 and the same receipt', async () => {
    const first = await post({ body });
    expect(first).toMatchObject({ status: 201, body: { ...counts, key: 'delivery-1', status: 'LANDED', landed: 1 } });
    const again = await post({ body });
    expect(again).toMatchObject({ status: 200, body: { ...first.body, status: 'ALREADY_LANDED' } });
  });

  test('a used key is answered with 409, a broken delivery with 422 and its place', async () => {
    expect(await post({ body: deliveryOf([{ ah: '2' }]) })).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'PUSH_KEY_REUSED' } }] },
    });
    expect(await post({ key: 'delivery-2', body: deliveryOf(['371422199001011234']) })).toMatchObject({
      status: 422,
      body: {
        errors: [
          { message: 'The push was refused: RECORD_NOT_OBJECT in record 1', extensions: { code: 'PUSH_INVALID' } },
        ],
      },
    });
  });

  test('a system that is not there and a sender who is not known are answered alike', async () => {
    const answers = await Promise.all([
      post({ body, secret: stranger }),
      post({ body, secret: stranger }, '/push/police'),
      post({ body }, '/push/police'),
      post({ body, headers: { authorization: undefined } }),
    ]);
    const told = answers.map(({ status, body: answer, headers }) => {
      const [{ extensions, ...error }] = answer.errors;
      const { requestId: _, ...rest } = extensions;
      return { status, error, rest, names: [...headers.keys()].sort() };
    });
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(told[0]).toMatchObject({
      status: 401,
      rest: { code: 'UNAUTHENTICATED', remedy: expect.stringContaining('sign a push') },
    });
  });

  test('who pushes too much is told when to come again', async () => {
    const answer = await post({ body }, '/push/busy');
    expect(answer).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  test('a stranger hears the refusal although a long body is still on its way', async () => {
    const long = Buffer.alloc(3 * 1024 ** 2, 'x');
    expect(await post({ body: long, secret: stranger })).toMatchObject({ status: 401 });
  });

  test('a stranger who sends without end is hung up on', async () => {
    const { hostname, port } = door.url;
    const socket = connect(Number(port), hostname);
    const head = [
      'POST /push/court HTTP/1.1',
      'host: hub',
      'content-type: application/json',
      'content-length: 99999999999',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    let sent = 0;
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    const piece = Buffer.alloc(65_536, 'x');
    await new Promise<void>((resolve) => {
      socket.on('error', () => {});
      socket.once('close', () => resolve());
      const more = () => {
        while (!socket.destroyed && socket.write(piece)) sent += piece.length;
        sent += piece.length;
      };
      socket.on('drain', more);
      more();
    });
    expect(heard).toMatch(/^HTTP\/1.1 401 /);
    // What lay in the buffers of both ends comes on top.
    expect(sent).toBeLessThan(64 * 1024 ** 2);
  });

  test('a header that is sent twice is not believed', async () => {
    const headers: [string, string][] = [...Object.entries(signed({ body })), ['authorization', 'Bearer x']];
    const { hostname, port } = door.url;
    const lines = [
      ...headers.map(([name, value]) => `${name}: ${value}`),
      'host: hub',
      'connection: close',
      `content-length: ${Buffer.byteLength(body)}`,
    ];
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    socket.end(`POST /push/court HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(heard).toMatch(/^HTTP\/1.1 401 /);
  });

  test('a process that is told to end does not wait for a sender who dawdles', async () => {
    const court = await opened('dawdling', store.landing);
    const closed = await openDoor(new Map([['court', court.receiver]]));
    const socket = connect(Number(closed.url.port), closed.url.hostname);
    const lines = Object.entries(signed({ body })).map(([name, value]) => `${name}: ${value}`);
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    const head = ['POST /push/court HTTP/1.1', 'host: hub', 'expect: 100-continue', 'content-length: 1000', ...lines];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    // The hub asks for the body, and gets a part of it.
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write('{');
    await closed.close();
    await new Promise((resolve) => (socket.closed ? resolve(null) : socket.once('close', resolve)));
    expect(heard).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 400 /);
    expect(await store.landing.latest('dawdling')).toBeNull();
  });

  test('nothing but POST is there', async () => {
    for (const path of ['/push/court', '/push/police', '/push']) {
      expect((await fetch(new URL(path, door.url))).status).toBe(404);
    }
  });

  test('the log names adapter and code of what was refused, and nothing that came with it', async () => {
    const before = door.logged.length;
    await post({ body: deliveryOf(['371422199001011234']), key: 'key-of-a-refusal' });
    await post({ body, secret: stranger }, '/push/371422199001011234');
    const lines = door.logged.slice(before).map((line) => JSON.parse(line));
    const told = lines.map(({ time: _t, requestId: _r, ...line }) => line);
    expect(told).toEqual([
      { level: 'warn', adapter: 'court', code: 'PUSH_INVALID', msg: 'push refused' },
      { level: 'warn', adapter: null, code: 'UNAUTHENTICATED', msg: 'push refused' },
    ]);
    expect(door.logged.join('')).not.toMatch(/371422199001011234|key-of-a-refusal|secret/);
  });

  test(`where nobody pushes to ${form}, nothing is there`, async () => {
    const closed = await openDoor(new Map());
    const answer = await fetch(new URL('/push/court', closed.url), { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    await closed.close();
  });
});
