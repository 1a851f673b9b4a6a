import type { PairedList } from '../../rules/pairs.js';
import type { CompiledRule } from '../../rules/rule-book.js';
import { canProbe } from '../changes/probing.js';
import { goBack, type Reached } from './going-back.js';
import { type Given, keyOf, type Lead } from './lead.js';
import { type Followed, followedBy, type Relation } from './relations.js';
import type { Sight } from './sight.js';

/** The ways by which changes lead to rows of a rule. */
export interface Leads {
  /** By field of the rule's list. */
  readonly leads: readonly WayBack[];
  /** Ways that cannot be gone back: the rule's rows are asked what changed there. */
  readonly probed: readonly Followed[];
  /** Ways of which not even the rows tell what changed, as paths: it is found by the whole list alone. */
  readonly lost: readonly string[];
}

export interface WayBack {
  readonly lead: Lead;
  /** What it leads back: the rule's rows are asked where the systems of the records do not say what changed. */
  readonly ways: readonly Followed[];
}

export function leadsOf(rule: CompiledRule, sight: Sight): Leads {
  const leads = new Map<string, WayBack>();
  const probed: Followed[] = [];
  const lost: string[] = [];
  for (const followed of followedBy(rule, sight.ground.catalog)) {
    const { way } = followed;
    const lead = leadBack(followed, rule.list, sight);
    if (lead === null) {
      if (canProbe(followed)) probed.push(followed);
      else lost.push(way.map(({ name }) => name).join('.'));
      continue;
    }
    const beside = besideOf(rule, way, lead, sight);
    const own = beside === null ? lead : { ...lead, beside };
    leads.set(keyOf(own), { lead: own, ways: [...(leads.get(keyOf(own))?.ways ?? []), followed] });
  }
  return { leads: [...leads.values()], probed, lost };
}

/** Where a lead begins at the records themselves that a rule pairs with its rows. */
function besideOf(
  { pairs, list }: CompiledRule,
  way: readonly Relation[],
  { of }: Lead,
  sight: Sight,
): PairedList | null {
  const last = way.at(-1);
  const pair = pairs.find(({ path }) => path.join('.') === way.map(({ name }) => name).join('.'));
  const isItself = of.kind === 'CHANGED' || of.kind === 'RELATED';
  if (pair === undefined || last === undefined || !isItself) return null;
  return sight.isClear(last.target, pair.its) && sight.canAsk(sight.typeOf(list), pair.own) ? pair : null;
}

/** Goes a way back, from its last records to a field of the walked list. */
function leadBack({ way, fields }: Followed, list: string, sight: Sight): Lead | null {
  // Whether there is a record that nobody may see changes without being seen.
  if (way.some(({ kind }) => kind === 'ANSWER')) return null;
  const start = startOf({ way, fields }, list, sight);
  if (start === null) return null;
  if (start.level === 0) {
    const [field] = sight.handles(sight.typeOf(list));
    return field === undefined ? null : { of: start.found, steps: [], leaf: field, field, isNeeded: true };
  }
  return goAllBack(way, { ...start, lead: null }, sight);
}

/** Goes a way back from records at its end. */
export function leadFrom(found: Given, way: readonly Relation[], sight: Sight): Lead | null {
  const last = way.at(-1);
  if (last === undefined || !sight.showsAll(last)) return null;
  return goAllBack(way, { found, level: way.length, lead: null }, sight);
}

/** Goes back to rows that have the same values at the end of a way as some rows of the list have. */
export function leadAlike(rows: Given, { list, way, field }: Place, sight: Sight): Lead | null {
  const lead: Lead = { of: rows, steps: way, leaf: field, field, isNeeded: false };
  return way.length === 0
    ? lead
    : goAllBack(way, { found: { kind: 'LED', list, lead }, level: way.length, lead }, sight);
}

/** Values of records to which a way leads from rows of a list, or of the rows themselves. */
export interface Place {
  readonly way: readonly Relation[];
  /** List of the records, and the field that it is filtered by. */
  readonly list: string;
  readonly field: string;
}

function goAllBack(way: readonly Relation[], from: Reached, sight: Sight): Lead | null {
  let reached = from;
  for (;;) {
    const back = goBack(way.slice(0, reached.level), reached, sight);
    if (back === null || back.level === 0) return back?.lead ?? null;
    const next = sight.listOf(way[back.level - 1]?.target ?? '');
    if (next === null) return null;
    reached = { found: { kind: 'LED', list: next, lead: back.lead }, ...back };
  }
}

/** Where changes are found: in the list of the records themselves, or at the record that they hang on. */
function startOf({ way, fields }: Followed, list: string, sight: Sight): Omit<Reached, 'lead'> | null {
  const [last, above] = [way.at(-1), way.at(-2)];
  if (last === undefined) return null;
  const own = sight.listOf(last.target);
  if (own !== null && sight.showsAll(last)) return { found: { kind: 'CHANGED', list: own }, level: way.length };
  // What is asked of a handle few rules ask, and of the rows that they look at.
  if (above === undefined && fields.length > 0) return null;
  const parents = above === undefined ? list : sight.showsAll(above) ? sight.listOf(above.target) : null;
  return parents === null || last.kind === 'HOP'
    ? null
    : {
        found: { kind: 'RELATED', list: parents, relation: last, fields, changedIn: sight.changedIn(parents, last) },
        level: way.length - 1,
      };
}
