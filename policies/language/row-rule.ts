import type { TypeFacts } from '../../schema/facts.js';
import type { MatterKind } from '../../schema/warrant.js';
import type { PlainRowRule, RowRule } from './sets.js';

/** A rule as the engine holds it: a grant's, or the approvals (by place in the standing) one of which must name the row. */
export type AppliedRule = RowRule | { readonly approved: readonly number[] };

// Domain 5.5.1: the record's jurisdiction or the place of execution; a person has neither, but lives somewhere.
const territoryFields = [
  'jurisdictionDivisionCode',
  'executionDivisionCode',
  'residenceDivisionCode',
  'householdDivisionCode',
] as const;

/** Canonical fields by which a matter or an approval names persons. */
const personFields = [
  'citizenId',
  'victimCitizenId',
  'reporterCitizenId',
  'applicantCitizenId',
  'legalRepresentativeCitizenId',
] as const;

/** Canonical fields by which a matter or an approval names files. */
const fileFields = ['caseNumber', 'caseNo', 'subjectNo', 'incidentNo', 'decisionNumber', 'referralNo'] as const;

const ruleFields: Readonly<Record<PlainRowRule, readonly string[]>> = {
  'own-agency': ['agencyCode'],
  'own-organisation': ['judicialOfficeCode'],
  'own-subject': ['citizenId'],
  'own-line': ['line'],
  territory: territoryFields,
  'not-sealed': ['sealed'],
  published: ['published'],
  'in-matter': [...personFields, ...fileFields],
};

export const sealedField = 'sealed';

/** The fields that a rule looks for, any of which may hold. */
export function wantedFields(rule: AppliedRule): readonly string[] {
  if (typeof rule === 'string') return ruleFields[rule];
  if ('through' in rule) return [];
  if ('approved' in rule) return ruleFields['in-matter'];
  return [fieldOf(rule)];
}

/** The fields of a type that a rule can be held against; empty when the type has none of them. */
export function fieldsFor(rule: AppliedRule, type: TypeFacts): readonly string[] {
  return present(wantedFields(rule), type);
}

/** The fields of a type by which it names persons, and files. */
export function namingFields(type: TypeFacts): {
  readonly persons: readonly string[];
  readonly files: readonly string[];
} {
  return { persons: present(personFields, type), files: present(fileFields, type) };
}

export function territoryOf(type: TypeFacts): readonly string[] {
  return present(territoryFields, type);
}

/** Whether a matter of this kind can name rows of the type at all: cases name persons and files, campaigns a territory. */
export function isWithinReach(type: TypeFacts, kind: MatterKind): boolean {
  return (kind === 'CASE' ? fieldsFor('in-matter', type) : territoryOf(type)).length > 0;
}

/** A rule on the value of one named field. */
export type FieldRule = Exclude<RowRule, PlainRowRule | { readonly through: unknown }>;

export function fieldOf(rule: FieldRule): string {
  if ('own-agency' in rule) return rule['own-agency'].field;
  if ('own-subject' in rule) return rule['own-subject'].field;
  if ('equals' in rule) return rule.equals.field;
  if ('in' in rule) return rule.in.field;
  if ('prefix' in rule) return rule.prefix.field;
  if ('between' in rule) return rule.between.field;
  return 'until' in rule ? rule.until.field : rule.since.field;
}

/**
 * Whether rows can be reached this way under a rule: by one of its relations, where it names some.
 * @param reachedBy the relation taken; null at entry points
 */
export function leads(rule: AppliedRule, reachedBy: string | null): boolean {
  if (typeof rule === 'string' || !('through' in rule)) return true;
  return rule.through.some(({ coordinate }) => coordinate === reachedBy);
}

function present(fields: readonly string[], type: TypeFacts): readonly string[] {
  return fields.filter((field) => type.fields.has(field));
}
