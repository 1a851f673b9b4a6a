// long: evaluation is one recursive compile; cut in two, each half would import the other.
import { parse } from '@bufbuild/cel';
import type { Fact } from './facts.js';
import { isList, operationOf } from './operations.js';
import { argumentsOf, isConstant, nameOf, namesIn, type Part, type Tree } from './tree.js';

/** A condition could not be evaluated: something it needs is absent, null or of another kind. */
export const undecided = Symbol('undecided');
export type Outcome = Fact | typeof undecided;

/** Names in scope of an expression; a name that is undecided makes undecided what needs it. */
export type Scope = Readonly<Record<string, unknown>>;

export interface Expression {
  readonly text: string;
  readonly tree: Tree;
  evaluate(scope: Scope): Outcome;
}

/** @throws what the parser says, with its place in the text */
export function parseExpression(text: string): Expression {
  const tree = parse(text).expr;
  return { text, tree, evaluate: planned(tree) };
}

/**
 * Plans a part of an expression by itself, as functions over facts as they are: the parser's own evaluator wraps every value that it
 * touches and makes an error of everything that is absent, at several times the work.
 */
export function planned(tree: Tree): Evaluate {
  return compile(tree, outside);
}

type Evaluate = (scope: Scope) => Outcome;

/** A name of a comprehension: it stands for another element each time. */
interface Place {
  value: Outcome;
  /** How many comprehensions stand around the name. */
  readonly depth: number;
}

/** One comprehension while it goes through its list. */
interface Walk {
  /** How often it has begun. */
  turn: number;
}

/** What stands around a part of an expression. */
interface Around {
  readonly places: ReadonlyMap<string, Place>;
  /** Comprehensions, outermost first. */
  readonly walks: readonly Walk[];
}

const outside: Around = { places: new Map(), walks: [] };

const never: Evaluate = () => undecided;

function compile(tree: Tree | undefined, around: Around): Evaluate {
  const kind = tree?.exprKind;
  switch (kind?.case) {
    case 'constExpr':
      return constant(kind.value);
    case 'identExpr':
      return named(kind.value.name, around);
    case 'selectExpr':
      return kind.value.testOnly ? never : selected(compile(kind.value.operand, around), kind.value.field);
    case 'listExpr':
      return listing(kind.value.elements.map((each) => compile(each, around)));
    case 'callExpr':
      return called(kind.value, around) ?? once(tree, around, applied(kind.value, around));
    case 'comprehensionExpr': {
      const made = collected(kind.value, around) ?? quantified(kind.value, around) ?? folded(kind.value, around);
      return once(tree, around, made);
    }
    default:
      return never;
  }
}

function constant({ constantKind }: Part<'constExpr'>): Evaluate {
  switch (constantKind.case) {
    case 'boolValue':
    case 'int64Value':
    case 'doubleValue':
    case 'stringValue':
      return () => constantKind.value;
    case 'nullValue':
      return () => null;
    default:
      return never;
  }
}

function named(name: string, { places }: Around): Evaluate {
  const place = places.get(name);
  if (place !== undefined) return () => place.value;
  return (scope) => known(scope[name] as Outcome | undefined);
}

function selected(operand: Evaluate, field: string): Evaluate {
  return (scope) => {
    const object = operand(scope);
    return object instanceof Map ? known(object.get(field)) : undecided;
  };
}

function listing(elements: readonly Evaluate[]): Evaluate {
  return (scope) => {
    const list: Fact[] = [];
    for (const element of elements) {
      const value = element(scope);
      if (value === undecided) return undecided;
      list.push(value);
    }
    return list;
  };
}

/** What decides by itself which of its parts are looked at; null for every other call. */
function called(call: Part<'callExpr'>, around: Around): Evaluate | null {
  switch (call.function) {
    case '_&&_':
      return junction(valuesOf(call, around), false);
    case '_||_':
      return junction(valuesOf(call, around), true);
    case '_?_:_': {
      const [first = never, second = never, third = never] = valuesOf(call, around);
      return (scope) => {
        const condition = first(scope);
        return condition === true ? second(scope) : condition === false ? third(scope) : undecided;
      };
    }
    case '@not_strictly_false': {
      const [first = never] = valuesOf(call, around);
      return (scope) => first(scope) !== false;
    }
    default:
      return null;
  }
}

const valuesOf = ({ target, args }: Part<'callExpr'>, around: Around): readonly Evaluate[] =>
  (target === undefined ? args : [target, ...args]).map((each) => compile(each, around));

/** Kleene's connectives: a decisive value decides, whatever is open beside it. */
function junction(values: readonly Evaluate[], decisive: boolean): Evaluate {
  return (scope) => {
    let isOpen = false;
    for (const each of values) {
      const value = each(scope);
      if (value === decisive) return decisive;
      if (value !== !decisive) isOpen = true;
    }
    return isOpen ? undecided : !decisive;
  };
}

