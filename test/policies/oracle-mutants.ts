// long: one table of broken laws, a row each.
import { clausesOf } from '../../policies/engine/clause.js';
import { type Laws, laws } from '../../policies/engine/laws.js';
import type { FieldSelector } from '../../policies/language/sets.js';
import type { Access } from '../../schema/access.js';
import { always, any, type Condition, never } from '../../schema/condition.js';
import { addDays } from '../../schema/values/plain-date.js';

/** A broken law in place of a good one, by what it breaks. */
export const brokenLaws: Readonly<Record<string, Partial<Laws>>> = {
  'prohibitions are forgotten': { forbids: () => false },
  'a prohibition of one role or purpose is everybody’s': {
    forbids: (each, standing, type, field) =>
      laws.forbids({ ...each, roles: '*', purposes: '*' }, standing, type, field),
  },
  'a prohibition holds for roles that may act only': {
    forbids: (each, standing, type, field) => laws.forbids(each, { ...standing, roles: standing.acting }, type, field),
  },
  'sealed rows are not kept out': {
    rules: (grant, type, rowType) => laws.rules({ ...grant, sealing: true }, type, rowType),
  },
  'counts take in sealed rows': {
    rules: (grant, type, rowType) =>
      laws.rules({ ...grant, sealing: grant.sealing || grant.effect === 'count' }, type, rowType),
  },
  'the sealing of the record that an answer is about is forgotten': {
    rules: (grant, type) => laws.rules(grant, type, type),
  },
  'sealed fields open without the sealing': {
    selects: (selector, _, type, field) => laws.selects(selector, true, type, field),
  },
  'a row whose sealing is unknown is open': { notSealed: (field) => laws.notSealed(field, true) },
  'a row whose sealing is unknown is always hidden': { notSealed: (field) => laws.notSealed(field, false) },
  'the purpose is not looked at': {
    applies: (grant, standing) => {
      const [purpose = null] = grant.purposes;
      return laws.applies(grant, { ...standing, purpose });
    },
  },
  'a role brings grants under purposes that it may not declare': {
    applies: (grant, standing) => laws.applies(grant, { ...standing, acting: standing.roles }),
  },
  'business lines are ignored': { isInLine: () => true },
  'a grant without lines is nobody’s': {
    isInLine: (grant, standing) => grant.lines !== null && laws.isInLine(grant, standing),
  },
  'classes that the purpose does not open are opened': { permits: () => true },
  'what a purpose opens masked it opens in clear': { permits: (cap, _, each) => laws.permits(cap, 'mask', each) },
  'withheld types are not withheld': {
    withholds: (cap, type, field) => cap.withheld.has(`${type}.${field}`),
  },
  'withheld fields are not withheld': { withholds: ({ withheld }, type) => withheld.has(type) },
  'a purpose touches types that are not its own': { touches: () => true },
  'counts are grouped by what the purpose does not let be counted by': { permitsCounting: () => true },
  'counts are grouped by opened classes only': { permitsCounting: (cap, each) => laws.permits(cap, 'allow', each) },
  'fields to count by are those of any grant': { counted: (lists) => [...new Set(lists.flat())] },
  'the smallest number told is the least of several': {
    smallest: (grants) => Math.min(...grants.map(({ smallest }) => smallest)),
  },
  'small numbers are told': { smallest: () => 0 },
  'one open row opens the field on all rows': { covers: () => true },
  'no row is covered by another': { covers: () => false },
  'coverage is read backwards': {
    covers: (clause, alternatives) => alternatives.some((other) => [...clause.keys()].every((atom) => other.has(atom))),
  },
  'conditions of one grant are alternatives': {
    clauses: (rules, ...rest) =>
      rules.length === 0 ? [new Map()] : rules.flatMap((rule) => clausesOf([rule], ...rest)),
  },
  'only the first condition of a grant counts': { rules: (...asked) => laws.rules(...asked).slice(0, 1) },
  'a matter is none of the clauses’ business': {
    clauses: (rules, ...rest) =>
      laws.clauses(
        rules.filter((rule) => rule !== 'in-matter'),
        ...rest,
      ),
  },
  'every matter is a case': {
    clauses: (rules, type, matter) => laws.clauses(rules, type, matter === null ? null : 'CASE'),
  },
  'exceptions are ignored': { selects: (selector, ...rest) => laws.selects(withoutExceptions(selector), ...rest) },
  'a wildcard takes in relations': {
    selects: (selector, sealing, type, field) =>
      laws.selects(selector === '*' ? [field] : selector, sealing, type, field),
  },
  'rows exist on every way': { leads: () => true },
  'a relation says nothing of the way': { leads: (rules) => laws.leads(rules, null) },
  'one relation stands for all': {
    clauses: (rules, ...rest) =>
      laws.clauses(
        rules.filter((rule) => typeof rule === 'string' || !('through' in rule)),
        ...rest,
      ),
  },
  'the first of two formats wins': { mask: (grants, field) => grants[0]?.as ?? field.mask },
  'the format of a policy is ignored': {
    mask: (grants, field) =>
      laws.mask(
        grants.map((grant) => ({ ...grant, as: null })),
        field,
      ),
  },
  'relations look at their target alone': { relation: (_, target) => target },
  'relations look at their parent alone': { relation: (parent) => parent },
  'an approval of another field is good enough': { approving: ({ approvals }) => approvals.map((_, at) => at) },
  'an approval of a type is none of its fields': {
    approving: ({ approvals }, type, field) =>
      approvals.flatMap((covered, at) => (covered.includes(`${type}.${field}`) ? [at] : [])),
  },
  'only the first approval counts': { approving: (...asked) => laws.approving(...asked).slice(0, 1) },
  'approvals are ignored': { approving: () => [] },
  'an approval opens everybody’s rows': { approved: () => always },
  'an approval opens by persons only': {
    approved: (approval, type) => laws.approved({ ...approval, files: [] }, type),
  },
  'an approval opens by files only': {
    approved: (approval, type) => laws.approved({ ...approval, persons: [] }, type),
  },
  'a case opens everybody’s rows': {
    inMatter: (matter, ...rest) => (matter.kind === 'CASE' ? always : laws.inMatter(matter, ...rest)),
  },
  'a case opens the rows of its victims to nobody': {
    inMatter: (matter, ...rest) =>
      matter.kind === 'CASE'
        ? without(laws.inMatter(matter, ...rest), 'victimCitizenId')
        : laws.inMatter(matter, ...rest),
  },
  'files of a case are ignored': {
    inMatter: (matter, ...rest) => laws.inMatter({ ...matter, files: [] }, ...rest),
  },
  'a campaign opens the whole country': {
    inMatter: (matter, ...rest) => (matter.kind === 'CAMPAIGN' ? always : laws.inMatter(matter, ...rest)),
  },
  'a campaign opens all of the principal’s territory': {
    inMatter: (matter, principal, type) => laws.inMatter({ ...matter, division: principal.division }, principal, type),
  },
  'a campaign opens what lies beyond the principal’s territory': {
    inMatter: (matter, principal, type) => laws.inMatter(matter, { ...principal, division: matter.division }, type),
  },
  'a campaign opens whom it names': {
    inMatter: (matter, principal, type) =>
      any(laws.inMatter(matter, principal, type), laws.inMatter({ ...matter, kind: 'CASE' }, principal, type)),
  },
  'the depth of history is ignored': { history: () => null },
  'the depth of history of one type is every type’s': {
    history: (cap, type) => laws.history(cap, [...cap.history.keys()][0] ?? type),
  },
  'a term that has ended long ago is running': {
    until: (field, days, today) => ({ op: 'le', field, value: addDays(today, -days) }),
  },
  'an open term is over': { until: (field, days, today) => ({ op: 'ge', field, value: addDays(today, -days) }) },
  'a term ends a day early': { until: (field, days, today) => laws.until(field, days - 1, today) },
  'no date is recent': {
    since: (field, months, today) => any(laws.since(field, months, today), { op: 'isNull', field, value: true }),
  },
  'months are thirty days': {
    since: (field, months, today) => ({ op: 'ge', field, value: addDays(today, -30 * months) }),
  },
  'who works in no line has the work of all': {
    ownLine: (field, lines) => (lines.length === 0 ? always : laws.ownLine(field, lines)),
  },
  'the work of a line is that of another': {
    ownLine: (field, lines) => laws.ownLine(field, lines.slice(1)),
  },
  'a territory reaches sideways': {
    territory: (field, division) => laws.territory(field, division.length > 4 ? `${division.slice(0, 4)}00` : division),
  },
  'former codes are ignored': {
    territory: (field, division) =>
      /^[1-8]\d{5}$/.test(division) && division !== '100000'
        ? { op: 'prefix', field, value: division.replace(/(00)+$/, '') }
        : laws.territory(field, division),
  },
  'an empty territory is the whole country': {
    territory: (field, division) => (division === '' ? always : laws.territory(field, division)),
  },
  'the parts of a territory that went elsewhere stay': {
    territory: (field, division) => without(laws.territory(field, division), null),
  },
  'a row-dependent field is open on all rows': { where: () => always },
  'what covers all is not seen to': { where: (rows, coversAll) => (coversAll ? never : rows) },
};

