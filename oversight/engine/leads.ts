import type { PairedList } from '../rules/pairs.js';
import type { CompiledRule } from '../rules/rule-book.js';
import { canProbe } from './probing.js';
import { type Followed, followedBy, person, type Relation } from './relations.js';
import type { Sight } from './sight.js';

/** Records that a question finds. */
export type Found =
  /** Those of a list that were written since the run's instant. */
  | { readonly kind: 'CHANGED'; readonly list: string }
  /** Those of a list of which a related record was, as far as some fields of it tell (none: whatever it holds). */
  | {
      readonly kind: 'RELATED';
      readonly list: string;
      readonly relation: Relation;
      readonly fields: readonly string[];
    }
  /** Those of a list with one of the values that a lead comes to. */
  | { readonly kind: 'LED'; readonly list: string; readonly lead: Lead }
  | Given;

/** Those of a list with one of some values of a field, which are known. */
export interface Given {
  readonly kind: 'GIVEN';
  readonly list: string;
  readonly field: string;
  readonly values: ReadonlySet<string>;
}

/** Values of a field by which records of a type can be asked for: read from what was found, or the same as found it. */
export interface Lead {
  readonly of: Found;
  /** From a found record to the value. */
  readonly steps: readonly Relation[];
  readonly leaf: string;
  /** Field of the type that is led to whose value it is. */
  readonly field: string;
  /** Whether a record that has no value is lost, since it cannot be asked for; else what has none is related to nothing. */
  readonly isNeeded: boolean;
  /** What rows have the same as the record that changed, where the rule says so: others of the value are decided without it. */
  readonly beside?: PairedList;
}

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

/** Tells leads apart. */
export function keyOf({ of, steps, leaf, field, beside }: Lead): string {
  return JSON.stringify([foundKey(of), steps.map(({ name }) => name), leaf, field, beside?.its, beside?.own]);
}

/** Tells apart what is found. */
export function foundKey(found: Found): string {
  switch (found.kind) {
    case 'CHANGED':
      return found.list;
    case 'RELATED':
      return `${found.list}.${found.relation.name} ${found.fields.join(' ')}`;
    case 'LED':
      return `${found.list} ${keyOf(found.lead)}`;
    case 'GIVEN':
      return `${found.list} by ${found.field}`;
  }
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
    : { found: { kind: 'RELATED', list: parents, relation: last, fields }, level: way.length - 1 };
}

interface Reached {
  readonly found: Found;
  /** How many relations below the walked list's rows. */
  readonly level: number;
  /** The values that it was found by; null where it was found otherwise. */
  readonly lead: Lead | null;
}

/** As many relations back at once as go by one value, down to one. */
function goBack(way: readonly Relation[], reached: Reached, sight: Sight): Way | null {
  const last = way.at(-1);
  if (last === undefined) return null;
  const joins: Join[] = [{ ...last, level: way.length - 1 }];
  for (let join = joins[0]; join !== undefined; ) {
    const above: Relation | undefined = way[join.level - 1];
    join = above?.by === join.from ? { ...join, ...pick(above), level: join.level - 1 } : undefined;
    if (join !== undefined) joins.unshift(join);
  }
  for (const join of joins) {
    const back = goBackBy(join, way, reached, sight);
    if (back !== null) return back;
  }
  return null;
}

/** Records of `target` whose `by` equals `from` of the parent, whatever lies between. */
type Join = Pick<Relation, 'parent' | 'from' | 'target' | 'by'> & Pick<Reached, 'level'>;

const pick = ({ parent, from }: Relation) => ({ parent, from });

