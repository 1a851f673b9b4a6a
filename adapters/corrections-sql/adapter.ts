import { defineAdapter, sql, z } from 'plumbline/sdk';
import { attendances } from './attendance.js';
import { course, register } from './register.js';
import { conduct, requests } from './supervision.js';

/** The community-corrections system (SF/T 0015): its view on PostgreSQL, Kingbase, openGauss or a libSQL file. */
export const correctionsSql = defineAdapter({
  id: 'corrections-sql',
  agency: '社区矫正',
  options: z
    .object({ url: z.string().describe('Database of the corrections system: postgres://… or file:…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [...register, ...course, ...attendances, ...requests, ...conduct],
});
