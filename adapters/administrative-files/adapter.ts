import { defineAdapter, files, z } from 'plumbline/sdk';
import { administrativeCase } from './case.js';
import { deliveries } from './deliveries.js';
import { administrativePenalty } from './penalty.js';
import { criminalReferral, reverseReferral } from './referrals.js';

const day = 86_400_000;

/** The administrative bureaus' exchange folder (前置机): four tables from six bureaus, each in its own format. */
export const administrativeFiles = defineAdapter({
  id: 'administrative-files',
  agency: '行政执法机关',
  options: z
    .object({
      inbox: z.string().min(1).describe('The drop folder, with a folder a day: <inbox>/<yyyymmdd>/<name>.zip'),
      scanSeconds: z.number().positive().default(60).describe('How often the folder is looked through.'),
    })
    .strict(),
  source: ({ inbox, scanSeconds }) => files({ inbox, deliveries, scanIntervalMs: scanSeconds * 1000 }),
  entities: [administrativeCase, administrativePenalty, criminalReferral, reverseReferral],
  // The bureaus deliver once a month, on the fifth.
  freshnessMs: 40 * day,
});
