import type { FieldOpenings, RowOpening } from '../engine/openings.js';
import type { AppliedRule } from '../language/row-rule.js';

/** Alternatives of rows in words, in one order, each once. */
export function rowsInWords(openings: readonly RowOpening[]): readonly string[] {
  return [...new Set(openings.map(({ rules }) => rulesInWords(rules)))].sort();
}

/** What is seen of a row-dependent field on which rows. */
export function casesInWords({ allows, masks, mask }: FieldOpenings): readonly string[] {
  return [
    ...rowsInWords(allows).map((rows) => `F on ${rows}`),
    ...rowsInWords(masks).map((rows) => `M ${mask} on ${rows}`),
  ];
}

function rulesInWords(rules: readonly AppliedRule[]): string {
  return rules.length === 0 ? 'all rows' : [...new Set(rules.map(inWords))].sort().join(' and ');
}

function inWords(rule: AppliedRule): string {
  if (typeof rule === 'string') return rule;
  if ('through' in rule) return `through ${rule.through.map(({ coordinate }) => coordinate).join(' or ')}`;
  if ('approved' in rule) return 'approved';
  if ('own-agency' in rule) return `own-agency by ${rule['own-agency'].field}`;
  if ('own-subject' in rule) return `own-subject by ${rule['own-subject'].field}`;
  if ('equals' in rule) return `${rule.equals.field} = ${rule.equals.value}`;
  if ('in' in rule) return `${rule.in.field} in ${rule.in.values.join(', ')}`;
  if ('prefix' in rule) return `${rule.prefix.field} begins with ${rule.prefix.value}`;
  if ('between' in rule) return `${rule.between.field} from ${rule.between.from} to ${rule.between.to}`;
  if ('until' in rule) return `${rule.until.days} days after ${rule.until.field} at most`;
  return `${rule.since.field} at most ${rule.since.months} months back`;
}
