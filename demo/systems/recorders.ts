import type { CountryFiles } from '../country-files.js';
import type { Dirt } from '../dirt/dirt.js';
import { openAdministrativeRecorder } from './administrative/record.js';
import { openCorrectionsRecorder } from './corrections/record.js';
import { openScanRecorder } from './corrections/record-scans.js';
import { openDeathsRecorder } from './deaths/record.js';
import { openEnforcementRecorder } from './enforcement/record.js';
import { openJudgmentsRecorder } from './judgments/record.js';
import { openPoliceRecorder } from './police/record.js';
import { openProcurementRecorder } from './procurement/record.js';
import type { Recorder } from './recorder.js';
import { openSocialSecurityRecorder } from './social-security/record.js';
import { openRegisterRecorder } from './sql/registers.js';

/** Opens every agency's recorder on empty files of one country. */
export async function openRecorders(files: CountryFiles, dirt: Dirt, asOf: string): Promise<readonly Recorder[]> {
  return Promise.all([
    openJudgmentsRecorder({ target: { file: files.judgments }, dirt }),
    openCorrectionsRecorder({ target: { file: files.corrections }, dirt }),
    openScanRecorder({ file: files.devices, dirt }),
    openPoliceRecorder({ file: files.police, dirt }),
    openEnforcementRecorder({ file: files.enforcement, dirt }),
    openAdministrativeRecorder({ dir: files.administrative, asOf, dirt }),
    openRegisterRecorder('subsidies', { target: { file: files.subsidies }, dirt }),
    openRegisterRecorder('bribery', { target: { file: files.bribery }, dirt }),
    openRegisterRecorder('licences', { target: { file: files.licences }, dirt }),
    openSocialSecurityRecorder({ file: files['social-security'], dirt }),
    openDeathsRecorder({ dir: files.deaths, asOf, dirt }),
    openProcurementRecorder({ file: files.procurement, dirt }),
  ]);
}
