import type { Dirt } from '../../dirt/dirt.js';
import { courtOf, intermediateCourt } from '../../lives/agencies.js';
import type { Recorder } from '../recorder.js';
import { type FileSystemSwitch, openFileSwitch } from '../sql/maintenance.js';
import { openSqlRecorder } from '../sql/record.js';
import { openSqliteTarget, type SqlTarget } from '../sql/target.js';
import { judgmentsSystem } from './schema.js';

/** Records into a libSQL file (made anew), or into a MariaDB or MySQL database (`openMysqlTarget`). */
export async function openJudgmentsRecorder(options: {
  readonly target: SqlTarget | { readonly file: string };
  readonly dirt: Dirt;
}): Promise<Recorder> {
  const target = 'file' in options.target ? await openSqliteTarget(options.target.file) : options.target;
  return openSqlRecorder(judgmentsSystem, {
    target,
    dirt: options.dirt,
    agencyName: (code, division) => (code === intermediateCourt().code ? intermediateCourt() : courtOf(division)).name,
  });
}

/** The embedded courts' system: a file that can be down for maintenance. */
export const openJudgmentsSystem = (file: string): FileSystemSwitch => openFileSwitch(file);
