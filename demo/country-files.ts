import { join } from 'node:path';

/** Where each system of the demo's country keeps its own data below a data folder. */
export interface CountryFiles {
  readonly folder: string;
  readonly judgments: string;
  readonly corrections: string;
  /** Scan events of the corrections system's devices. */
  readonly devices: string;
  readonly police: string;
  readonly enforcement: string;
  /** Folder; the drop folder proper is `in` below it. */
  readonly administrative: string;
  /** Funds for farmers. */
  readonly subsidies: string;
  /** File of bribe-givers. */
  readonly bribery: string;
  /** Licences and officers of companies. */
  readonly licences: string;
  /** Pensions and posts. */
  readonly 'social-security': string;
  /** Folder; the drop folder proper is `in` below it. */
  readonly deaths: string;
  /** Book of bids. */
  readonly procurement: string;
  /** What was planted and dirtied; only tests read it. */
  readonly manifest: string;
  /** Written last: a folder without it is half-seeded. */
  readonly marker: string;
}

/** The files of a country in `folder`. */
export function countryFiles(folder: string): CountryFiles {
  return {
    folder,
    judgments: join(folder, 'judgments.db'),
    corrections: join(folder, 'corrections.db'),
    devices: join(folder, 'devices.db'),
    police: join(folder, 'police.db'),
    enforcement: join(folder, 'enforcement.db'),
    administrative: join(folder, 'administrative'),
    subsidies: join(folder, 'subsidies.db'),
    bribery: join(folder, 'bribery.db'),
    licences: join(folder, 'licences.db'),
    'social-security': join(folder, 'social-security.db'),
    deaths: join(folder, 'deaths'),
    procurement: join(folder, 'procurement.db'),
    manifest: join(folder, 'manifest.json'),
    marker: join(folder, 'seeded.json'),
  };
}

/** The country of a data folder. */
export function countryIn(dataDir: string): CountryFiles {
  return countryFiles(join(dataDir, 'country'));
}
