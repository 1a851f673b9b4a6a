import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { liveBytes } from '../../live-memory.js';
import { manyAgencies, openSmallViews, type SmallViews } from './small-views.js';

/** Seconds a format: run with `VIEWS_LARGE=1`; what writes the files is held to the same bound in test/oversight/views. */
const isLarge = process.env.VIEWS_LARGE === '1';
const large = isLarge ? test : test.skip;
const rows = 100_000;
const mebibyte = 1024 ** 2;

let views: SmallViews | undefined;
beforeAll(async () => {
  if (!isLarge) return;
  views = await openSmallViews(manyAgencies(rows));
}, 60_000);
afterAll(() => views?.close());

large.each(['csv', 'xlsx', 'json'])(
  '%s: 100,000 rows pass the whole hub while less than 16 MiB more is held',
  async (format) => {
    await taken(`/views/agencies?format=${format}&kinds=PRISON`);
    const before = liveBytes();
    const { trailers, most } = await taken(`/views/agencies?format=${format}`);
    expect(trailers).toMatchObject({ 'x-plumbline-export': 'WHOLE', 'x-plumbline-rows': String(rows) });
    expect((most - before) / mebibyte).toBeLessThan(16);
  },
  300_000,
);

async function taken(path: string) {
  if (views === undefined) throw new Error('the views are open');
  const response = await views.ask(path);
  let most = 0;
  let parts = 0;
  for await (const _part of response) {
    if (parts++ % 16 === 0) most = Math.max(most, liveBytes());
  }
  return { trailers: response.trailers, most };
}
