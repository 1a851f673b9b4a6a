import type { parse } from '@bufbuild/cel';

/** CEL's tree of an expression. */
export type Tree = NonNullable<ReturnType<typeof parse>['expr']>;

/** What a node of one kind holds. */
export type Part<Case extends Tree['exprKind']['case']> = Extract<Tree['exprKind'], { readonly case: Case }>['value'];

/** Names that an expression takes from around it. */
export function namesIn(tree: Tree | undefined): ReadonlySet<string> {
  const kind = tree?.exprKind;
  switch (kind?.case) {
    case 'identExpr':
      return new Set([kind.value.name]);
    case 'selectExpr':
      return namesIn(kind.value.operand);
    case 'listExpr':
      return new Set(kind.value.elements.flatMap((each) => [...namesIn(each)]));
    case 'callExpr':
      return new Set([kind.value.target, ...kind.value.args].flatMap((each) => [...namesIn(each)]));
    case 'comprehensionExpr': {
      const { iterVar, accuVar, iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      const own = [loopCondition, loopStep, result].flatMap((each) => [...namesIn(each)]);
      const given = own.filter((name) => name !== iterVar && name !== accuVar);
      return new Set([...namesIn(iterRange), ...namesIn(accuInit), ...given]);
    }
    default:
      return new Set();
  }
}

/** What an operator is given; null where the node is none of it. */
export function argumentsOf(tree: Tree | undefined, name: string): readonly Tree[] | null {
  const kind = tree?.exprKind;
  return kind?.case === 'callExpr' && kind.value.function === name ? kind.value.args : null;
}

export function nameOf(tree: Tree | undefined): string | null {
  return tree?.exprKind.case === 'identExpr' ? tree.exprKind.value.name : null;
}

export function isConstant(tree: Tree | undefined, value: boolean): boolean {
  const kind = tree?.exprKind.case === 'constExpr' ? tree.exprKind.value.constantKind : undefined;
  return kind?.case === 'boolValue' && kind.value === value;
}
