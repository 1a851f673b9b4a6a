import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { judgment, judgmentPart, li, withFiles } from '../sdk/push-files.js';
import { deliveryOf, opened, rowsOf, send } from '../sdk/pushing.js';
import { type DailyStore, openAsDaily } from './daily-account.js';

let daily: DailyStore;

beforeAll(async () => {
  daily = await openAsDaily();
});
afterAll(() => daily.close());

test('the daily account lands pushes and drops files with their records, and cannot alter a receipt', async () => {
  const { receiver, files } = await opened('court', daily.store.landing);
  await send(receiver, withFiles({ attachments: [judgment], parts: [judgmentPart] }));
  expect(await rowsOf(files, [])).toHaveLength(1);
  const takenBack = { ...li, sfyx: '0', gxsj: '2026-03-06 08:00:00' };
  await send(receiver, { key: 'delivery-2', body: deliveryOf([takenBack]) });
  expect(await rowsOf(files, [])).toEqual([]);
  for (const sql of [
    "UPDATE push_receipt SET digest = ''",
    'DELETE FROM push_receipt',
    'UPDATE attachment_piece SET position = 9',
  ]) {
    await expect(daily.store.database.query({ sql, params: [] })).rejects.toThrow();
  }
});
