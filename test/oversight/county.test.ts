import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { homeDivision } from '../../demo/lives/divisions.js';
import { parseScale } from '../../demo/open-demo.js';
import type { Config } from '../../gateway/config.js';
import { ownRules } from '../../oversight/rules/load.js';
import { type County, type CountyResult, openCounty } from './county.js';

/** Rules that are in the catalogue; of an author at work, those alone that the environment names: `COUNTY_RULES=CC-05,CC-01`. */
const named = process.env.COUNTY_RULES?.split(',');
const ids = readdirSync(ownRules).filter((id) => named === undefined || named.includes(id));

/** A third of the county, with everything that is planted in it; more by `COUNTY_SCALE`: `county`, `4`, `city`. */
const scale = parseScale(process.env.COUNTY_SCALE ?? '0.3');

/** Of its own county an account sees what was planted; nobody is to be accused in the others either. */
const acrossCounties = ({ oversight }: Config): Partial<Config> => {
  const { account } = oversight;
  if (account === undefined) throw new Error('the demonstration gives the engine an account');
  return { oversight: { ...oversight, account: { ...account, division: homeDivision.slice(0, 4) } } };
};

/** Whether a source did not answer: a busy machine's are late, and what they hold is not known to be not there. */
const isUnanswered = ({ progress }: CountyResult): boolean =>
  progress.indeterminate.some(({ reason }) => reason === 'UNAVAILABLE');

let county: County;
let results: ReadonlyMap<string, CountyResult>;

beforeAll(async () => {
  county = await openCounty({ rules: ids, scale, configure: acrossCounties });
  results = await county.run();
  for (let tries = 0; tries < 3; tries += 1) {
    const again = [...results].flatMap(([id, result]) => (isUnanswered(result) ? [id] : []));
    if (again.length === 0) break;
    await county.settled();
    results = new Map([...results, ...(await county.run(again))]);
  }
  if (named !== undefined) for (const [id, { progress, ms }] of results) console.info(id, `${ms} ms`, progress);
}, 1_800_000);

afterAll(() => county?.close());

test.each(ids)('%s finds in the county what was planted, and nothing else', (id) => {
  const result = results.get(id) as CountyResult;
  const { progress, missed, wrongly, unexplained } = result;
  expect({ missed, wrongly, unexplained, isUnanswered: isUnanswered(result) }).toEqual({
    ...{ missed: [], wrongly: [], unexplained: [] },
    isUnanswered: false,
  });
  expect(progress).toMatchObject({ state: 'DONE', failure: null });
});
