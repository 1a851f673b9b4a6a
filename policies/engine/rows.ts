import { all, always, any, type Condition, never } from '../../schema/condition.js';
import type { TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { addDays, isIsoDate } from '../../schema/values/plain-date.js';
import type { Approval, Matter } from '../../schema/warrant.js';
import { type AppliedRule, type FieldRule, fieldOf, fieldsFor, namingFields, territoryOf } from './rule-fields.js';
import { within } from './territory.js';

/** What row rules are held against besides the row: nothing else makes two principals' rows differ. */
export interface Circumstances {
  readonly principal: Principal;
  /** ISO 8601 date (+08:00). */
  readonly today: string;
  /** By their place in the standing. */
  readonly approvals: readonly Approval[];
}

/** What the row rules that name somebody, somewhere or some day come to. */
export interface RowLaws {
  territory(field: string, division: string): Condition;
  inMatter(matter: Matter, principal: Principal, type: TypeFacts): Condition;
  approved(approval: Approval, type: TypeFacts): Condition;
  until(field: string, days: number, today: string): Condition;
  since(field: string, months: number, today: string): Condition;
  notSealed(field: string, isOpenWhenUnknown: boolean): Condition;
}

export const rowLaws: RowLaws = {
  territory: within,

  inMatter(matter, { division }, type) {
    if (matter.kind === 'CASE') return namedBy(matter, type);
    const fields = territoryOf(type);
    const below = (territory: string) => any(...fields.map((field) => within(field, territory)));
    return all(below(matter.division), below(division));
  },

  approved: namedBy,

  // A term without an end is running (domain 5.5.7).
  until(field, days, today) {
    if (!isIsoDate(today)) return never;
    return any({ op: 'isNull', field, value: true }, { op: 'ge', field, value: addDays(today, -days) });
  },

  since(field, months, today) {
    return isIsoDate(today) ? { op: 'ge', field, value: addMonths(today, -months) } : never;
  },

  // A row whose sealing is unknown is hidden. Sealing protects existence itself (刑诉法 286, 治安管理处罚法 136), a wrong
  // disclosure cannot be taken back, and a wrong silence can: the adapter then maps a constant, or the set says that
  // for this type unknown means open, with its reason.
  notSealed(field, isOpenWhenUnknown) {
    const open: Condition = { op: 'eq', field, value: false };
    return isOpenWhenUnknown ? any(open, { op: 'isNull', field, value: true }) : open;
  },
};

/** The records of any of the persons and files; of none when none is named. */
function namedBy(names: Pick<Matter, 'persons' | 'files'>, type: TypeFacts): Condition {
  const { persons, files } = namingFields(type);
  return any(
    ...persons.map((field) => oneOf(field, names.persons)),
    ...files.map((field) => oneOf(field, names.files)),
  );
}

function oneOf(field: string, values: readonly string[]): Condition {
  return values.length === 0 ? never : { op: 'in', field, values };
}

/**
 * Whether rows can be reached this way under a rule: by one of its relations, where it names some.
 * @param reachedBy the relation taken; null at entry points
 */
export function leads(rule: AppliedRule, reachedBy: string | null): boolean {
  if (typeof rule === 'string' || !('through' in rule)) return true;
  return rule.through.some(({ coordinate }) => coordinate === reachedBy);
}

/** One rule as a condition on the rows of a type. What a principal does not say (no agency, no subject) matches nothing. */
export function conditionOf(
  rule: AppliedRule,
  type: TypeFacts,
  given: Circumstances,
  isOpenWhenUnknown: boolean,
  laws: RowLaws,
): Condition {
  const { principal, approvals } = given;
  if (typeof rule === 'object') {
    // The way is no matter of the row: lists whose way was not taken are left out before.
    if ('through' in rule) return always;
    if (!('approved' in rule)) return onField(rule, given, laws);
    const named = approvals.filter((_, at) => rule.approved.includes(at));
    return any(...named.map((approval) => laws.approved(approval, type)));
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
      return any(...fields.map((field) => laws.territory(field, principal.division)));
    case 'not-sealed':
      return any(...fields.map((field) => laws.notSealed(field, isOpenWhenUnknown)));
    case 'published':
      return any(...fields.map((field): Condition => ({ op: 'eq', field, value: true })));
    case 'in-matter':
      return principal.warrant === undefined ? never : laws.inMatter(principal.warrant.matter, principal, type);
    default:
      return unreachable(rule);
  }
}

function onField(rule: FieldRule, { principal, today }: Circumstances, laws: RowLaws): Condition {
  const field = fieldOf(rule);
  if ('own-agency' in rule) return ownAgency(field, principal.agency);
  if ('equals' in rule) return { op: 'eq', field, value: rule.equals.value };
  if ('in' in rule) return { op: 'in', field, values: rule.in.values };
  if ('prefix' in rule) return { op: 'prefix', field, value: rule.prefix.value };
  if ('until' in rule) return laws.until(field, rule.until.days, today);
  if ('since' in rule) return laws.since(field, rule.since.months, today);
  return all({ op: 'ge', field, value: rule.between.from }, { op: 'le', field, value: rule.between.to });
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

/** Whether a rule list opens rows on the way taken. */
export function opens(rules: readonly AppliedRule[], reachedBy: string | null): boolean {
  return rules.every((rule) => leads(rule, reachedBy));
}

function unreachable(value: never): never {
  throw new TypeError(`no such row rule: ${JSON.stringify(value)}`);
}
