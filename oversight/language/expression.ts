import { parse } from '@bufbuild/cel';
import type { Fact } from './facts.js';
import { isList, type Operation, operationOf } from './operations.js';

/** CEL's tree of an expression. */
export type Tree = NonNullable<ReturnType<typeof parse>['expr']>;

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
  return compile(tree, new Map());
}

type Evaluate = (scope: Scope) => Outcome;
type Part<Case extends Tree['exprKind']['case']> = Extract<Tree['exprKind'], { readonly case: Case }>['value'];

/** A name of a comprehension: it stands for another element each time. */
interface Place {
  value: Outcome;
}
type Places = ReadonlyMap<string, Place>;

const never: Evaluate = () => undecided;

function compile(tree: Tree | undefined, places: Places): Evaluate {
  const kind = tree?.exprKind;
  switch (kind?.case) {
    case 'constExpr':
      return constant(kind.value);
    case 'identExpr':
      return named(kind.value.name, places);
    case 'selectExpr':
      return kind.value.testOnly ? never : selected(compile(kind.value.operand, places), kind.value.field);
    case 'listExpr':
      return listing(kind.value.elements.map((each) => compile(each, places)));
    case 'callExpr':
      return called(kind.value, places);
    case 'comprehensionExpr':
      return collected(kind.value, places) ?? folded(kind.value, places);
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

function named(name: string, places: Places): Evaluate {
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

function called({ function: name, target, args }: Part<'callExpr'>, places: Places): Evaluate {
  const values = (target === undefined ? args : [target, ...args]).map((each) => compile(each, places));
  const [first = never, second = never, third = never] = values;
  switch (name) {
    case '_&&_':
      return junction(values, false);
    case '_||_':
      return junction(values, true);
    case '_?_:_':
      return (scope) => {
        const condition = first(scope);
        return condition === true ? second(scope) : condition === false ? third(scope) : undecided;
      };
    case '@not_strictly_false':
      return (scope) => first(scope) !== false;
    default:
      return applied(operationOf(name, values.length), values);
  }
}

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
function applied(operation: Operation | undefined, values: readonly Evaluate[]): Evaluate {
  if (operation === undefined) return never;
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

/** `filter` and `map`, which the parser spells out as one addition of lists an element. */
function collected(
  { iterVar, iterRange, loopStep, ...part }: Part<'comprehensionExpr'>,
  places: Places,
): Evaluate | null {
  if (part.accuInit?.exprKind.case !== 'listExpr') return null;
  const [condition, whenHeld] = argumentsOf(loopStep, '_?_:_') ?? [];
  const [, one] = argumentsOf(whenHeld ?? loopStep, '_+_') ?? [];
  if (one?.exprKind.case !== 'listExpr') return null;
  const range = compile(iterRange, places);
  const item: Place = { value: undecided };
  const inside = new Map([...places, [iterVar, item]]);
  const isWanted = condition === undefined ? () => true : compile(condition, inside);
  const added = compile(one.exprKind.value.elements[0], inside);
  return (scope) => {
    const elements = range(scope);
    if (!isList(elements)) return undecided;
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

function argumentsOf(tree: Tree | undefined, name: string): readonly Tree[] | null {
  const kind = tree?.exprKind;
  return kind?.case === 'callExpr' && kind.value.function === name ? kind.value.args : null;
}

/** `exists`, `all` and `exists_one`, as the parser spells them out. */
function folded(part: Part<'comprehensionExpr'>, places: Places): Evaluate {
  const [range, start] = [compile(part.iterRange, places), compile(part.accuInit, places)];
  const item: Place = { value: undecided };
  const sum: Place = { value: undecided };
  const after = new Map([...places, [part.accuVar, sum]]);
  const inside = new Map([...after, [part.iterVar, item]]);
  const [goesOn, step] = [compile(part.loopCondition, inside), compile(part.loopStep, inside)];
  const result = compile(part.result, after);
  return (scope) => {
    const elements = range(scope);
    if (!isList(elements)) return undecided;
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
