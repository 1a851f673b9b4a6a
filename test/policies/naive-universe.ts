import type { Grant, RowRule } from '../../policies/language/sets.js';
import type { Principal } from '../../schema/principal.js';
import { addMonths } from '../../schema/values/legal-term.js';
import { addDays } from '../../schema/values/plain-date.js';
import { fileFields, personFields, type Reached, type Row, territoryFields, type Value } from './naive-rows.js';

/** What the rows of a type may differ in. */
export interface Ground {
  readonly fields: ReadonlySet<string>;
  /** Null for entry points, and the relations that lead to the type. */
  readonly ways: readonly (string | null)[];
  readonly principal: Principal;
  readonly today: string;
}

type Choices = ReadonlyMap<string, ReadonlySet<Value>>;

/** How far back rows lie. */
interface Depth {
  readonly field: string;
  readonly months: number;
}

/** Within every term that is reckoned from today, and within none; the first day of a term lies within longer ones only. */
const farAhead = '2099-12-31';
const longAgo = '1950-01-01';

/**
 * All rows of a type that grants could tell apart: every value that a rule asks for beside one that it refuses, every
 * combination, on every way.
 */
export function universe(grants: readonly Grant[], history: readonly Depth[], ground: Ground): readonly Reached[] {
  const choices = new Map<string, Set<Value>>();
  const offer = (field: string, ...values: readonly Value[]) => {
    if (!ground.fields.has(field)) return;
    choices.set(field, new Set([...(choices.get(field) ?? []), ...values]));
  };
  offer('sealed', true, false, null);
  for (const { field, months } of history) offer(field, addMonths(ground.today, -months), farAhead, longAgo);
  for (const grant of grants) {
    for (const rule of grant.rows) offerFor(rule, ground, offer);
    if (grant.needs === 'approval') offerNamed(ground, offer);
  }
  const ways = grants.some(({ rows }) => rows.some(isThrough)) ? ground.ways : [null];
  return rowsFrom(choices, ground.fields).flatMap((row) => ways.map((way) => ({ row, way })));
}

function rowsFrom(choices: Choices, fields: ReadonlySet<string>): readonly Row[] {
  let rows: readonly Row[] = [Object.fromEntries([...fields].map((field) => [field, null]))];
  for (const [field, values] of choices)
    rows = rows.flatMap((row) => [...values].map((value) => ({ ...row, [field]: value })));
  return rows;
}

type Offer = (field: string, ...values: readonly Value[]) => void;

function offerFor(rule: RowRule, ground: Ground, offer: Offer): void {
  const { agency, organisation, subject = '', division, lines = [], warrant } = ground.principal;
  if (rule === 'own-agency') offer('agencyCode', agency, 'elsewhere');
  else if (rule === 'own-organisation') offer('judicialOfficeCode', organisation, 'elsewhere');
  else if (rule === 'own-subject') offer('citizenId', subject, 'nobody');
  else if (rule === 'own-line') offer('line', ...lines, 'no line');
  else if (rule === 'published') offer('published', true, null);
  else if (rule === 'territory') offerDivisions(ground, offer, division);
  else if (rule === 'in-matter' && warrant?.matter.kind === 'CAMPAIGN')
    offerDivisions(ground, offer, division, warrant.matter.division);
  else if (rule === 'in-matter') offerNamed(ground, offer);
  else if (typeof rule === 'object') offerFields(rule, ground, offer);
}

function offerFields(rule: Exclude<RowRule, string>, { principal, today }: Ground, offer: Offer): void {
  if ('own-agency' in rule) offer(rule['own-agency'].field, principal.agency, 'elsewhere');
  else if ('own-subject' in rule) offer(rule['own-subject'].field, principal.subject ?? '', 'nobody');
  else if ('equals' in rule) offer(rule.equals.field, rule.equals.value, 'other');
  else if ('in' in rule) offer(rule.in.field, ...rule.in.values, 'other');
  else if ('prefix' in rule) offer(rule.prefix.field, rule.prefix.value, 'other');
  else if ('since' in rule) offer(rule.since.field, addMonths(today, -rule.since.months), farAhead, longAgo);
  else if ('until' in rule) offer(rule.until.field, addDays(today, -rule.until.days), farAhead, null, longAgo);
  else if ('between' in rule) offer(rule.between.field, rule.between.from, rule.between.to, null);
}

// One field holds whom matters and approvals name, in every combination of them: the generated lists see to that. The
// other fields of the kind would add nothing that tells grants apart.
function offerNamed({ fields, principal }: Ground, offer: Offer): void {
  const { matter, approvals = [] } = principal.warrant ?? {};
  const lists = [...(matter === undefined ? [] : [matter]), ...approvals];
  const person = personFields.findLast((field) => fields.has(field));
  const file = fileFields.find((field) => fields.has(field));
  if (person !== undefined) offer(person, 'nobody', ...lists.flatMap(({ persons }) => persons));
  else if (file !== undefined) offer(file, 'no file', ...lists.flatMap(({ files }) => files));
}

function offerDivisions({ fields }: Ground, offer: Offer, ...codes: readonly string[]): void {
  const field = territoryFields.find((each) => fields.has(each));
  if (field !== undefined) offer(field, ...codes, '990000');
}

function isThrough(rule: RowRule): boolean {
  return typeof rule === 'object' && 'through' in rule;
}
