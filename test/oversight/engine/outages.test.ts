import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agencies } from '../../hub/open-hubs.js';
import { type County, type CountyResult, openCounty } from '../county.js';

/** What each agency's silence is called by. */
const adapters: Readonly<Record<string, readonly string[]>> = {
  judgments: ['judgments-sql'],
  police: ['police-soap'],
  enforcement: ['enforcement-rest'],
  corrections: ['corrections-sql', 'correction-devices'],
  administrative: ['administrative-files'],
};
const names = Object.keys(agencies);

/** Single agencies; with `OUTAGES=all` every combination of them. */
const combinations =
  process.env.OUTAGES === 'all'
    ? Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_name, bit) => (bits & (1 << bit)) !== 0))
    : names.map((name) => [name]);

let county: County;
let whole: ReadonlyMap<string, CountyResult>;

beforeAll(async () => {
  county = await openCounty({ scale: 0.02 });
  await county.settled();
  whole = await county.run();
}, 240_000);

afterAll(() => county?.close());

/** Rules that found less, by the agencies that were silent. */
const lost = new Set<string>();

const fingerprints = (result: CountyResult | undefined) =>
  (result?.hits ?? []).map(({ fingerprint }) => fingerprint).sort();

test('with everybody there rules find what was planted', () => {
  const found = [...whole.values()].reduce((sum, { hits }) => sum + hits.length, 0);
  expect(found).toBeGreaterThan(whole.size);
});

test.each(combinations.map((missing) => ({ missing })))(
  'without $missing nothing new is found, and what is not found is left open for a source that is named',
  async ({ missing }) => {
    for (const system of missing.flatMap((agency) => agencies[agency] ?? []))
      await county.demo.country.systems[system].stop();
    const part = await county.run().finally(async () => {
      for (const system of missing.flatMap((agency) => agencies[agency] ?? []))
        await county.demo.country.systems[system].start();
    });
    const silent = missing.flatMap((agency) => adapters[agency] ?? []);
    for (const [id, all] of whole) {
      const now = part.get(id);
      const found = new Set(fingerprints(now));
      const more = [...found].filter((each) => !fingerprints(all).includes(each));
      expect({ id, more }).toEqual({ id, more: [] });
      const isLess = fingerprints(all).some((each) => !found.has(each));
      const blamed = (now?.progress.indeterminate ?? []).flatMap(({ adapter }) => adapter ?? []);
      if (isLess) lost.add(`${missing.join()} ${id}`);
      expect({ id, isExplained: !isLess || blamed.some((adapter) => silent.includes(adapter)) }).toEqual({
        id,
        isExplained: true,
      });
      expect({ id, others: blamed.filter((adapter) => !silent.includes(adapter)) }).toEqual({ id, others: [] });
    }
    for (const fingerprint of [...whole.values()].flatMap(fingerprints))
      expect((await county.beside.oversight.findings.finding(fingerprint))?.status).toBe('NEW');
    await county.settled();
  },
  240_000,
);

test('who looked at what the silent ones hold found less', () => {
  expect([...lost]).toEqual(expect.arrayContaining(['corrections CC-05', 'judgments CC-01']));
});

test('with everybody back the same is found again', async () => {
  const again = await county.run();
  for (const [id, all] of whole)
    expect({ id, found: fingerprints(again.get(id)) }).toEqual({ id, found: fingerprints(all) });
}, 240_000);
