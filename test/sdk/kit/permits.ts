import { defineAdapter } from '../../../sdk/define.js';
import { bind } from '../../../sdk/entity.js';
import { citizenId, date, enumeration, integer, money, personName, sql, text, z } from '../../../sdk/index.js';
import type { Golden, ReferenceRecord } from '../../../sdk/testing/index.js';

export const clock = () => new Date('2026-11-01T00:00:00Z');

/** Made-up persons: their numbers pass the check digit. */
const ids = ['37142219800101123X', '150402199211150024', '370102198802291013'];
const names = ['张伟', '王芳', '欧阳娜娜'];

export const rows = Array.from({ length: 12 }, (_, at) => ({
  XKBH: `XK${String(at * 7).padStart(4, '0')}`,
  ZJHM: at === 4 ? '37142219800101123x' : at === 7 ? '371422800101123' : at === 9 ? null : (ids[at % 3] ?? null),
  XM: at === 5 ? '王 芳' : (names[at % 3] ?? null),
  FZRQ: at % 4 === 0 ? '2024/4/1' : at === 6 ? null : `2024-04-${String(at + 10)}`,
  LX: at % 3 === 0 ? '01' : at % 3 === 1 ? '02' : '9',
  JE: at === 2 ? '1,234.5' : String(at * 100),
  CS: at,
  BZ: at === 8 ? '无' : `说明${at}`,
  SFYX: at === 11 ? '0' : '1',
  GXSJ: `2024-05-${String(at + 10)} 08:00:00`,
}));

export const fields = {
  number: text('XKBH', { clean: true }),
  citizenId: citizenId('ZJHM'),
  name: personName('XM'),
  issued: date('FZRQ'),
  kind: enumeration('LX', { TRADE: '01', TRANSPORT: ['02', '运输'] }),
  fee: money('JE'),
  times: integer('CS', { clean: true }),
  remark: text('BZ', { placeholders: true }),
} as const;

export const shape = {
  table: 'XZXK',
  key: 'XKBH',
  fields,
  lookups: ['number', 'citizenId'],
  alive: { column: 'SFYX', dead: ['0'] },
  updated: 'GXSJ',
} as const;

const options = z.object({ url: z.string() }).strict();

/** Permits of a bureau, one table. */
export const permits = defineAdapter({
  id: 'permits-sql',
  agency: '行政审批局',
  options,
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [bind('Permit', shape)],
});

export const opening = { url: 'mysql://hub:Pa55-word@10.1.2.3/xzxk' };

/** The reference reading is written by hand from the rows above, as an integrator would from the interface document. */
export const golden: Golden = {
  tables: new Map([['XZXK', rows]]),
  expected: new Map([['Permit', rows.slice(0, 11).map(referenceOf)]]),
};

function referenceOf(row: (typeof rows)[number], at: number): ReferenceRecord {
  const variant = at % 4 === 0;
  return {
    id: row.XKBH,
    values: {
      number: row.XKBH,
      citizenId: at === 9 ? null : at === 4 || at === 7 ? '37142219800101123X' : (ids[at % 3] ?? null),
      name: at === 5 ? '王芳' : (names[at % 3] ?? null),
      issued: variant ? '2024-04-01' : row.FZRQ,
      kind: at % 3 === 0 ? 'TRADE' : at % 3 === 1 ? 'TRANSPORT' : null,
      fee: at === 2 ? 123_450 : at * 10_000,
      times: at,
      remark: at === 8 ? null : row.BZ,
    },
    flags: {
      ...(at === 4 ? { citizenId: ['LOWER_CASE'] } : {}),
      ...(at === 7 ? { citizenId: ['UPGRADED_15'] } : {}),
      ...(at === 5 ? { name: ['NAME_VARIANT'] } : {}),
      ...(variant ? { issued: ['DATE_VARIANT'] } : {}),
      ...(at % 3 === 2 ? { kind: ['CODE_UNKNOWN'] } : {}),
      ...(at === 2 ? { fee: ['AMOUNT_VARIANT'] } : {}),
      ...(at === 8 ? { remark: ['PLACEHOLDER'] } : {}),
    },
  };
}