/** Whatever else is called has no meaning for what is undecided. */
function applied(call: Part<'callExpr'>, around: Around): Evaluate {
  const values = valuesOf(call, around);
  const operation = operationOf(call.function, values.length);
  if (operation === undefined) return never;
  const [first = never, second = never] = values;
  // Of one value or two is almost everything that is called, for every element of every list.
  if (values.length === 1)
    return (scope) => {
      const value = first(scope);
      if (value === undecided) return undecided;
      try {
        return known(operation(value));
      } catch {
        return undecided;
      }
    };
  if (values.length === 2)
    return (scope) => {
      const left = first(scope);
      if (left === undecided) return undecided;
      const right = second(scope);
      if (right === undecided) return undecided;
      try {
        return known(operation(left, right));
      } catch {
        return undecided;
      }
    };
  const list = listing(values);
  return (scope) => {
    const given = list(scope);
    if (given === undecided) return undecided;
    try {
      return known(operation(...(given as readonly Fact[])));
    } catch {
      return undecided;
    }
  };
}

/**
 * What names nothing of the comprehensions next to it comes to the same for each of their elements: it is worked out at the first one
 * that asks for it.
 */
function once(tree: Tree | undefined, { places, walks }: Around, evaluate: Evaluate): Evaluate {
  const depth = Math.max(0, ...[...namesIn(tree)].map((name) => places.get(name)?.depth ?? 0));
  const walk = walks[depth];
  if (walk === undefined) return evaluate;
  let turn = 0;
  let value: Outcome = undecided;
  return (scope) => {
    if (turn !== walk.turn) {
      value = evaluate(scope);
      turn = walk.turn;
    }
    return value;
  };
}

/** `filter` and `map`, which the parser spells out as one addition of lists an element. */
function collected({ iterVar, iterRange, loopStep, ...part }: Comprehension, around: Around): Evaluate | null {
  if (part.accuInit?.exprKind.case !== 'listExpr') return null;
  const [condition, whenHeld] = argumentsOf(loopStep, '_?_:_') ?? [];
  const [, one] = argumentsOf(whenHeld ?? loopStep, '_+_') ?? [];
  if (one?.exprKind.case !== 'listExpr') return null;
  const range = compile(iterRange, around);
  const { inside, item, walk } = enter(around, iterVar);
  const isWanted = condition === undefined ? () => true : compile(condition, inside);
  const added = compile(one.exprKind.value.elements[0], inside);
  return (scope) => {
    const elements = range(scope);
    if (!isList(elements)) return undecided;
    walk.turn += 1;
    const kept: Fact[] = [];
    for (const each of elements) {
      item.value = each;
      const wanted = isWanted(scope);
      if (wanted === false) continue;
      const value = wanted === true ? added(scope) : undecided;
      if (value === undecided) return undecided;
      kept.push(value);
    }
    return kept;
  };
}

/** `exists` and `all`, which the parser spells out as one connective an element. */
function quantified(
  { iterVar, iterRange, accuVar, accuInit, ...part }: Comprehension,
  around: Around,
): Evaluate | null {
  if (nameOf(part.result) !== accuVar) return null;
  const decisive = isConstant(accuInit, false) ? true : isConstant(accuInit, true) ? false : null;
  if (decisive === null) return null;
  const [sum, condition] = argumentsOf(part.loopStep, decisive ? '_||_' : '_&&_') ?? [];
  if (nameOf(sum) !== accuVar || namesIn(condition).has(accuVar)) return null;
  const range = compile(iterRange, around);
  const { inside, item, walk } = enter(around, iterVar);
  const holds = compile(condition, inside);
  return (scope) => {
    const elements = range(scope);
    if (!isList(elements)) return undecided;
    walk.turn += 1;
    let isOpen = false;
    for (const each of elements) {
      item.value = each;
      const held = holds(scope);
      if (held === decisive) return decisive;
      if (held !== !decisive) isOpen = true;
    }
    return isOpen ? undecided : !decisive;
  };
}

type Comprehension = Part<'comprehensionExpr'>;

/** The inside of a comprehension, where a name stands for its elements. */
function enter({ places, walks }: Around, name: string) {
  const walk: Walk = { turn: 0 };
  const item: Place = { value: undecided, depth: walks.length + 1 };
  return { walk, item, inside: { places: new Map([...places, [name, item]]), walks: [...walks, walk] } };
}

/** `exists_one`, as the parser spells it out. */
function folded({ iterVar, iterRange, accuVar, accuInit, ...part }: Comprehension, around: Around): Evaluate {
  const [range, start] = [compile(iterRange, around), compile(accuInit, around)];
  const { inside, item, walk } = enter(around, iterVar);
  const sum: Place = { value: undecided, depth: item.depth };
  const within: Around = { ...inside, places: new Map([...inside.places, [accuVar, sum]]) };
  const [goesOn, step] = [compile(part.loopCondition, within), compile(part.loopStep, within)];
  const result = compile(part.result, { ...around, places: new Map([...around.places, [accuVar, sum]]) });
  return (scope) => {
    const elements = range(scope);
    if (!isList(elements)) return undecided;
    walk.turn += 1;
    sum.value = start(scope);
    for (const each of elements) {
      item.value = each;
      if (goesOn(scope) !== true) break;
      sum.value = step(scope);
    }
    return result(scope);
  };
}

/** What stands nowhere is absent. */
function known(value: Outcome | undefined): Outcome {
  return value === undefined ? undecided : value;
}
