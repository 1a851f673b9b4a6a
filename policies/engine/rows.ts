import { all, always, any, type Condition, never } from '../../schema/condition.js';
import type { TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { PlainRowRule, RowRule } from './sets.js';
import { within } from './territory.js';

/** Canonical fields that a row condition looks at: those that the type has, any of which may hold. */
export const ruleFields: Readonly<Record<PlainRowRule, readonly string[]>> = {
  'own-agency': ['agencyCode'],
  'own-organisation': ['judicialOfficeCode'],
  'own-subject': ['citizenId'],
  // Domain 5.5.1: the record's jurisdiction or the place of execution; a person has neither, but lives somewhere.
  territory: ['jurisdictionDivisionCode', 'executionDivisionCode', 'residenceDivisionCode', 'householdDivisionCode'],
  'not-sealed': ['sealed'],
  published: ['published'],
};

export const sealedField = 'sealed';

/** The fields that a rule looks for. */
export function wantedFields(rule: RowRule): readonly string[] {
  if (typeof rule === 'string') return ruleFields[rule];
  if ('through' in rule) return [];
  if ('in' in rule) return [rule.in.field];
  return ['equals' in rule ? rule.equals.field : rule['own-agency'].field];
}

/** The fields of a type that a rule can be held against; empty when the type has none of them. */
export function fieldsFor(rule: RowRule, type: TypeFacts): readonly string[] {
  return wantedFields(rule).filter((field) => type.fields.has(field));
}

/**
 * Whether rows can be reached this way under a rule: by one of its relations, where it names some.
 * @param reachedBy the relation taken; null at entry points
 */
export function leads(rule: RowRule, reachedBy: string | null): boolean {
  if (typeof rule === 'string' || !('through' in rule)) return true;
  return rule.through.some(({ coordinate }) => coordinate === reachedBy);
}

/** One rule as a condition on the rows of a type. What a principal does not say (no agency, no subject) matches nothing. */
export function conditionOf(
  rule: RowRule,
  type: TypeFacts,
  principal: Principal,
  openWhenSealingUnknown: boolean,
): Condition {
  if (typeof rule === 'object') {
    if ('in' in rule) return { op: 'in', field: rule.in.field, values: rule.in.values };
    if ('equals' in rule) return { op: 'eq', field: rule.equals.field, value: rule.equals.value };
    // The way is no matter of the row: lists whose way was not taken are left out before.
    if ('through' in rule) return always;
    return ownAgency(rule['own-agency'].field, principal.agency);
  }
  const fields = fieldsFor(rule, type);
  switch (rule) {
    case 'own-agency':
      return any(...fields.map((field) => ownAgency(field, principal.agency)));
    case 'own-organisation':
      return any(...fields.map((field) => same(field, principal.organisation)));
    case 'own-subject':
      return any(...fields.map((field) => same(field, principal.subject ?? '')));
    case 'territory':
      return any(...fields.map((field) => within(field, principal.division)));
    case 'not-sealed':
      return any(...fields.map((field) => notSealed(field, openWhenSealingUnknown)));
    case 'published':
      // Unknown is not published: `eq` is false for null.
      return any(...fields.map((field): Condition => ({ op: 'eq', field, value: true })));
    default:
      return unreachable(rule);
  }
}

// Police units are numbered by who belongs to whom (GA/T 380): a bureau's cases are those of its stations, too.
function ownAgency(field: string, agency: string): Condition {
  const unit = /^([1-8]\d{5})(\d\d)(\d{4})$/.exec(agency);
  if (unit === null || unit[3] !== '0000') return same(field, agency);
  const [, bureau = '', station] = unit;
  return { op: 'prefix', field, value: station === '00' ? bureau : `${bureau}${station}` };
}

function same(field: string, value: string): Condition {
  return value === '' ? never : { op: 'eq', field, value };
}

// A row whose sealing is unknown is hidden. Sealing protects existence itself (刑诉法 286, 治安管理处罚法 136), a wrong
// disclosure cannot be taken back, and a wrong silence can: the adapter then maps a constant, or the set says that
// for this type unknown means open, with its reason.
function notSealed(field: string, openWhenUnknown: boolean): Condition {
  const open: Condition = { op: 'eq', field, value: false };
  return openWhenUnknown ? any(open, { op: 'isNull', field, value: true }) : open;
}

/** The rows that any of several rule lists opens on the way taken; lists that say the same are said once. */
export function rowsOf(
  lists: readonly (readonly RowRule[])[],
  type: TypeFacts,
  principal: Principal,
  openWhenSealingUnknown: boolean,
  reachedBy: string | null,
): Condition {
  const conditions = lists
    .filter((rules) => rules.every((rule) => leads(rule, reachedBy)))
    .map((rules) => all(...rules.map((rule) => conditionOf(rule, type, principal, openWhenSealingUnknown))));
  const distinct = new Map(conditions.map((condition) => [JSON.stringify(condition), condition]));
  return any(...distinct.values());
}

function unreachable(value: never): never {
  throw new TypeError(`no such row rule: ${JSON.stringify(value)}`);
}
