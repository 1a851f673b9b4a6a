import { citizenId, code, dateTime, flag, personName, text } from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the approval bureau keeps of every record: its key, soft deletion, secrecy, and when it was written. */
export const record = {
  key: 'id',
  alive: { column: 'scbz', dead: ['1'] },
  excluded: [{ column: 'mj', is: ['秘密', '机密', '绝密'] }],
  updated: dateTime('gxsj', clean),
} as const;

export const holder = { citizenId: citizenId('sfzhm'), name: personName('xm') } as const;

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('ssjgdm', clean),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
  sealed: flag('sffc', clean),
} as const;
