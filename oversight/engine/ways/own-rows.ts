import type { PairedList } from '../../rules/pairs.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import type { Lead } from './lead.js';
import type { Sight } from './sight.js';

/** How rows that changed themselves are asked for together with those that something else leads to. */
export interface OwnRows {
  readonly lead: Lead;
  /** What is read beside the value, where rows are asked for by both. */
  readonly pair: PairedList | null;
}

/** By the key that rows have, or by what they are paired by; null where they are asked for by their time of writing. */
export function ownRowsOf(
  rule: CompiledRule,
  leads: readonly Lead[],
  { ground, typeOf, canAsk }: Sight,
): OwnRows | null {
  // Groups are asked for by what is read of their rows.
  if (rule.groups !== null) return null;
  const type = typeOf(rule.list);
  const of = { kind: 'CHANGED', list: rule.list } as const;
  const key = ground.catalog.types.get(type)?.key ?? '';
  if (canAsk(type, key)) return { lead: { of, steps: [], leaf: key, field: key, isNeeded: true }, pair: null };
  const paired = leads.find(({ beside }) => beside !== undefined);
  if (paired?.beside === undefined) return null;
  const { field, beside: pair } = paired;
  // A row that changed has both values itself.
  return { lead: { of, steps: [], leaf: field, field, isNeeded: true, beside: { ...pair, its: pair.own } }, pair };
}
