import { citizenId, code, dateTime, flag, type SoapService, text } from 'plumbline/sdk';

/** Columns that the platform fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the platform keeps of every record beside its key: validity, and when it was written. */
export const record = { alive: { column: 'SFYX', dead: ['0'] }, updated: dateTime('GXSJ', clean) } as const;

/** Whose the record is. The platform fills these columns itself. */
export const ownership = {
  agencyCode: text('TBDWDM', clean),
  jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', clean),
  sealed: flag('FCBZ'),
} as const;

/** A service of the catalogue, its record key, and the columns that a condition may name. */
export const service = (name: string, key: string, ...equals: readonly string[]): SoapService => ({
  service: name,
  key,
  equals: [key, ...equals, 'XZQH'],
  ranges: ['GXSJ'],
});

/** A register of everybody: asked by key only. */
export const keyedService = (name: string, key: string, ...equals: readonly string[]): SoapService => ({
  ...service(name, key, ...equals),
  needsKey: true,
});

/** A number that the platform makes, which therefore has one spelling. */
export const number = (column: string) => text(column, clean);

/** 证件号码, typed by every branch of the police in its own way. */
export const holder = citizenId('ZJHM');
