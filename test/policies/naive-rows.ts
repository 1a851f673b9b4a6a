import type { Grant, RowRule } from '../../policies/language/sets.js';
import { covers } from '../../schema/codes/division.js';
import type { Principal } from '../../schema/principal.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { addDays } from '../../schema/values/plain-date.js';
import type { Approval } from '../../schema/warrant.js';

export type Value = string | number | boolean | null;

/** A row as the interpreter sees it: every field that conditions may look at. */
export type Row = Readonly<Record<string, Value>>;

/** A row, and the relation by which it was reached; null at entry points. The same record on two ways is two of these. */
export interface Reached {
  readonly row: Row;
  readonly way: string | null;
}

/** What a rule is held against: the type of the row, and who asks on which day. */
export interface Reader {
  /** The type that the rows are of: of an answer about existence, the record that it is about. */
  readonly type: string;
  readonly principal: Principal;
  readonly today: string;
  readonly isOpenWhenSealingUnknown: boolean;
}

export const personFields = [
  'citizenId',
  'victimCitizenId',
  'reporterCitizenId',
  'applicantCitizenId',
  'legalRepresentativeCitizenId',
];
export const fileFields = ['caseNumber', 'caseNo', 'subjectNo', 'incidentNo', 'decisionNumber', 'referralNo'];
export const territoryFields = [
  'jurisdictionDivisionCode',
  'executionDivisionCode',
  'residenceDivisionCode',
  'householdDivisionCode',
];

/** Whether a row lies within all rules of a grant; the sealing aside, which the grant itself names or not. */
export function isWithin(rules: readonly RowRule[], reached: Reached, reader: Reader): boolean {
  return rules.every((rule) => satisfies(rule, reached, reader));
}

/** Whether the row names one of these persons or files. */
export function names(row: Row, persons: readonly string[], files: readonly string[]): boolean {
  const inList = (list: readonly string[], field: string) => list.some((each) => row[field] === each);
  return personFields.some((field) => inList(persons, field)) || fileFields.some((field) => inList(files, field));
}

export function coversField({ fields }: Approval, type: string, field: string): boolean {
  return fields.includes(type) || fields.includes(`${type}.${field}`);
}

/** Whether the date of a row lies at most so many months back. */
export function isSince(row: Row, field: string, months: number, today: string): boolean {
  const date = row[field];
  return typeof date === 'string' && date >= monthsBack(today, months);
}

const firstDays = new Map<string, string>();

function monthsBack(today: string, months: number): string {
  const key = `${today} ${months}`;
  const day = firstDays.get(key) ?? addMonths(today, -months);
  firstDays.set(key, day);
  return day;
}

export function isInClear(grant: Grant, row: Row, reader: Reader): boolean {
  return grant.sealing || row.sealed === undefined || satisfies('not-sealed', { row, way: null }, reader);
}

function satisfies(rule: RowRule, { row, way }: Reached, reader: Reader): boolean {
  if (typeof rule === 'string') return satisfiesPlain(rule, row, reader);
  if ('own-agency' in rule) return isOwnAgency(row[rule['own-agency'].field], reader.principal.agency);
  if ('own-subject' in rule)
    return Boolean(reader.principal.subject) && row[rule['own-subject'].field] === reader.principal.subject;
  if ('equals' in rule) return row[rule.equals.field] === rule.equals.value;
  if ('in' in rule) return rule.in.values.some((value) => row[rule.in.field] === value);
  if ('through' in rule)
    return rule.through.some(({ coordinate, target }) => target === reader.type && coordinate === way);
  if ('prefix' in rule) return String(row[rule.prefix.field] ?? '').startsWith(rule.prefix.value);
  if ('since' in rule) return isSince(row, rule.since.field, rule.since.months, reader.today);
  if ('until' in rule) {
    const date = row[rule.until.field] ?? null;
    return date === null || date >= addDays(reader.today, -rule.until.days);
  }
  const { field, from, to } = rule.between;
  const value = row[field] ?? null;
  return value !== null && value >= from && value <= to;
}

function satisfiesPlain(rule: Extract<RowRule, string>, row: Row, reader: Reader): boolean {
  const { agency, organisation, subject, division, lines, warrant } = reader.principal;
  const isBelow = (code: string) => territoryFields.some((field) => lies(row[field], code));
  switch (rule) {
    case 'own-agency':
      return isOwnAgency(row.agencyCode, agency);
    case 'own-organisation':
      return organisation !== '' && row.judicialOfficeCode === organisation;
    case 'own-subject':
      return Boolean(subject) && row.citizenId === subject;
    case 'own-line':
      return (lines ?? []).some((line) => row.line === line);
    case 'territory':
      return isBelow(division);
    case 'not-sealed':
      return row.sealed === false || (row.sealed === null && reader.isOpenWhenSealingUnknown);
    case 'published':
      return row.published === true;
    case 'in-matter':
      if (warrant === undefined) return false;
      if (warrant.matter.kind === 'CAMPAIGN') return isBelow(warrant.matter.division) && isBelow(division);
      return names(row, warrant.matter.persons, warrant.matter.files);
  }
}

function lies(code: Value | undefined, territory: string): boolean {
  if (code === undefined) return false;
  // The whole country holds what names no division, too.
  return territory === '100000' || (typeof code === 'string' && covers(territory, code));
}

// A police bureau's cases are its stations' as well (GA/T 380): six digits of the bureau, two of the station, four of the unit.
function isOwnAgency(code: Value | undefined, agency: string): boolean {
  if (agency === '' || typeof code !== 'string') return false;
  const isPolice = agency.length === 12 && /^\d+$/.test(agency);
  if (isPolice && agency.endsWith('000000')) return code.startsWith(agency.slice(0, 6));
  if (isPolice && agency.endsWith('0000')) return code.startsWith(agency.slice(0, 8));
  return code === agency;
}
