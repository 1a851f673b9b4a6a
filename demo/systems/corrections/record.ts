import type { Dirt } from '../../dirt/dirt.js';
import { justiceBureauOf } from '../../lives/agencies.js';
import type { Recorder } from '../recorder.js';
import { type FileSystemSwitch, openFileSwitch } from '../sql/maintenance.js';
import { openSqlRecorder } from '../sql/record.js';
import { openSqliteTarget, type SqlTarget } from '../sql/target.js';
import { correctionsSystem } from './schema.js';

/** Records into a libSQL file (made anew), or into PostgreSQL, Kingbase or openGauss (`openPostgresTarget`). */
export async function openCorrectionsRecorder(options: {
  readonly target: SqlTarget | { readonly file: string };
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const target = 'file' in options.target ? await openSqliteTarget(options.target.file) : options.target;
  return openSqlRecorder(correctionsSystem, {
    target,
    dirt: options.dirt,
    agencyName: (_code, division) => justiceBureauOf(division).name,
  });
}

/** The embedded corrections system: a file that can be down for maintenance. */
export const openCorrectionsSystem = (file: string): FileSystemSwitch => openFileSwitch(file);
