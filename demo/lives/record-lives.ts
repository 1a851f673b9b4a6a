import type { Recorder } from '../systems/recorder.js';
import type { Life } from './facts.js';
import type { Manifest } from './manifest.js';

/** Lets every agency record its view of each life, one life at a time, and keeps the manifest. */
export async function recordLives(options: {
  readonly lives: Iterable<Life>;
  readonly recorders: readonly Recorder[];
  readonly manifest: Manifest;
  /** Called after each life, for progress. */
  readonly each?: (count: number) => void;
}): Promise<{ readonly lives: number }> {
  let count = 0;
  for (const life of options.lives) {
    for (const recorder of options.recorders) await recorder.record(life);
    options.manifest.take(life);
    count += 1;
    options.each?.(count);
  }
  for (const recorder of options.recorders) await recorder.finish();
  await options.manifest.finish();
  return { lives: count };
}
