import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseScale } from '../../demo/open-demo.js';
import { ownRules } from '../../oversight/rules/load.js';
import { type County, type CountyResult, openCounty } from './county.js';

/** Rules that are in the catalogue; of an author at work, those alone that the environment names: `COUNTY_RULES=CC-05,CC-01`. */
const named = process.env.COUNTY_RULES?.split(',');
const ids = readdirSync(ownRules).filter((id) => named === undefined || named.includes(id));

/** A third of the county, with everything that is planted in it; the whole of it by `COUNTY_SCALE=county`. */
const scale = parseScale(process.env.COUNTY_SCALE ?? '0.3');

let county: County;
let results: ReadonlyMap<string, CountyResult>;

beforeAll(async () => {
  county = await openCounty({ rules: ids, scale });
  results = await county.run();
  if (named !== undefined) for (const [id, { progress, ms }] of results) console.info(id, `${ms} ms`, progress);
}, 240_000);

afterAll(() => county?.close());

test.each(ids)('%s finds in the county what was planted, and nothing else', (id) => {
  const { progress, missed, wrongly, unexplained } = results.get(id) as CountyResult;
  expect({ missed, wrongly, unexplained }).toEqual({ missed: [], wrongly: [], unexplained: [] });
  expect(progress).toMatchObject({ state: 'DONE', failure: null });
});
