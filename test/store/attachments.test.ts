import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeliveredAttachment, LandingRecord, PushedBatch, PushLanding } from '../../schema/landing.js';
import type { Store } from '../../store/open-store.js';
import { judgment, judgmentPart, li, wang, withFiles } from '../sdk/push-files.js';
import { counts, opened, png, rowsOf, send } from '../sdk/pushing.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, now, open } from './stores.js';

function record(key: string, version = 'v1'): LandingRecord {
  return { entity: 'CourtCase', key, values: { version }, flags: {}, index: [], hash: `${key}-${version}` };
}

/** A file of some bytes, given in pieces of an odd size. */
function file(key: string, name: string, bytes: Buffer): DeliveredAttachment {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const read = async function* () {
    for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
  };
  return {
    entity: 'CourtCase',
    key,
    name,
    digest,
    content: { mediaType: 'application/pdf', size: bytes.length, read },
  };
}

describe.each(backends)('attachments on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let pushes: PushLanding;
  let adapters = 0;
  const fresh = () => `court-${++adapters}`;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    if (store.landing.pushes === undefined) throw new Error('no pushes');
    pushes = store.landing.pushes;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  let day = 0;
  const push = (
    adapter: string,
    records: readonly LandingRecord[],
    attachments: readonly DeliveredAttachment[],
  ): PushedBatch => {
    day += 1;
    const producedAt = new Date(Date.UTC(2026, 1, 1, 0, day)).toISOString();
    return { adapter, name: `push-${day}`, digest: `sha256:${day}`, producedAt, records, attachments, readings: 1 };
  };

  /** The bytes of every content, put together. */
  const contents = async (adapter: string) => {
    const sql = 'SELECT digest, bytes FROM attachment_piece WHERE adapter = ? ORDER BY digest, position';
    const rows = await store.database.query({ sql, params: [adapter] });
    const found = new Map<string, Buffer>();
    for (const { digest, bytes } of rows) {
      const before = found.get(String(digest)) ?? Buffer.alloc(0);
      found.set(String(digest), Buffer.concat([before, Buffer.from(bytes as ArrayBuffer)]));
    }
    return found;
  };
  const labels = async (adapter: string) => {
    const sql = 'SELECT record_key, name FROM landed_attachment WHERE adapter = ? ORDER BY record_key, name';
    return (await store.database.query({ sql, params: [adapter] })).map((row) => `${row.record_key}/${row.name}`);
  };

  test('every byte of a long file is kept', async () => {
    const adapter = fresh();
    const bytes = Buffer.from(Array.from({ length: 1_300_000 }, (_, at) => (at * 31) % 256));
    const receipt = await pushes.land(push(adapter, [record('k')], [file('k', 'long.pdf', bytes)]));
    expect(receipt).toMatchObject({
      ...counts,
      status: 'LANDED',
      landed: 1,
      attachments: 1,
      receivedAt: now().toISOString(),
    });
    const kept = await contents(adapter);
    expect([...kept.values()].map((each) => each.equals(bytes))).toEqual([true]);
  });

  test('a push sent again is answered from the book, and changes nothing', async () => {
    const adapter = fresh();
    const pushed = push(adapter, [record('k')], [file('k', 'a.pdf', Buffer.from('a'))]);
    const receipt = await pushes.land(pushed);
    const again = { ...pushed, records: [record('other')] };
    expect(await pushes.land(again)).toEqual({ ...receipt, status: 'ALREADY_LANDED' });
    expect(await pushes.receipt(pushed)).toEqual({ ...receipt, status: 'ALREADY_LANDED' });
    expect(await labels(adapter)).toEqual(['k/a.pdf']);
    const other = { ...pushed, digest: 'sha256:other' };
    await expect(pushes.land(other)).rejects.toMatchObject({ code: 'PUSH_KEY_REUSED' });
    await expect(pushes.receipt(other)).rejects.toMatchObject({ code: 'PUSH_KEY_REUSED' });
    expect(await pushes.receipt({ ...pushed, name: 'unknown' })).toBeNull();
  });

  test('files follow the versions of their records, and bytes that none has are dropped', async () => {
    const adapter = fresh();
    const [a, b] = [Buffer.from('a'), Buffer.from('b')];
    await pushes.land(
      push(adapter, [record('k'), record('l')], [file('k', 'a', a), file('k', 'b', b), file('l', 'a', a)]),
    );
    await pushes.land(push(adapter, [record('k', 'v2')], [{ ...file('k', 'c', b), content: null }]));
    expect(await labels(adapter)).toEqual(['k/c', 'l/a']);
    expect((await contents(adapter)).size).toBe(2);
    await pushes.land(push(adapter, [record('k', 'v3'), record('l')], []));
    expect(await labels(adapter)).toEqual([]);
    expect((await contents(adapter)).size).toBe(0);
  });

  test('another adapter’s bytes are not there by their digest', async () => {
    await pushes.land(push(fresh(), [record('k')], [file('k', 'a', Buffer.from('shared'))]));
    const named = { ...file('k', 'a', Buffer.from('shared')), content: null };
    await expect(pushes.land(push(fresh(), [record('k')], [named]))).rejects.toMatchObject({ code: 'PUSH_INVALID' });
  });

  test('when the last file fails, neither records nor files nor a receipt are there', async () => {
    const adapter = fresh();
    const broken = file('l', 'b', Buffer.from('b'));
    const read = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new TypeError('gone')) }) });
    const content = { mediaType: 'application/pdf', size: 1, read };
    const pushed = push(
      adapter,
      [record('k'), record('l')],
      [file('k', 'a', Buffer.from('a')), { ...broken, content }],
    );
    await expect(pushes.land(pushed)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect([await labels(adapter), (await contents(adapter)).size, await store.landing.latest(adapter)]).toEqual([
      [],
      0,
      null,
    ]);
    expect(await pushes.receipt(pushed)).toBeNull();
    expect(await store.landing.batches(adapter, { first: 1 })).toEqual([]);
  });

  test('pushes at one time land one after the other, each once', async () => {
    const adapter = fresh();
    const pushed = Array.from({ length: 6 }, (_, n) =>
      push(adapter, [record(`k${n}`)], [file(`k${n}`, 'a', Buffer.from('same'))]),
    );
    const receipts = await Promise.all([...pushed, ...pushed].map((each) => pushes.land(each)));
    expect(receipts.filter(({ status }) => status === 'LANDED')).toHaveLength(6);
    expect(await labels(adapter)).toHaveLength(6);
    expect((await contents(adapter)).size).toBe(1);
  });

  test('files are listed with what their records say', async () => {
    const { receiver, files } = await opened(fresh(), store.landing);
    const attachments = [judgment, { part: 'b', key: wang.ah, name: '照片.png' }];
    const parts = [judgmentPart, { name: 'b', type: 'image/png', bytes: png }];
    await send(receiver, withFiles({ records: [li, { ...wang, fc: '1' }], attachments, parts }));
    const read = async (value: boolean) => {
      const where = { op: 'eq', field: 'sealed', value } as const;
      const request = {
        entity: 'CaseFile',
        fields: ['name', 'sealed', 'cause'],
        where,
        order: [],
        first: 9,
        count: true,
      } as const;
      const { groups } = await files.read(request, { requestId: 't', signal: new AbortController().signal });
      return [...groups.values()].flatMap(({ rows }) => rows.map(({ values }) => values));
    };
    expect(await read(true)).toMatchObject([{ name: '照片.png', sealed: true, cause: '盗窃' }]);
    expect(await read(false)).toEqual([]);
    expect(await rowsOf(files, ['name'])).toHaveLength(2);
  });
});
