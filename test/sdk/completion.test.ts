import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memory } from '../../sdk/index.js';
import type { RawCondition } from '../../sdk/raw.js';
import { naivePages, opened, readPages, request, table } from './check-ins.js';

const abilities = fc.record({
  taken: fc.uniqueArray(
    fc.constantFrom('in', 'notIn', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull', 'shape', 'and', 'or'),
  ),
  orders: fc.boolean(),
  groups: fc.boolean(),
  counts: fc.boolean(),
});

test('a read gives the same pages whatever the source can do by itself', async () => {
  await fc.assert(
    fc.asyncProperty(table, request, abilities, async (rows, asked, { taken, ...can }) => {
      // Odd spellings are found by a scan: a source that takes keys must also let itself be scanned for them.
      const able = taken.includes('shape') && taken.includes('or') ? taken : taken.filter((op) => op !== 'in');
      const takes = (raw: RawCondition): boolean =>
        (able as string[]).includes(raw.op) && (raw.op === 'and' || raw.op === 'or' ? raw.of.every(takes) : true);
      const source = await opened(memory({ tables: { qd: rows }, ...can, takes }));
      expect(await readPages(source, 'qd', asked, 4)).toEqual(await naivePages(rows, asked, 4));
    }),
    { numRuns: 1500 },
  );
});
