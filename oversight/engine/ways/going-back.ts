import type { Found, Lead } from './lead.js';
import { person, type Relation } from './relations.js';
import type { Sight } from './sight.js';

/** Records that a way has been gone back to. */
export interface Reached {
  readonly found: Found;
  /** How many relations below the walked list's rows. */
  readonly level: number;
  /** The values that it was found by; null where it was found otherwise. */
  readonly lead: Lead | null;
}

/** As many relations back at once as go by one value, down to one. */
export function goBack(way: readonly Relation[], reached: Reached, sight: Sight): Way | null {
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
