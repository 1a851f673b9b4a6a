import { expect, test } from '@jest/globals';
import { measureLanding } from '../../bench/landing.js';
import { landingTable } from '../../bench/speed-tables.js';

test('landing is measured beside the plainest insert, and every row and fen is accounted for', async () => {
  const { paces, ...counts } = await measureLanding(2_000);
  expect({ ...counts, megabytes: counts.megabytes > 0 }).toEqual({
    rows: 2_000,
    megabytes: true,
    landed: 1_982,
    quarantined: 18,
  });
  expect(paces.map(({ name }) => name)).toEqual([
    'csv-parse and inserts, no lookups',
    'csv-parse and inserts, indexed alike',
    'files, on libSQL',
  ]);
  expect(landingTable({ paces, ...counts })).toHaveLength(7);
});
