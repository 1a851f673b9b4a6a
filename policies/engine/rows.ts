import { all, always, any, type Condition, never } from '../../schema/condition.js';
import type { TypeFacts } from '../../schema/facts.js';
import type { Principal } from '../../schema/principal.js';
import type { Approval } from '../../schema/warrant.js';
import { type AppliedRule, type FieldRule, fieldOf, fieldsFor } from '../language/row-rule.js';
import type { RowLaws } from './row-laws.js';

/** What row rules are held against besides the row: nothing else makes two principals' rows differ. */
export interface Circumstances {
  readonly principal: Principal;
  /** ISO 8601 date (+08:00). */
  readonly today: string;
  /** By their place in the standing. */
  readonly approvals: readonly Approval[];
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
    case 'own-line':
      return any(...fields.map((field) => laws.ownLine(field, principal.lines ?? [])));
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
  if ('own-subject' in rule) return same(field, principal.subject ?? '');
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

function unreachable(value: never): never {
  throw new TypeError(`no such row rule: ${JSON.stringify(value)}`);
}
