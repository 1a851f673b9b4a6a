import { type Blame, blame } from '../language/blame.js';
import type { Names } from '../language/check.js';
import { type Scope, undecided } from '../language/expression.js';
import type { FactType, ObjectType } from '../language/fact-type.js';
import type { Row } from '../language/facts.js';
import type { Labels } from '../language/labels.js';
import { type Compiled, compileExpression } from '../rules/expressions.js';
import type { ReportPath, RulePath } from '../rules/plan.js';
import { absentCell, type Cell, cellOf } from './cell.js';

/** A row under way: what expressions see, what is missing of it, and which of its paths are masked. */
export interface Standing {
  readonly row: Row;
  readonly scope: Scope;
  readonly masked: readonly string[];
}

/** Works out what stands in a cell. */
export type CellPlan = (standing: Standing) => Cell;

/** What cells are compiled with. */
export interface CellGround {
  readonly type: ObjectType;
  readonly labels: Labels;
  readonly report: ReportPath;
}

export function compileCell(
  path: RulePath,
  text: string,
  names: Names,
  { type, labels, report }: CellGround,
): CellPlan {
  const complain = (message: string) => report(path, `${path.join('.')}: ${message}`);
  const compiled = compileExpression(text, names, complain);
  if (!isShowable(compiled.type)) complain('is an object; name the field of it that is shown');
  return (standing) => {
    const fact = compiled.evaluate(standing.scope);
    return fact === undecided ? absentCell(why(compiled, standing, type)) : cellOf(fact, compiled.type, labels);
  };
}

/** Why something could not be worked out; a mask that is in its way is no emptiness. */
export function why({ uses }: Compiled, { row, masked }: Standing, type: ObjectType): Blame {
  const blamed = blame(uses, row, type);
  const isMasked = uses.some(({ path }) => path !== null && masked.includes(path));
  return blamed.reason === 'NO_VALUE' && isMasked ? { ...blamed, reason: 'DENIED' } : blamed;
}

function isShowable(type: FactType): boolean {
  return type.kind === 'list' ? type.of.kind !== 'list' && isShowable(type.of) : type.kind !== 'object';
}
