import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { Fact } from './facts.js';
import { legalFunctions } from './legal-functions.js';
import { orderOf } from './order.js';

/** What an operator or a function comes to; undefined, or an error, where it has no meaning for what it is given. */
export type Operation = (...values: readonly Fact[]) => Fact | undefined;

/** The operation that conditions call by a name, as CEL's tree has it, with so many values. */
export function operationOf(name: string, values: number): Operation | undefined {
  const legal = legalFunctions.find((each) => each.name === name && each.parameters.length === values);
  if (legal !== undefined) return legal.answer;
  const operation = operations.get(name);
  return operation?.length === values ? operation : undefined;
}

/** CEL's operators and functions, for the types that facts have (the specification's “standard definitions”). */
const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries<Operation>({
    '!_': (a) => (typeof a === 'boolean' ? !a : undefined),
    '-_': (a) => (typeof a === 'bigint' ? whole(-a) : typeof a === 'number' ? -a : undefined),
    '_==_': (a, b) => equals(a, b),
    '_!=_': (a, b) => !equals(a, b),
    '_<_': ordered((order) => order < 0),
    '_<=_': ordered((order) => order <= 0),
    '_>_': ordered((order) => order > 0),
    '_>=_': ordered((order) => order >= 0),
    '_+_': (a, b) => {
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (isList(a) && isList(b)) return [...a, ...b];
      return sum(a, b);
    },
    '_-_': numeric(
      (a, b) => a - b,
      (a, b) => a - b,
    ),
    '_*_': numeric(
      (a, b) => a * b,
      (a, b) => a * b,
    ),
    '_/_': numeric(
      (a, b) => a / b,
      (a, b) => a / b,
    ),
    '_%_': (a, b) => (typeof a === 'bigint' && typeof b === 'bigint' ? a % b : undefined),
    '_[_]': (list, at) => (isList(list) && isNumber(at) ? list[Number(at)] : undefined),
    '@in': (value, list) => (isList(list) ? list.some((each) => equals(each, value)) : undefined),
    size: (a) => {
      if (isList(a)) return BigInt(a.length);
      return typeof a === 'string' ? BigInt([...a].length) : undefined;
    },
    int: (a) => (typeof a === 'number' ? whole(BigInt(Math.trunc(a))) : typeof a === 'bigint' ? a : undefined),
    double: (a) => (isNumber(a) ? Number(a) : undefined),
    string: (a) => (a === null || typeof a === 'object' ? undefined : String(a)),
    startsWith: ofTexts((text, part) => text.startsWith(part)),
    endsWith: ofTexts((text, part) => text.endsWith(part)),
    contains: ofTexts((text, part) => text.includes(part)),
    matches: ofTexts(matchesPattern()),
  }),
);

const sum = numeric(
  (a, b) => a + b,
  (a, b) => a + b,
);

/** Whole numbers with whole ones, fractions with fractions. */
function numeric(ofWhole: (a: bigint, b: bigint) => bigint, ofFractions: (a: number, b: number) => number): Operation {
  return (a, b) => {
    if (typeof a === 'bigint' && typeof b === 'bigint') return whole(ofWhole(a, b));
    return typeof a === 'number' && typeof b === 'number' ? ofFractions(a, b) : undefined;
  };
}

/** CEL's whole numbers have 64 bits; what does not fit is an error. */
function whole(value: bigint): bigint | undefined {
  return value === BigInt.asIntN(64, value) ? value : undefined;
}

/** Numbers of either kind by value, no fraction rounded for it; texts by code point; bools. */
function ordered(holds: (order: number) => boolean): Operation {
  return (a, b) => {
    if (isNumber(a) && isNumber(b)) return holds(orderOf(a, b));
    if (typeof a === 'string' && typeof b === 'string') return holds(orderOf(a, b));
    return typeof a === 'boolean' && typeof b === 'boolean' ? holds(orderOf(a, b)) : undefined;
  };
}

function ofTexts(holds: (text: string, part: string) => boolean | undefined): Operation {
  return (text, part) => (typeof text === 'string' && typeof part === 'string' ? holds(text, part) : undefined);
}

/** CEL’s patterns are RE2’s, which take no longer than the text is long. */
function matchesPattern(): (text: string, pattern: string) => boolean | undefined {
  const matches = plan(celEnv(), parse('text.matches(pattern)'));
  return (text, pattern) => {
    const outcome = matches({ text, pattern });
    return isCelError(outcome) ? undefined : outcome === true;
  };
}

/** Numbers by value, whatever their kind; lists and objects by what they hold. */
function equals(a: Fact | undefined, b: Fact | undefined): boolean {
  if (a === b) return true;
  // No fraction is compared after rounding, and NaN is equal to nothing.
  if (isNumber(a) && isNumber(b)) return a <= b && a >= b;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((each, at) => equals(each, b[at]));
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([name, each]) => b.has(name) && equals(each, b.get(name)));
  return false;
}

function isNumber(value: Fact | undefined): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

export function isList(value: unknown): value is readonly Fact[] {
  return Array.isArray(value);
}
