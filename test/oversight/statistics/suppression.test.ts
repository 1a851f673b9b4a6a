import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { statistics } from '../../../oversight/statistics/catalogue/statistics.js';
import { evaluate } from '../../../oversight/statistics/evaluate.js';
import type { FigureTold } from '../../../oversight/statistics/figure.js';
import { settingOf } from '../../../oversight/statistics/setting.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { createOversightSubgraph } from '../../../subgraphs/oversight/oversight-subgraph.js';
import type { Kept } from '../../subgraphs/array-reader.js';
import { clientOver } from './client-over.js';
import '../../fixed-seed.js';

// The whole of what stands between the books and a figure, over findings in memory: counting with its suppression, and the statistic.

const smallest = 3;
const catalog = readCatalog();
const refused = () => Promise.reject(new Error('nobody acts here'));
const subgraph = createOversightSubgraph(catalog, {
  act: refused,
  complain: refused,
  dismiss: refused,
  waiting: () => ({}),
});
const fields = new Set(['ruleId', 'ruleVersion', 'verdict', 'status', 'foundAt']);

const clientOf = (kept: readonly Kept[]) =>
  clientOver({ subgraph, kept: { Finding: kept, SupervisionMatter: [] }, counts: { Finding: fields }, smallest });

const verdicts = ['CONFIRMED', 'FALSE_POSITIVE', 'DATA_ERROR'] as const;
const setting = settingOf({}, '2026-11-02', '371422');
const definition = statistics.find(({ id }) => id === 'ST-15');

async function precisionOf(kept: readonly Kept[]) {
  if (definition === undefined) throw new Error('there is no ST-15');
  const asking = { show: null, setting, compare: [], labelOf: () => null };
  const { series } = await evaluate(definition, asking, clientOf(kept), new AbortController().signal);
  return ['precision', 'falsePositives', 'dataErrors'].map((id) => series.find((each) => each.definition.id === id));
}

const isSafe = (number: number) => number === 0 || number >= smallest;

function expectSafe(parts: readonly (FigureTold | null | undefined)[]): void {
  const told = parts.flatMap((each) => each?.count ?? []);
  const whole = parts.find((each) => typeof each?.outOf === 'number')?.outOf;
  if (told.length < parts.length) for (const count of told) expect(isSafe(count)).toBe(true);
  if (whole === null || whole === undefined) return;
  expect(isSafe(whole)).toBe(true);
  // What of the base the told parts leave over.
  expect(isSafe(whole - told.reduce((sum, each) => sum + each, 0))).toBe(true);
}

test('of three verdicts that add up to the judged, none too small to be told follows from the others', async () => {
  const counts = fc.array(
    fc.record({
      rule: fc.constantFrom('CC-05', 'CC-04'),
      verdict: fc.constantFrom(...verdicts, null),
      many: fc.integer({ min: 0, max: 6 }),
    }),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(counts, async (groups) => {
      const kept = groups.flatMap(({ rule, verdict, many }, group) =>
        Array.from({ length: many }, (_, at): Kept => {
          const id = `${group}-${at}`;
          const values = { findingId: id, ruleId: rule, ruleVersion: '1.0.0', verdict, status: 'NEW' };
          return { adapter: 'books', id, values: { ...values, foundAt: '2026-03-02T09:00:00+08:00' } };
        }),
      );
      const series = await precisionOf(kept);
      expectSafe(series.map((each) => each?.total));
      for (const rule of ['CC-05', 'CC-04'])
        expectSafe(series.map((each) => each?.rows?.find(({ keys: [key] }) => key?.value === rule)?.figure));
    }),
    { numRuns: 120 },
  );
});

test('what is large enough is told, by rule and version', async () => {
  const kept = verdicts.flatMap((verdict, group) =>
    Array.from({ length: 4 }, (_, at): Kept => {
      const id = `${group}-${at}`;
      const values = { findingId: id, ruleId: 'CC-05', ruleVersion: '1.0.0', verdict, status: 'NEW' };
      return { adapter: 'books', id, values: { ...values, foundAt: '2026-03-02T09:00:00+08:00' } };
    }),
  );
  const [precision] = await precisionOf(kept);
  expect(precision?.total).toMatchObject({ count: 4, outOf: 12, rate: 0.3333 });
  expect(precision?.rows).toEqual([
    expect.objectContaining({
      keys: [
        { name: 'RULE_ID', value: 'CC-05', label: null },
        { name: 'RULE_VERSION', value: '1.0.0', label: null },
      ],
    }),
  ]);
});
