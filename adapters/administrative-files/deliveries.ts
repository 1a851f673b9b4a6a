import type { Delivery } from 'plumbline/sdk';
import { columnsByTable, management, party } from './titles.js';

const text = { format: 'csv', encoding: 'auto' } as const;
const xml = {
  format: 'xml',
  records: ['DATA', 'BODY', 'RECORD'],
  count: ['DATA', 'HEAD', 'JLS'],
} as const;
// Title, merged groups, names; a signature below the records.
const sheet = { format: 'xlsx', headerRows: 3, footer: /^(填表人|审核人|合计)/ } as const;

/** How each bureau writes its files (INTERFACE 2). */
const bureaus = {
  SCJGJ: { ...text, delimiter: '|' },
  YCZMJ: xml,
  STHJJ: sheet,
  ZHZFJ: { ...text, delimiter: ',' },
  JTYSJ: { ...text, delimiter: ',' },
  ZRZYJ: sheet,
} as const;

/** Every bureau's deliveries: `<bureau>_<table>_<yyyymmddNNN>.zip`. */
export const deliveries: readonly Delivery[] = Object.entries(bureaus).flatMap(([bureau, format]) =>
  Object.entries(columnsByTable).map(([table, own]) => {
    const match = new RegExp(`^${bureau}_${table}_(?<day>\\d{8})\\d{3}\\.zip$`);
    // Elements of the XML files bear the dictionary's own names.
    return format.format === 'xml'
      ? { ...format, match, table }
      : { ...format, match, table, columns: { ...own, ...party, ...management } };
  }),
);
