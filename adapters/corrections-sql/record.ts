import { citizenId, code, dateTime, flag, text } from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the corrections system keeps of every record: its random key, soft deletion, and when it was written. */
export const record = { key: 'id', alive: { column: 'sfsc', dead: ['1'] }, updated: dateTime('gxsj', clean) } as const;

/** The record's own id and whose it is: of a subject of correction. */
export const ofSubject = { id: text('id', clean), subjectNo: text('dxbh', clean) } as const;

export const lookups = ['id', 'subjectNo'] as const;

/** Whose the record is among agencies. The system fills these columns itself. */
export const owner = {
  agencyCode: text('jgdm', clean),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
} as const;

export const ownership = { ...owner, sealed: flag('sffc', clean) } as const;

export const subjectId = citizenId('sfzhm');
