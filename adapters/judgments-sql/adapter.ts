import { defineAdapter, sql, z } from 'plumbline/sdk';
import { cases } from './cases.js';
import { changes, civil } from './changes.js';
import { criminal } from './criminal.js';

/** The courts' case system (domain 6.1): its read-only view on MySQL, MariaDB or a libSQL file. */
export const judgmentsSql = defineAdapter({
  id: 'judgments-sql',
  agency: '法院',
  options: z
    .object({ url: z.string().describe('Database of the case system: mysql://…, mariadb://… or file:…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [...cases, ...criminal, ...changes, ...civil],
});