function goBackBy(
  { parent, from, target, by, level }: Join,
  way: readonly Relation[],
  { found, lead }: Reached,
  sight: Sight,
): Way | null {
  const canAsk = sight.canAsk(parent, from);
  if (canAsk && lead?.field === by) return { level, lead: { ...lead, field: from } };
  // What was found by values is asked for in its list, which has to show all that the relation does.
  const last = way.at(-1);
  if (found.kind === 'LED' && (last === undefined || !sight.showsAll(last))) return null;
  const isDirect = canAsk && sight.isClear(target, by);
  const direct: Way | null = isDirect
    ? { level, lead: { of: found, steps: [], leaf: by, field: from, isNeeded: false } }
    : null;
  const above = way[level - 1];
  const wanted = wantedOf(parent, above, sight);
  const steps = wanted === null ? null : stepsBack({ target, by }, { parent, from }, sight);
  // What the next relation goes by needs no question of its own.
  const isNext = above !== undefined && wanted === above.by;
  const read: Way | null =
    steps === null || wanted === null
      ? null
      : {
          level,
          lead: {
            of: steps.length === 0 ? found : changedAlone(found, sight),
            steps,
            leaf: wanted,
            field: wanted,
            isNeeded: !isNext,
          },
        };
  const known = isNext && from !== above.by ? (read ?? direct) : (direct ?? read);
  const people = known === null ? byPerson({ target, by }, { parent, from }, found, sight) : null;
  return people === null ? known : { level, lead: level === 0 ? knownBy(people, parent, sight) : people };
}

/** The person whom records of both types are about, by whose token the list above can be asked: where it is not by a number. */
function byPerson(
  { target, by }: Pick<Relation, 'target' | 'by'>,
  { parent, from }: Pick<Relation, 'parent' | 'from'>,
  found: Found,
  sight: Sight,
): Lead | null {
  const link = sight.personLinks(target).find((each) => each.from === by);
  const own = sight.personLinks(parent).find((each) => each.from === from && sight.canAsk(parent, each.name));
  if (link === undefined || own === undefined) return null;
  return { of: found, steps: [link], leaf: sight.token, field: own.name, isNeeded: false };
}

/** A lead to a handle of the rows where they have one: of the people whom changes name, few have a row. */
function knownBy(people: Lead, type: string, sight: Sight): Lead {
  const [[field], list] = [sight.handles(type), sight.listOf(type)];
  if (field === undefined || list === null) return people;
  return { of: { kind: 'LED', list, lead: people }, steps: [], leaf: field, field, isNeeded: true };
}

/** The same records, known by a handle where they were found among all others: whatever is read further is read of them alone. */
function changedAlone(found: Found, sight: Sight): Found {
  const [field] = found.kind === 'RELATED' ? sight.handles(sight.typeOf(found.list)) : [];
  if (field === undefined) return found;
  return { kind: 'LED', list: found.list, lead: { of: found, steps: [], leaf: field, field, isNeeded: true } };
}

type Way = Pick<Reached, 'level'> & { readonly lead: Lead };

/** The field of the level above that is worth reading: what the next relation goes by, or a handle. */
function wantedOf(parent: string, above: Relation | undefined, sight: Sight): string | null {
  // A record is read only where its list shows all of them.
  if (above !== undefined && !sight.showsAll(above)) return null;
  if (above !== undefined && sight.canAsk(parent, above.by)) return above.by;
  return sight.handles(parent)[0] ?? null;
}

/** Relations from a record to those that relate to it: its own way back, or by way of the person whom both are about. */
function stepsBack(
  { target, by }: Pick<Relation, 'target' | 'by'>,
  { parent, from }: Pick<Relation, 'parent' | 'from'>,
  sight: Sight,
): readonly Relation[] | null {
  const own = sight.relations(target).find((each) => isWay(each, { target: parent, from: by, by: from }));
  if (own !== undefined) return [own];
  for (const link of sight.personLinks(target)) {
    if (link.from !== by) continue;
    const back = sight.relations(person).find((each) => isWay(each, { target: parent, from: link.by, by: from }));
    if (back !== undefined) return [link, back];
  }
  return null;
}

function isWay(relation: Relation, { target, from, by }: Pick<Relation, 'target' | 'from' | 'by'>): boolean {
  return relation.target === target && relation.from === from && relation.by === by && relation.kind !== 'ANSWER';
}
