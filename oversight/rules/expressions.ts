import { type Checked, check, type Names } from '../language/check.js';
import { type Expression, type Outcome, parseExpression, type Scope, undecided } from '../language/expression.js';
import { type FactType, isOpen, typeName, unknownType } from '../language/fact-type.js';
import type { Report } from '../language/fault.js';

/** An expression of a rule with all that is known of it. */
export interface Compiled extends Checked {
  readonly text: string;
  readonly tree: Expression['tree'] | null;
  evaluate(scope: Scope): Outcome;
}

/** Parses and checks one expression; what is wrong is reported, and the answer is then undecided for ever. */
export function compileExpression(text: string, names: Names, report: Report, wanted?: FactType['kind']): Compiled {
  const broken: Compiled = { text, tree: null, type: unknownType, path: null, uses: [], evaluate: () => undecided };
  try {
    const expression = parseExpression(text);
    const checked = check(expression.tree, names, report);
    if (wanted !== undefined && checked.type.kind !== wanted && !isOpen(checked.type))
      report(`must be ${wanted}, and is ${typeName(checked.type)}`);
    return { ...checked, text, tree: expression.tree, evaluate: expression.evaluate };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    report(`is no CEL: ${said}`);
    return broken;
  }
}
