import { join } from 'node:path';
import type { CountryFiles } from './country-files.js';

/** Files of a country whose systems run apart. */
export interface DeployedFiles extends CountryFiles {
  /** JSON file of agencies, for the adapter `agency-directory`. */
  readonly agencies: string;
}

/** Each system's data lies in a folder of its own below `folder`, so that each can be a volume of its own. */
export function deployedFiles(folder: string): DeployedFiles {
  return {
    folder,
    judgments: join(folder, 'judgments', 'judgments.db'),
    corrections: join(folder, 'corrections', 'corrections.db'),
    devices: join(folder, 'devices', 'devices.db'),
    police: join(folder, 'police', 'police.db'),
    enforcement: join(folder, 'enforcement', 'enforcement.db'),
    administrative: join(folder, 'administrative'),
    subsidies: join(folder, 'subsidies', 'subsidies.db'),
    bribery: join(folder, 'bribery', 'bribery.db'),
    licences: join(folder, 'licences', 'licences.db'),
    'social-security': join(folder, 'social-security', 'social-security.db'),
    deaths: join(folder, 'deaths'),
    procurement: join(folder, 'procurement', 'procurement.db'),
    agencies: join(folder, 'agencies', 'agencies.json'),
    manifest: join(folder, 'seeded', 'manifest.json'),
    marker: join(folder, 'seeded', 'seeded.json'),
  };
}
