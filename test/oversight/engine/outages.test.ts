import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agencies } from '../../hub/open-hubs.js';
import { type County, type CountyResult, openCounty } from '../county.js';

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
  whole = await wholeRun();
}, 240_000);

afterAll(() => county?.close());

const blamedIn = ({ progress }: CountyResult): readonly string[] =>
  progress.indeterminate.flatMap(({ adapter }) => adapter ?? []);

/** A run that everybody answered: on a machine that is busy a source may be late by its own clock, and is asked again. */
async function wholeRun(): Promise<ReadonlyMap<string, CountyResult>> {
  for (let left = 5; ; left -= 1) {
    await county.settled();
    const results = await county.run();
    if (left === 0 || [...results.values()].every((each) => blamedIn(each).length === 0)) return results;
  }
}

/** Agencies whose silence some rule found less by. */
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
    for (const [id, all] of whole) {
      const now = part.get(id) as CountyResult;
      const found = new Set(fingerprints(now));
      const more = [...found].filter((each) => !fingerprints(all).includes(each));
      expect({ id, more }).toEqual({ id, more: [] });
      const isLess = fingerprints(all).some((each) => !found.has(each));
      for (const agency of isLess ? missing : []) lost.add(agency);
      const isTold = blamedIn(now).length > 0 || now.progress.failure !== null;
      expect({ id, isTold: isTold || !isLess }).toEqual({ id, isTold: true });
    }
    for (const fingerprint of [...whole.values()].flatMap(fingerprints))
      expect((await county.beside.oversight.findings.finding(fingerprint))?.status).toBe('NEW');
    await county.settled();
  },
  240_000,
);

test('no agency is silent without something being left open', () => {
  expect([...lost].sort()).toEqual([...names].sort());
});

test('with everybody back the same is found again', async () => {
  const again = await wholeRun();
  for (const [id, all] of whole)
    expect({ id, found: fingerprints(again.get(id)) }).toEqual({ id, found: fingerprints(all) });
}, 240_000);
