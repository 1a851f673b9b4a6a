import { code, dateTime, text } from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the fund system keeps of every record: its sequence key, soft deletion, secrecy, and when it was written. */
export const record = {
  key: 'ID',
  alive: { column: 'SFYX', dead: ['0'] },
  excluded: [{ column: 'MJ', is: ['秘密', '机密', '绝密'] }],
  updated: dateTime('GXSJ', clean),
} as const;

/** Which subsidy; both tables say it alike. */
export const subsidy = {
  projectNo: text('XMBH', clean),
  subsidyKindCode: code('BTZL', 'subsidy-kind'),
} as const;

export const agencyCode = text('ZGBMDM', clean);