function withoutExceptions(selector: FieldSelector): FieldSelector {
  return typeof selector === 'object' && 'except' in selector ? { ...selector, except: [] } : selector;
}

// Without what it says of one field; of null, without what it says not.
function without(condition: Condition, field: string | null): Condition {
  if (condition.op === 'or' || condition.op === 'and')
    return { ...condition, of: condition.of.map((part) => without(part, field)) };
  if (condition.op === 'not') return field === null ? always : condition;
  return 'field' in condition && condition.field === field ? never : condition;
}

/** An access that tells what it decided wrongly, by what it gets wrong. */
export const falseTellers: Readonly<Record<string, (access: Access) => Partial<Access>>> = {
  'SOME is told as ALL': ({ decide }) => ({
    decide: (type, field) => {
      const decision = decide(type, field);
      return decision.effect === 'DENY' ? decision : { ...decision, rows: 'ALL' };
    },
  }),
  'ALL is told as SOME': ({ decide }) => ({
    decide: (type, field) => {
      const decision = decide(type, field);
      return decision.effect === 'DENY' ? decision : { ...decision, rows: 'SOME' };
    },
  }),
  'a mask wins over what is clear': ({ cases }) => ({ cases: (...asked) => cases(...asked).toReversed() }),
  'the last case is lost': ({ cases }) => ({ cases: (...asked) => cases(...asked).slice(0, -1) }),
  'cases forget the way': ({ cases }) => ({ cases: (type, field) => cases(type, field) }),
  'rows forget the way': ({ rows }) => ({ rows: (type) => rows(type) }),
  'rows are counted that nobody may see': ({ counts }) => ({
    counts: (type) => {
      const counting = counts(type);
      return counting.effect === 'DENY' ? counting : { ...counting, rows: always };
    },
  }),
  'whoever enters sees all rows': ({ rows }) => ({
    rows: (...asked) => (rows(...asked).op === 'false' ? never : always),
  }),
  'denials say that nothing opens': ({ decide }) => ({
    decide: (type, field) => {
      const decision = decide(type, field);
      return decision.effect === 'DENY' ? { ...decision, changes: [] } : decision;
    },
  }),
  'denials say half of what opens': ({ decide }) => ({
    decide: (type, field) => {
      const decision = decide(type, field);
      return decision.effect === 'DENY' ? { ...decision, changes: decision.changes.slice(0, 1) } : decision;
    },
  }),
  'denials say that approval opens': ({ decide }) => ({
    decide: (type, field) => {
      const decision = decide(type, field);
      const changes = [{ kind: 'APPROVAL' as const, fields: [`${type}.${field}`] }];
      return decision.effect === 'DENY' ? { ...decision, changes } : decision;
    },
  }),
};
