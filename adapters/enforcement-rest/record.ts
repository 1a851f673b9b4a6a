import { code, dateTime, flag, limitedTime, type RestResource, text } from 'plumbline/sdk';

/** What the system keeps of every record beside its key: soft deletion, and when it was written. */
export const record = {
  alive: { column: 'sfyx', dead: ['0'] },
  updated: limitedTime(dateTime('gxsj'), 'epoch-ms'),
} as const;

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

export const caseNumber = text('ah', clean);

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('fyDm', clean),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
  sealed: flag('fcBz'),
} as const;

/** A list of the interface, and the columns that it may be filtered by. */
export const resource = (name: string, ...equals: readonly string[]): RestResource => ({
  path: `/api/v1/${name}/query`,
  equals: [...equals, 'fyDm', 'xzqh'],
  ranges: { gxsj: { from: 'updatedFrom', to: 'updatedTo', write: Number } },
});
