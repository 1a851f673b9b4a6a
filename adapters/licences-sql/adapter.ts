import { defineAdapter, sql, z } from 'plumbline/sdk';
import { professionalLicence } from './licence.js';
import { companyOfficer } from './officer.js';

/** The approval bureau's library of licences and company officers (行政审批服务局): MySQL, MariaDB or a libSQL file. */
export const licencesSql = defineAdapter({
  id: 'licences-sql',
  agency: '行政审批服务局',
  options: z.object({ url: z.string().describe('Database of the library: mysql://…, mariadb://… or file:…') }).strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [professionalLicence, companyOfficer],
});
