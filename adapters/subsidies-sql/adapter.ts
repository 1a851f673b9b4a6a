import { defineAdapter, sql, z } from 'plumbline/sdk';
import { subsidyPayment } from './payment.js';
import { subsidyProject } from './project.js';

/** The bureaus' system of funds for farmers (涉农资金监管系统, domain 1.5): MySQL, MariaDB or a libSQL file. */
export const subsidiesSql = defineAdapter({
  id: 'subsidies-sql',
  agency: '农业农村局',
  options: z
    .object({ url: z.string().describe('Database of the fund system: mysql://…, mariadb://… or file:…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [subsidyProject, subsidyPayment],
});
