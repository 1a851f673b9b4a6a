import { expect, test } from '@jest/globals';
import type { Life } from '../../demo/lives/facts.js';
import { defaults, generateLives } from '../../demo/lives/generate-lives.js';
import { naiveRules } from './lives-rules.js';

const lives: Life[] = [...generateLives({ scale: 'county' })].filter((life) => !life.key.startsWith('incident'));
const planted = lives.filter((life) => life.plants.length > 0);

test.each(Object.entries(naiveRules))('%s finds what is planted for it and none of its near misses', (rule, finds) => {
  const verdicts = planted
    .flatMap((life) => life.plants.map((plant) => ({ life, plant })))
    .filter(({ plant }) => plant.rule === rule)
    .map(({ life, plant }) => [plant.why, finds(life, defaults.asOf) ? 'PLANTED' : 'NEAR_MISS']);
  const expected = planted.flatMap(({ plants }) => plants).filter((plant) => plant.rule === rule);
  expect(verdicts).toEqual(expected.map((plant) => [plant.why, plant.sort]));
});

test.each(Object.entries(naiveRules))('%s finds nothing in lives that nothing was planted in', (_rule, finds) => {
  const found = lives.filter((life) => life.plants.length === 0 && finds(life, defaults.asOf));
  expect(found.map((life) => life.key)).toEqual([]);
});

test('a planted life sets off no rule besides its own and those that the manifest names', () => {
  const unexpected = planted.flatMap((life) => {
    const [plant] = life.plants;
    const allowed = [plant?.sort === 'PLANTED' ? plant.rule : '', ...(plant?.also ?? [])];
    return Object.entries(naiveRules)
      .filter(([rule, finds]) => !allowed.includes(rule) && finds(life, defaults.asOf))
      .map(([rule]) => `${life.key}: ${rule}`);
  });
  expect(unexpected).toEqual([]);
});
