import { caseNumber, citizenId, code, dateTime, flag, personName, text } from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the courts' system keeps of every record: its sequence key, soft deletion, and when it was written. */
export const record = { key: 'ID', alive: { column: 'SFYX', dead: ['0'] }, updated: dateTime('GXSJ', clean) } as const;

export const id = text('ID', clean);

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('FYDM', clean),
  jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', clean),
  sealed: flag('SFFC', clean),
} as const;

/** Of which defendant, in which case: every table of criminal judgments says it alike. */
export const defendant = {
  id,
  caseNumber: caseNumber('AH'),
  citizenId: citizenId('BGRZJHM'),
  name: personName('BGRXM'),
} as const;
export const judgmentId = text('WSBH', clean);

/** Of which prisoner: every table of changed sentences says it alike. */
export const prisoner = {
  id,
  caseNumber: caseNumber('AH'),
  originalCaseNumber: caseNumber('YSAH'),
  citizenId: citizenId('ZFZJHM'),
  name: personName('ZFXM'),
} as const;
export const prisonerLookups = ['id', 'caseNumber', 'originalCaseNumber', 'citizenId'] as const;

export const granted = { GRANTED: ['1', '准予', '准许'], REFUSED: ['2', '不准予', '不予准许'] } as const;
