import { check, type Names } from '../language/check.js';
import { type Outcome, planned, type Scope } from '../language/expression.js';
import { isText } from '../language/fact-type.js';
import type { Tree } from '../language/tree.js';

/** A value of a row that is its group's key, in some rows. */
export interface KeyPlace {
  /** Response names below the row, lists passed through. */
  readonly path: string;
  evaluate(scope: Scope): Outcome;
}

/**
 * Where keys come from: the values of a row one of which its key is, whatever decides which. Null where a key is put together of
 * several, or is no text: rows with the same one cannot be asked for.
 */
export function keyPlaces(tree: Tree | null, names: Names): readonly KeyPlace[] | null {
  const branches = tree === null ? [] : branchesOf(tree);
  const places = branches.map((branch): KeyPlace | null => {
    const { type, path } = check(branch, names, () => {});
    return isTaken(branch) && path !== null && isText(type) ? { path, evaluate: planned(branch) } : null;
  });
  return places.length > 0 && places.every((each) => each !== null) ? places : null;
}

/** What a conditional may come to, but null. */
function branchesOf(tree: Tree): readonly Tree[] {
  const kind = tree.exprKind;
  if (kind.case === 'constExpr' && kind.value.constantKind.case === 'nullValue') return [];
  if (kind.case !== 'callExpr' || kind.value.function !== '_?_:_') return [tree];
  return kind.value.args.slice(1).flatMap(branchesOf);
}

/** Whether a value is taken as it stands in the row: by names, positions and filters alone. */
function isTaken(tree: Tree | undefined): boolean {
  const kind = tree?.exprKind;
  switch (kind?.case) {
    case 'identExpr':
      return true;
    case 'selectExpr':
      return !kind.value.testOnly && isTaken(kind.value.operand);
    case 'callExpr':
      return kind.value.function === '_[_]' && isTaken(kind.value.args[0]);
    case 'comprehensionExpr':
      return isFilter(kind.value) && isTaken(kind.value.iterRange);
    default:
      return false;
  }
}

type Comprehension = Extract<Tree['exprKind'], { case: 'comprehensionExpr' }>['value'];

/** As the parser spells filter out: each that is wanted is added to those before it. */
function isFilter({ loopStep, iterVar }: Comprehension): boolean {
  const [, added] = argumentsOf(loopStep, '_?_:_');
  const [, list] = argumentsOf(added, '_+_');
  const one = list?.exprKind.case === 'listExpr' ? list.exprKind.value.elements[0] : undefined;
  return one?.exprKind.case === 'identExpr' && one.exprKind.value.name === iterVar;
}

function argumentsOf(tree: Tree | undefined, name: string): readonly Tree[] {
  const kind = tree?.exprKind;
  return kind?.case === 'callExpr' && kind.value.function === name ? kind.value.args : [];
}
