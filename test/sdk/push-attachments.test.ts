import { expect, test } from '@jest/globals';
import { bind, type EntityBinding } from '../../sdk/entity.js';
import { text } from '../../sdk/index.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import { push } from '../../sdk/sources/push/push.js';
import { digestOf, heldBytes, judgment, judgmentPart, li, wang, withFiles } from './push-files.js';
import {
  boundary,
  counts,
  courtCase,
  deliveryOf,
  linesOf,
  multipartOf,
  now,
  opened,
  pdf,
  png,
  rowsOf,
  secret,
  send,
} from './pushing.js';
import { standingStore } from './standing-store.js';

const { store, fresh } = await standingStore(() => now);

test('files land with their records, and a subgraph may list them', async () => {
  const adapter = fresh();
  const { receiver, files } = await opened(adapter, store.landing);
  const receipt = await send(
    receiver,
    withFiles({
      attachments: [judgment, { part: 'b', key: li.ah, name: '照片.png', digest: digestOf(png) }],
      parts: [judgmentPart, { name: 'b', type: 'image/png', bytes: png }],
    }),
  );
  expect(receipt).toMatchObject({ ...counts, landed: 1, attachments: 2 });
  const expected = [
    { caseNumber: li.ah, name: '判决书.pdf', mediaType: 'application/pdf', size: pdf('一审').length },
    { caseNumber: li.ah, name: '照片.png', mediaType: 'image/png', size: png.length },
  ];
  const rows = (await rowsOf(files, ['caseNumber', 'name', 'mediaType', 'size'])).map(({ id: _, ...values }) => values);
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(expect.arrayContaining(expected));
  expect(await heldBytes(store, adapter)).toEqual(expect.arrayContaining([pdf('一审'), png]));
});

test('files can be looked up by their record', async () => {
  const { receiver, files } = await opened(fresh(), store.landing);
  await send(receiver, withFiles({ records: [li, wang], attachments: [judgment], parts: [judgmentPart] }));
  const by = { field: 'caseNumber', values: [li.ah, wang.ah] };
  const request = {
    entity: 'CaseFile',
    fields: ['name'],
    where: { op: 'true' },
    by,
    order: [],
    first: 9,
    count: true,
  } as const;
  const { groups } = await files.read(request, { requestId: 't', signal: new AbortController().signal });
  expect(groups.get(li.ah)?.rows.map(({ values }) => values)).toMatchObject([{ name: '判决书.pdf' }]);
  expect(groups.get(wang.ah)?.rows ?? []).toEqual([]);
});

test('long deliveries may come as lines beside their files', async () => {
  const { receiver, files } = await opened(fresh(), store.landing);
  const bytes = linesOf([li, wang], { attachments: [judgment] });
  const body = multipartOf([{ name: 'delivery', type: 'application/x-ndjson', bytes }, judgmentPart]);
  const receipt = await send(receiver, { contentType: `multipart/form-data; boundary=${boundary}`, body });
  expect(receipt).toMatchObject({ landed: 2, attachments: 1 });
  expect(await rowsOf(files, [])).toHaveLength(1);
});

test('one content is kept once, however many records have it', async () => {
  const adapter = fresh();
  const { receiver, files } = await opened(adapter, store.landing);
  const attachments = [judgment, { part: 'b', key: wang.ah, name: '判决书.pdf' }];
  await send(
    receiver,
    withFiles({ records: [li, wang], attachments, parts: [judgmentPart, { ...judgmentPart, name: 'b' }] }),
  );
  expect(await rowsOf(files, [])).toHaveLength(2);
  expect(await heldBytes(store, adapter)).toEqual([pdf('一审')]);
});

test('a newer version of a record has the files that came with it, named by digest where they were sent before', async () => {
  const adapter = fresh();
  const { receiver, files } = await opened(adapter, store.landing);
  await send(
    receiver,
    withFiles({
      attachments: [judgment, { part: 'b', key: li.ah, name: '照片.png' }],
      parts: [judgmentPart, { name: 'b', type: 'image/png', bytes: png }],
    }),
  );
  const newer = { ...li, gxsj: '2026-03-06 08:00:00' };
  const renamed = { key: li.ah, name: '一审判决书.pdf', digest: digestOf(pdf('一审')) };
  const receipt = await send(receiver, withFiles({ key: 'delivery-2', records: [newer], attachments: [renamed] }));
  expect(receipt).toMatchObject({ superseded: 1, attachments: 1 });
  expect(await rowsOf(files, ['name', 'mediaType'])).toMatchObject([
    { name: '一审判决书.pdf', mediaType: 'application/pdf' },
  ]);
  expect(await heldBytes(store, adapter)).toEqual([pdf('一审')]);
  await send(receiver, { key: 'delivery-3', body: deliveryOf([{ ...li, gxsj: '2026-03-06 09:00:00' }]) });
  expect(await rowsOf(files, [])).toEqual([]);
  expect(await heldBytes(store, adapter)).toEqual([]);
});

