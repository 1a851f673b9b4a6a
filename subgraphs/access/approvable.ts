import type { Access, Decision } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';

/** The access that a caller has, and the one it would have with an approval. */
export interface Prospect {
  readonly catalog: Catalog;
  readonly now: Access;
  readonly approved: Access;
}

/** Whether the approval opens a field, or more of it: in clear for masked, or on more rows. */
export function opensField({ catalog, now, approved }: Prospect, type: TypeEntry, field: string): boolean {
  const [before, after] = [now.decide(type.name, field), approved.decide(type.name, field)];
  if (rank(after) !== rank(before)) return rank(after) > rank(before);
  if (after.effect === 'DENY') return false;
  const target = type.fields.get(field)?.target ?? null;
  if (target !== null)
    return !isSame(now.rows(target, `${type.name}.${field}`), approved.rows(target, `${type.name}.${field}`));
  return waysTo(catalog, type.name).some(
    (way) =>
      !isSame(now.rows(type.name, way), approved.rows(type.name, way)) ||
      !isSame(now.cases(type.name, field, way), approved.cases(type.name, field, way)),
  );
}

/** Whether the approval opens a type, or more of any of its fields. */
export function opensType(prospect: Prospect, type: TypeEntry): boolean {
  const [before, after] = [prospect.now.enter(type.name), prospect.approved.enter(type.name)];
  return rank(after) > rank(before) || [...type.fields.keys()].some((field) => opensField(prospect, type, field));
}

function rank(decision: Decision): number {
  const effect = { DENY: 0, MASK: 2, ALLOW: 4 }[decision.effect];
  return decision.effect !== 'DENY' && decision.rows === 'ALL' ? effect + 1 : effect;
}

/** Entry points, and every relation that a row of the type is joined by. */
function waysTo({ types }: Catalog, target: string): readonly (string | undefined)[] {
  const joined = [...types.values()].flatMap((type) =>
    [...type.fields.values()]
      .filter((field) => field.joined && field.target === target)
      .map((field) => `${type.name}.${field.name}`),
  );
  return [undefined, ...joined];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
