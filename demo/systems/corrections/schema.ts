import { hashOf } from '../../lives/random.js';
import type { SqlSystem } from '../sql/system.js';
import { registerTables } from './register-tables.js';
import { supervisionTables } from './supervision-tables.js';

/** The corrections system: lower-case pinyin, keys of 32 hexadecimal digits, `sfsc` for deletion. */
export const correctionsSystem: SqlSystem = {
  tables: [...registerTables, ...supervisionTables],
  common: {
    key: 'id',
    agency: 'jgdm',
    agencyName: 'jgmc',
    division: 'xzqh',
    sealed: 'sffc',
    deletion: { column: 'sfsc', live: '0', deleted: '1' },
    updated: 'gxsj',
    internal: [
      { name: 'swtzmb', label: '生物特征原始模板(不得对外)' },
      { name: 'xlfdbl', label: '心理辅导谈话笔录(不得对外)' },
    ],
  },
  keyOf: (table, fact, serial) =>
    [table, fact, `${table}${serial}`, `${fact}${serial}`]
      .map((part) => hashOf(`${part}/${serial}`).toString(16).padStart(8, '0'))
      .join(''),
};
