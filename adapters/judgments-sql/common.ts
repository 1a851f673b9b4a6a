import { code, flag, text } from 'plumbline/sdk';

/** What the courts' system keeps of every record: its sequence key, soft deletion, and when it was written. */
export const record = { key: 'ID', alive: { column: 'SFYX', dead: ['0'] }, updated: 'GXSJ' } as const;

export const id = text('ID', { clean: true });

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('FYDM', { clean: true }),
  jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', { clean: true }),
  sealed: flag('SFFC', { clean: true }),
} as const;
