import type { ObjectPlan, ValuePlan } from './operation-plan.js';

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

/** Takes faults out of an answer, and what cannot stand without what they took. Objects in many places are told of once. */
export function mendAnswer(root: ObjectPlan, data: Result, typed: ReadonlyMap<object, ObjectPlan>): Outcome {
  const faults: PlacedFault[] = [];

  const mend = (plan: ValuePlan, value: unknown, path: Path): unknown => {
    if (value instanceof Fault) faults.push({ path, cause: value.cause });
    const mended = value instanceof Fault || value === null ? null : mendWithin(plan, value, path);
    return mended === null && plan.isRequired ? broken : mended;
  };

  const mendWithin = (plan: ValuePlan, value: unknown, path: Path): unknown => {
    if (plan.kind === 'leaf') return value;
    if (plan.kind === 'list') return mendList(plan.of, value as unknown[], path);
    const own = plan.kind === 'object' ? plan.plan() : typed.get(value as object);
    return own === undefined ? value : mendObject(own, value as Result, path);
  };

  const mendList = (of: ValuePlan, items: unknown[], path: Path): unknown[] | null => {
    let isBroken = false;
    for (const [at, item] of items.entries()) {
      const mended = mend(of, item, [...path, at]);
      items[at] = mended === broken ? null : mended;
      isBroken ||= mended === broken;
    }
    return isBroken ? null : items;
  };

  const mendObject = (plan: ObjectPlan, result: Result, path: Path): Result | null => {
    let isBroken = false;
    for (const { name, constant, value } of plan.fields) {
      if (constant !== null) continue;
      const mended = mend(value, result[name], [...path, name]);
      assign(result, name, mended === broken ? null : mended);
      isBroken ||= mended === broken;
    }
    return isBroken ? null : result;
  };

  return { data: mendObject(root, data, []), faults };
}
