import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { counts, deliveryOf, linesOf, multipartOf, now, opened, pdf, rowsOf, send } from './pushing.js';

let database: TestDatabase;
let store: Store;
let adapters = 0;
const fresh = () => `court-${++adapters}`;

beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no database');
  database = await libsql.create();
  store = await open(database.url, { clock: () => now });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const li = {
  ah: '（2026）内0402刑初1号',
  sfzhm: '150402199001011234',
  larq: '2026-01-05',
  ay: '盗窃',
  sfyx: '1',
  gxsj: '2026-03-05 10:00:00',
};

test('records that were pushed are read back in canonical values', async () => {
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
  expect(await rowsOf(cases)).toMatchObject([{ filed: '2026-01-05', cause: '盗窃' }]);
});
