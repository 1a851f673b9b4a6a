import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { openCorrectionsRecorder } from '../../demo/systems/corrections/record.js';
import { openJudgmentsRecorder } from '../../demo/systems/judgments/record.js';
import { openMysqlTarget, openPostgresTarget, type SqlTarget } from '../../demo/systems/sql/target.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

/** An agency's system that recorded its dirty view of a small population. */
export interface Recorded {
  readonly url: string;
  close(): Promise<void>;
}

/** A few lives of every kind beside the planted ones. */
const scale = 0.003;

/** Records the population into a libSQL file. */
export async function recordedInFile(system: System): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-adapter-'));
  const file = join(folder, 'agency.db');
  await record(system, { file });
  return { url: `file:${file}`, close: () => rm(folder, { recursive: true }) };
}

/** Records the population on the real server that agencies of the kind have: MariaDB for courts, PostgreSQL for corrections. */
export async function recordedOnServer(system: System): Promise<Recorded> {
  const { url, drop } = system === 'judgments' ? await createMysqlDatabase() : await createPostgresDatabase();
  await record(system, system === 'judgments' ? await openMysqlTarget(url) : await openPostgresTarget(url));
  return { url, close: drop };
}

export type System = 'judgments' | 'corrections';

async function record(system: System, target: SqlTarget | { readonly file: string }): Promise<void> {
  const dirt = openDirt({ seed: 'adapters', log: openDirtLog() });
  const open = system === 'judgments' ? openJudgmentsRecorder : openCorrectionsRecorder;
  const recorder = await open({ target, dirt });
  for (const life of generateLives({ scale, seed: 'adapters' })) await recorder.record(life);
  await recorder.finish();
}
