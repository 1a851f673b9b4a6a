import type { Life } from './lives/facts.js';
import type { Scale } from './lives/generate-lives.js';
import type { Recorder } from './systems/recorder.js';

/** How far the seeding is; counts only ever grow. */
export interface SeedProgress {
  readonly lives: number;
  readonly persons: number;
  readonly facts: number;
}

/**
 * Counts the changes of what the systems hold for the same origin: columns, services, lives. Raised with each; what an earlier
 * program has seeded is seeded again.
 */
export const generation = 6;

/** What a population is made from: the same origin gives the same lives. */
export interface Origin {
  readonly scale: Scale;
  readonly seed: string;
  readonly asOf: string;
}

/** Answers to progress once in this many lives. */
const stride = 500;

/** Has every recorder write every life, one after the other, in bounded memory. */
export async function recordLives(
  lives: Iterable<Life>,
  recorders: readonly Recorder[],
  onProgress?: (progress: SeedProgress) => void,
): Promise<SeedProgress> {
  const counts = { lives: 0, persons: 0, facts: 0 };
  for (const life of lives) {
    for (const recorder of recorders) await recorder.record(life);
    counts.lives += 1;
    counts.persons += life.persons.length;
    counts.facts += life.facts.length;
    if (counts.lives % stride === 0) onProgress?.({ ...counts });
  }
  for (const recorder of recorders) await recorder.finish();
  onProgress?.({ ...counts });
  return counts;
}

/** In which options what was seeded differs from what is asked for, in words; null when in none. */
export function differenceOf(known: Origin, asked: Origin): string | null {
  const differing = (['scale', 'seed', 'asOf'] as const).filter((option) => known[option] !== asked[option]);
  if (differing.length === 0) return null;
  return differing.map((option) => `${option} ${known[option]} (asked for ${asked[option]})`).join(', ');
}
