import type { Dirt } from '../../dirt/dirt.js';
import { agencyName } from '../../lives/agencies.js';
import { briberySystem } from '../bribery/schema.js';
import { licencesSystem } from '../licences/schema.js';
import type { Recorder } from '../recorder.js';
import { subsidiesSystem } from '../subsidies/schema.js';
import { openSqlRecorder } from './record.js';
import type { SqlSystem } from './system.js';
import { openSqliteTarget, type SqlTarget } from './target.js';

/** The registers that are databases. */
export const registerSystems = {
  subsidies: subsidiesSystem,
  bribery: briberySystem,
  licences: licencesSystem,
} as const satisfies Readonly<Record<string, SqlSystem>>;

export type RegisterSystem = keyof typeof registerSystems;

/** Records a register into a libSQL file (made anew), or into a MariaDB or MySQL database. */
export async function openRegisterRecorder(
  name: RegisterSystem,
  { target, dirt }: { readonly target: SqlTarget | { readonly file: string }; readonly dirt: Dirt },
): Promise<Recorder> {
  const opened = 'file' in target ? await openSqliteTarget(target.file) : target;
  return openSqlRecorder(registerSystems[name], { target: opened, dirt, agencyName });
}
