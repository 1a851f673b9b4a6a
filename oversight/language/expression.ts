import { isCelError, parse, plan } from '@bufbuild/cel';
import { environment } from './environment.js';
import type { Fact } from './facts.js';

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

/** Plans a part of an expression by itself. */
export function planned(tree: Tree): (scope: Scope) => Outcome {
  const evaluate = plan(environment, tree) as (scope: never) => unknown;
  return (scope) => {
    const value = evaluate(scope as never);
    return isCelError(value) ? undecided : (value as Fact);
  };
}