test('a digest of bytes that were never sent is refused, and the record does not land without its file', async () => {
  const adapter = fresh();
  const { receiver } = await opened(adapter, store.landing);
  const named = { key: li.ah, name: 'a.pdf', digest: digestOf(pdf('never')) };
  await expect(send(receiver, withFiles({ attachments: [named] }))).rejects.toMatchObject({
    code: 'PUSH_INVALID',
    message: 'The push was refused: ATTACHMENT_BYTES_UNKNOWN in the delivery',
  });
  expect(await store.landing.latest(adapter)).toBeNull();
});

test('an older delivery that arrives later brings neither its version nor its files', async () => {
  const adapter = fresh();
  const { receiver, files } = await opened(adapter, store.landing);
  await send(
    receiver,
    withFiles({ records: [{ ...li, gxsj: '2026-03-06 08:00:00' }], attachments: [judgment], parts: [judgmentPart] }),
  );
  const older = withFiles({
    key: 'delivery-0',
    attachments: [{ ...judgment, name: 'old.pdf' }],
    parts: [{ ...judgmentPart, bytes: pdf('old') }],
    producedAt: '2026-03-05T09:00:00Z',
  });
  expect(await send(receiver, older)).toMatchObject({ outdated: 1, attachments: 0 });
  expect(await rowsOf(files, ['name'])).toMatchObject([{ name: '判决书.pdf' }]);
  expect(await heldBytes(store, adapter)).toEqual([pdf('一审')]);
});

const gone: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'was taken back': { sfyx: '0' },
  'may not be shared any more': { mj: '机密' },
};
test.each(Object.entries(gone))(
  'when a record %s, its files go with it, also those of that very push',
  async (_what, change) => {
    const adapter = fresh();
    const { receiver, files } = await opened(adapter, store.landing);
    await send(
      receiver,
      withFiles({
        records: [li, wang],
        attachments: [judgment, { part: 'b', key: wang.ah, name: 'b.png' }],
        parts: [judgmentPart, { name: 'b', type: 'image/png', bytes: png }],
      }),
    );
    const records = [{ ...li, ...change, gxsj: '2026-03-06 08:00:00' }];
    const attachments = [{ ...judgment, name: 'secret.pdf' }];
    const parts = [{ ...judgmentPart, bytes: pdf('secret') }];
    expect(await send(receiver, withFiles({ key: 'delivery-2', records, attachments, parts }))).toMatchObject({
      attachments: 0,
    });
    expect(await rowsOf(files, ['caseNumber'])).toMatchObject([{ caseNumber: wang.ah }]);
    expect(await heldBytes(store, adapter)).toEqual([png]);
  },
);

test('a file tells what its record says, so that rules about the record hold for it', async () => {
  const { receiver, files } = await opened(fresh(), store.landing);
  const records = [li, { ...wang, fc: '是', ay: '盗窃' }];
  const attachments = [judgment, { part: 'b', key: wang.ah, name: 'b.png' }];
  const parts = [judgmentPart, { name: 'b', type: 'image/png', bytes: png }];
  await send(receiver, withFiles({ records, attachments, parts }));
  expect(await rowsOf(files, ['caseNumber', 'sealed', 'cause'])).toEqual(
    expect.arrayContaining([
      { id: expect.any(String), caseNumber: li.ah, sealed: null, cause: '盗窃' },
      { id: expect.any(String), caseNumber: wang.ah, sealed: true, cause: '盗窃' },
    ]),
  );
  const where = { op: 'ne', field: 'sealed', value: true } as const;
  const open = { op: 'or', of: [where, { op: 'isNull', field: 'sealed', value: true }] } as const;
  const request = {
    entity: 'CaseFile',
    fields: ['caseNumber'],
    where: open,
    order: [],
    first: 9,
    count: true,
  } as const;
  const { groups } = await files.read(request, { requestId: 't', signal: new AbortController().signal });
  expect([...groups.values()].map(({ rows, total }) => [rows.map(({ values }) => values.caseNumber), total])).toEqual([
    [[li.ah], 1],
  ]);
});

const bound = (table: string, key: string, column: string, ...more: readonly string[]) =>
  bind('File', { table, key, fields: Object.fromEntries([column, ...more].map((each, n) => [`f${n}`, text(each)])) });
const wrong: Readonly<Record<string, EntityBinding<string>>> = {
  'what is in them': bound('attachments', 'id', 'bytes', 'record.sealed'),
  'a field that no record has': bound('attachments', 'id', 'record.none', 'record.sealed'),
  'another key': bound('attachments', 'name', 'name', 'record.sealed'),
  'an entity that is not bound': bound('attachments:Judgment', 'id', 'name', 'record.sealed'),
  'nothing of the seal of their records': bound('attachments', 'id', 'name'),
};
test.each(Object.entries(wrong))('a binding of attachments by %s does not open', async (_what, binding) => {
  const source = push({ credentials: [{ kind: 'hmac', secret }] });
  const adapter = fresh();
  const setting = {
    adapter,
    agency: 'g',
    clock: () => now,
    timeoutMs: 1,
    concurrency: 1,
    landing: ownLanding(store.landing, adapter),
  };
  await expect(source.openReaders([courtCase, binding], setting)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  const right = bound('attachments:CourtCase', 'id', 'name', 'record.sealed');
  expect((await source.openReaders([courtCase, right], setting)).readers).toHaveLength(2);
});
