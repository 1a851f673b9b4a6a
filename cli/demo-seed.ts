import { parseScale } from '../demo/open-demo.js';
import { seedSystems } from '../demo/seed-systems.js';
import { type Environment, interpolate } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import type { Output } from './output.js';
import { createProgress } from './progress.js';

export interface DemoSeedOptions {
  readonly judgments?: string;
  readonly corrections?: string;
  readonly subsidies?: string;
  readonly hub?: string;
  readonly hubSecret?: string;
  readonly scale: string;
  readonly seed?: string;
}

/** Fills the simulated systems of a deployment, once. */
export async function demoSeedCommand(
  { judgments, corrections, subsidies, hub, hubSecret, scale, seed }: DemoSeedOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const filled = (url: string) => String(interpolate(url, environment.variable));
  if ((hub === undefined) !== (hubSecret === undefined))
    throw new PlumblineError(
      'BAD_USER_INPUT',
      '--hub and --hub-secret go together: persons are kept as tokens of that secret',
    );
  const progress = createProgress(process.stderr);
  try {
    const seeded = await seedSystems({
      dataDir: environment.dataFolder,
      scale: parseScale(scale),
      ...(seed === undefined ? {} : { seed }),
      ...(judgments === undefined ? {} : { judgments: filled(judgments) }),
      ...(corrections === undefined ? {} : { corrections: filled(corrections) }),
      ...(subsidies === undefined ? {} : { subsidies: filled(subsidies) }),
      ...(hub === undefined || hubSecret === undefined
        ? {}
        : { hub: { store: filled(hub), secret: filled(hubSecret) } }),
      onProgress: ({ lives, facts }) => progress.show(`${lives} lives, ${facts} facts`),
    });
    progress.end();
    output.data(seeded, `The systems hold ${seeded.lives} lives: ${seeded.persons} persons, ${seeded.facts} facts`);
    return 0;
  } finally {
    progress.end();
  }
}
