import type { Access, Decision } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';

/** What an approval would open to a caller: told by the policies themselves, from its access with and without one. */
export interface Prospect {
  /** Whether a field opens, or more of it: in clear for masked, or on more rows. */
  opensField(type: TypeEntry, field: string): boolean;
  /** Whether the type opens, or more of any of its fields. */
  opensType(type: TypeEntry): boolean;
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
    const found = waysTo(type).some((way) => !isSame(now.rows(type, way), approved.rows(type, way)));
    growing.set(type, found);
    return found;
  }

  function opensField(type: TypeEntry, field: string): boolean {
    const [before, after] = [now.decide(type.name, field), approved.decide(type.name, field)];
    if (rank(after) !== rank(before)) return rank(after) > rank(before);
    if (after.effect === 'DENY') return false;
    const target = type.fields.get(field)?.target ?? null;
    if (target !== null) return grows(target);
    const cases = (access: Access) => waysTo(type.name).map((way) => access.cases(type.name, field, way));
    return grows(type.name) || (after.rows === 'SOME' && !isSame(cases(now), cases(approved)));
  }

  return {
    opensField,
    opensType: (type) =>
      rank(approved.enter(type.name)) > rank(now.enter(type.name)) ||
      [...type.fields.keys()].some((field) => opensField(type, field)),
  };
}

function rank(decision: Decision): number {
  const effect = { DENY: 0, MASK: 2, ALLOW: 4 }[decision.effect];
  return decision.effect !== 'DENY' && decision.rows === 'ALL' ? effect + 1 : effect;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
