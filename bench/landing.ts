import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LandingJob, type LandingPace, measurePace } from './landing-pace.js';
import { dropPayments } from './payment-delivery.js';

export interface LandingSpeed {
  readonly rows: number;
  readonly megabytes: number;
  readonly landed: number;
  readonly quarantined: number;
  readonly paces: readonly LandingPace[];
}

/**
 * How fast a file with one dirty row in twenty lands, beside csv-parse and multi-row inserts of the same rows into a file of the
 * same kind: with the indexes that lookups need, and without. Rejects when a row or a fen is lost.
 * @param measure runs a contestant; in a process of its own, what another left in memory is not counted as its
 */
export async function measureLanding(
  rows: number,
  mysqlUrl: string | null = null,
  measure: (job: LandingJob) => Promise<LandingPace> = measurePace,
): Promise<LandingSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-landing-'));
  try {
    const inbox = join(folder, 'in');
    const file = await dropPayments(inbox, rows);
    const embedded = (name: string) => `file:${join(folder, `${name}.db`)}`;
    const contestants: readonly Pick<LandingJob, 'name' | 'plain' | 'url'>[] = [
      { name: 'csv-parse and inserts, no lookups', plain: 'bare', url: embedded('bare') },
      { name: 'csv-parse and inserts, indexed alike', plain: 'indexed', url: embedded('indexed') },
      { name: 'files, on libSQL', plain: null, url: embedded('store') },
      ...(mysqlUrl === null ? [] : [{ name: 'files, on MariaDB', plain: null, url: mysqlUrl }]),
    ];
    const paces: LandingPace[] = [];
    for (const contestant of contestants) paces.push(await measure({ ...contestant, inbox, file }));
    const landed = rows - file.unfit;
    return { rows, megabytes: file.bytes / 2 ** 20, landed, quarantined: file.unfit, paces };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
