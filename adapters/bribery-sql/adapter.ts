import { defineAdapter, sql, z } from 'plumbline/sdk';
import { briberyConviction } from './conviction.js';

/** The file of bribe-givers (行贿犯罪档案库, domain 1.5), drawn from the courts' judgments: MySQL, MariaDB or a libSQL file. */
export const briberySql = defineAdapter({
  id: 'bribery-sql',
  agency: '人民检察院',
  options: z.object({ url: z.string().describe('Database of the file: mysql://…, mariadb://… or file:…') }).strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [briberyConviction],
});
