import type { Life } from '../facts.js';
import { openLife, type Run } from '../life-builder.js';
import type { SessionBook } from '../sessions.js';
import { administrativePlants } from './administrative-plants.js';
import { benefitPlants } from './benefit-plants.js';
import { conductPlants } from './conduct-plants.js';
import { courtPlants } from './court-plants.js';
import { handoverPlants } from './handover-plants.js';
import { integrityPlants } from './integrity-plants.js';
import type { PlantStory } from './plant-story.js';
import { policePlants } from './police-plants.js';
import { supervisionPlants } from './supervision-plants.js';

/** Every planted story, in the order of the rule catalogue's rooms. */
export const plantStories: readonly PlantStory[] = [
  ...supervisionPlants,
  ...handoverPlants,
  ...conductPlants,
  ...policePlants,
  ...courtPlants,
  ...administrativePlants,
  ...benefitPlants,
  ...integrityPlants,
];

/** Tells every planted story once, whatever the scale. */
export function* plantedLives(run: Run, sessions: SessionBook): Generator<Life, void, undefined> {
  for (const [index, story] of plantStories.entries()) {
    const life = openLife(run, `plant-${story.rule}-${index}`, { pinned: true, sealed: story.sealed ?? false });
    const { citizenId, records } = story.tell(life, sessions);
    life.plant({
      rule: story.rule,
      sort: story.sort,
      citizenId,
      records,
      why: story.why,
      ...(story.also ? { also: story.also } : {}),
    });
    yield life.done();
  }
}
