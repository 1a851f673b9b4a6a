import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What of the resolve info a selection depends on. */
export type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

/** Names of the fields selected below some field nodes, on one object type. */
export interface Selection {
  /** Field name → its nodes (aliases included). */
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
  /** False when `@skip` or `@include` made it depend on variables: it must not be cached by document. */
  readonly isConstant: boolean;
}

/** Collects what is selected of `type` below `nodes`. */
export function selectionOf(nodes: readonly FieldNode[], type: string, info: SelectionInfo): Selection {
  const fields = new Map<string, FieldNode[]>();
  let isConstant = true;
  const visited = new Set<string>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.directives?.length) {
        isConstant = false;
        if (!isIncluded(node, info.variableValues)) continue;
      }
      if (node.kind === Kind.FIELD) {
        const known = fields.get(node.name.value);
        if (known) known.push(node);
        else fields.set(node.name.value, [node]);
        continue;
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && isAgain(visited, node.name.value)) continue;
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(info.fragments, node.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (condition === undefined || condition === type || condition === '_Entity') visit(fragment?.selectionSet);
    }
  };
  for (const node of nodes) visit(node.selectionSet);
  return { fields, isConstant };
}

function fragmentOf(fragments: Readonly<Record<string, FragmentDefinitionNode>>, name: string) {
  return fragments[name];
}

/** Whether a fragment was looked into before: each is once, for those that name others twice would grow without end. */
export function isAgain(visited: Set<string>, fragment: string): boolean {
  if (visited.has(fragment)) return true;
  visited.add(fragment);
  return false;
}

/** Whether `@skip` and `@include` let a selection stand. */
export function isIncluded(
  node: { readonly directives?: readonly DirectiveNode[] },
  variables: Readonly<Record<string, unknown>>,
): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}
