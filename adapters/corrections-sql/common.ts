import { citizenId, code, flag, text } from 'plumbline/sdk';

/** What the corrections system keeps of every record: its random key, soft deletion, and when it was written. */
export const record = { key: 'id', alive: { column: 'sfsc', dead: ['1'] }, updated: 'gxsj' } as const;

/** The record's own id and whose it is: of a subject of correction. */
export const ofSubject = { id: text('id', { clean: true }), subjectNo: text('dxbh', { clean: true }) } as const;

/** Whose the record is among agencies. The system fills these columns itself. */
export const owner = {
  agencyCode: text('jgdm', { clean: true }),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', { clean: true }),
} as const;

export const ownership = { ...owner, sealed: flag('sffc', { clean: true }) } as const;

export const subjectId = citizenId('sfzhm');
