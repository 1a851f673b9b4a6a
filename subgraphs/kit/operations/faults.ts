import type { FieldPlan, ObjectPlan, ValuePlan } from './plan.js';

/** An answer as far as it is written, by response name. */
export type Result = Record<string, unknown>;

/** What an operation came to. */
export interface Outcome {
  readonly data: Readonly<Result> | null;
  readonly faults: readonly PlacedFault[];
}

export interface PlacedFault {
  readonly path: Path;
  readonly cause: unknown;
}

type Path = readonly (string | number)[];

/** Stands in an answer where there is no value, until the others are there. */
export class Fault {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Response names are the caller's: `__proto__` must not reach a prototype. */
export function assign(result: Result, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(result, name, { value, writable: true, enumerable: true });
  else result[name] = value;
}

/** Nothing stands where a value has to: the parent cannot stand either (GraphQL 6.4.4). */
const broken = Symbol('broken');

/** Where a value stands, back to the root: a path is made of it for faults alone. */
interface Place {
  readonly within: Place | null;
  readonly key: string | number;
}

function pathTo(place: Place | null): Path {
  const path: (string | number)[] = [];
  for (let at = place; at !== null; at = at.within) path.push(at.key);
  return path.reverse();
}

/** Takes faults out of an answer, and what cannot stand without what they took. Objects in many places are looked at and told of once. */
export function mendAnswer(root: ObjectPlan, data: Result, typed: ReadonlyMap<object, ObjectPlan>): Outcome {
  const faults: PlacedFault[] = [];
  const known = new Map<unknown, unknown>();

  const mend = (plan: ValuePlan, value: unknown, place: Place): unknown => {
    if (value instanceof Fault) faults.push({ path: pathTo(place), cause: value.cause });
    const mended = value instanceof Fault || value === null ? null : mendWithin(plan, value, place);
    return mended === null && plan.isRequired ? broken : mended;
  };

  const mendWithin = (plan: ValuePlan, value: unknown, place: Place): unknown => {
    if (plan.kind === 'leaf') return value;
    if (plan.kind === 'list') return mendList(plan.of, value as unknown[], place);
    const own = plan.kind === 'object' ? plan.plan() : typed.get(value as object);
    return own === undefined ? value : mendObject(own, value as Result, place);
  };

  const mendList = (of: ValuePlan, items: unknown[], place: Place): unknown[] | null => {
    let isBroken = false;
    for (const [at, item] of items.entries()) {
      const mended = mend(of, item, { within: place, key: at });
      items[at] = mended === broken ? null : mended;
      isBroken ||= mended === broken;
    }
    return isBroken ? null : items;
  };

  const mendObject = (plan: ObjectPlan, result: Result, place: Place | null): Result | null => {
    let isBroken = false;
    for (const field of plan.fields) {
      if (field.constant !== null) continue;
      const mended = mendField(field, result[field.name], { within: place, key: field.name });
      assign(result, field.name, mended === broken ? null : mended);
      isBroken ||= mended === broken;
    }
    return isBroken ? null : result;
  };

  const mendField = ({ resolve, value: plan }: FieldPlan, value: unknown, place: Place): unknown => {
    const isShared = resolve !== null && plan.kind === 'object' && value !== null && !(value instanceof Fault);
    if (!isShared) return mend(plan, value, place);
    if (!known.has(value)) known.set(value, mend(plan, value, place));
    return known.get(value);
  };

  return { data: mendObject(root, data, null), faults };
}
