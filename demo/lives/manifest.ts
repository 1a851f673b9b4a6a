import { createWriteStream, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { type DirtLog, openDirtLog } from '../dirt/dirt-log.js';
import type { Life, Plant } from './facts.js';

/** What tests know and the hub must find out by itself: `manifest.json`, and every dirtied value in `dirt.jsonl`. */
export interface Manifest {
  /** Give it to `openDirt`. */
  readonly dirtLog: DirtLog;
  take(life: Life): void;
  /** Writes `manifest.json`: `{ seed, scale, asOf, plants, dirt }`. */
  finish(): Promise<void>;
}

export interface ManifestHead {
  readonly seed: string;
  readonly scale: string | number;
  readonly asOf: string;
}

/** Opens the manifest of a run; plants are as many at every scale, dirtied values go to disk as they come. */
export function openManifest(folder: string, head: ManifestHead): Manifest {
  mkdirSync(folder, { recursive: true });
  const plants: Plant[] = [];
  const lines = createWriteStream(join(folder, 'dirt.jsonl'));
  let waiting: string[] = [];
  const flush = () => {
    lines.write(waiting.join(''));
    waiting = [];
  };
  const dirtLog = openDirtLog((kind, record, column) => {
    waiting.push(`${JSON.stringify([kind, record, column])}\n`);
    if (waiting.length >= 2000) flush();
  });
  return {
    dirtLog,
    take: (life) => {
      plants.push(...life.plants);
    },
    finish: async () => {
      flush();
      lines.end();
      await finished(lines);
      const body = { ...head, plants, dirt: dirtLog.counts() };
      await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(body, null, 1)}\n`);
    },
  };
}
