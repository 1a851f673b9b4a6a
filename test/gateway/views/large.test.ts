import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { manyAgencies, openSmallViews, type SmallViews } from './small-views.js';

/** A minute a format: run with `VIEWS_LARGE=1`; what writes the files is held to the bound in test/oversight/views. */
const large = process.env.VIEWS_LARGE === '1' ? test : test.skip;
const rows = 100_000;
const mebibyte = 1024 ** 2;

let views: SmallViews | undefined;
beforeAll(async () => {
  if (process.env.VIEWS_LARGE !== '1') return;
  views = await openSmallViews(manyAgencies(rows));
  // The memory that reading takes, whatever is exported.
  await taken('/views/agencies?format=csv');
}, 300_000);
afterAll(() => views?.close());

large.each(['csv', 'xlsx', 'json'])(
  '%s: 100,000 rows pass the whole hub with less than 100 MiB more memory',
  async (format) => {
    const before = process.memoryUsage().rss;
    const { trailers, most } = await taken(`/views/agencies?format=${format}`);
    expect(trailers).toMatchObject({ 'x-plumbline-export': 'WHOLE', 'x-plumbline-rows': String(rows) });
    console.info(format, Math.round((most - before) / mebibyte));
    expect((most - before) / mebibyte).toBeLessThan(100);
  },
  300_000,
);

async function taken(path: string) {
  if (views === undefined) throw new Error('the views are open');
  const response = await views.ask(path);
  let most = 0;
  for await (const _part of response) most = Math.max(most, process.memoryUsage().rss);
  return { trailers: response.trailers, most };
}
