import type { Access, Decision, DecisionCase } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { any, type Condition } from '../../schema/condition.js';
import { widens } from './widens.js';

/** What an approval would open to a caller: told by the policies themselves, from its access with and without one. */
export interface Prospect {
  /** Whether a field opens, or more of it: in clear for masked, or on more rows. Without a field: the type, or any of its. */
  opens(type: string, field?: string): boolean;
}

export function createProspect({ types }: Catalog, now: Access, approved: Access): Prospect {
  const ways = new Map<string, readonly (string | undefined)[]>();
  const growing = new Map<string, boolean>();

  /** Entry points, and every relation that a row of the type is joined by. */
  function waysTo(target: string): readonly (string | undefined)[] {
    const known = ways.get(target);
    if (known !== undefined) return known;
    const joined = [...types.values()].flatMap((type) =>
      [...type.fields.values()]
        .filter((field) => field.joined && field.target === target)
        .map((field) => `${type.name}.${field.name}`),
    );
    ways.set(target, [undefined, ...joined]);
    return [undefined, ...joined];
  }

  function grows(type: string): boolean {
    const known = growing.get(type);
    if (known !== undefined) return known;
    const found = waysTo(type).some((way) => widens(now.rows(type, way), approved.rows(type, way)));
    growing.set(type, found);
    return found;
  }

  function opensField(type: TypeEntry, field: string): boolean {
    const [before, after] = [now.decide(type.name, field), approved.decide(type.name, field)];
    if (rank(after) !== rank(before)) return rank(after) > rank(before);
    if (after.effect === 'DENY') return false;
    const { target = null, shape } = type.fields.get(field) ?? {};
    if (target !== null) return grows(target);
    // What follows the record itself (`source`, a person's token) is asked for with what it follows.
    if (shape?.kind === 'source' || shape?.kind === 'token') return false;
    // Rows that an approval adds show what it names, and nothing else: a field that is still open on all is among that.
    if (after.rows === 'ALL') return grows(type.name);
    return waysTo(type.name).some((way) =>
      (['ALLOW', 'MASK'] as const).some((effect) => {
        const rows = (access: Access) => rowsWith(effect, access.cases(type.name, field, way));
        return widens(rows(now), rows(approved));
      }),
    );
  }

  return {
    opens(name, field) {
      const type = types.get(name);
      if (type === undefined) return false;
      if (field !== undefined) return opensField(type, field);
      const isEntered = rank(approved.enter(name)) > rank(now.enter(name));
      return isEntered || [...type.fields.keys()].some((each) => opensField(type, each));
    },
  };
}

function rank(decision: Decision): number {
  const effect = { DENY: 0, MASK: 2, ALLOW: 4 }[decision.effect];
  return decision.effect !== 'DENY' && decision.rows === 'ALL' ? effect + 1 : effect;
}

/** The rows on which a field is at least so open. */
function rowsWith(effect: 'ALLOW' | 'MASK', cases: readonly DecisionCase[]): Condition {
  return any(...cases.filter((each) => effect === 'MASK' || each.effect === effect).map(({ where }) => where));
}
