import { defineAdapter, sql, z } from 'plumbline/sdk';
import { checkIn } from './check-in.js';
import { correctionSubject } from './correction-subject.js';

/** 红山区司法局社区矫正系统: the vendor's MySQL tables, through a view account that may only read. */
export const adapter = defineAdapter({
  id: 'hongshan-corrections',
  agency: '150402-sfj',
  options: z
    .object({ url: z.string().describe('The database, with an account that may only read: mysql://…') })
    .strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [correctionSubject, checkIn],
  // 厂商每晚备份: the vendor's nightly backup locks the tables.
  maintenance: [{ from: '01:00', to: '01:30' }],
});
