import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

import { PlumblineError } from '../../schema/errors.js';
import type { TypeTest } from './type-test.js';

/** One operation of a document, with the fragments it may use. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The values of the variables that decide on `@skip` and `@include`. */
export type Conditions = Readonly<Record<string, boolean>>;

/** Finds the operation that a request names. Throws `BAD_REQUEST` when there is none, or more than one without a name. */
export function findOperation(document: DocumentNode, operationName: string | undefined): Operation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named = operations.filter((operation) => operation.name?.value === operationName);
  const candidates = operationName === undefined ? operations : named;
  const [definition] = candidates;
  if (definition === undefined || candidates.length > 1) {
    throw new PlumblineError('BAD_REQUEST', 'Name one operation of the document in "operationName"');
  }
  return { definition, fragments };
}

/** The variables that `@skip` and `@include` of a document depend on, sorted. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const argument of node.arguments ?? []) {
        if (argument.value.kind === Kind.VARIABLE) names.add(argument.value.name.value);
      }
    },
  });
  return [...names].sort();
}

/** Groups the fields that apply to an object of `typename` by response name, in the order GraphQL defines (CollectFields). */
export function collectFields(
  operation: Operation,
  sets: readonly SelectionSetNode[],
  typename: string,
  isOfType: TypeTest,
  conditions: Conditions,
): Map<string, FieldNode[]> {
  const groups = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(selection.directives, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const group = groups.get(name);
        if (group === undefined) groups.set(name, [selection]);
        else group.push(selection);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : spread(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value;
      if (condition === undefined || isOfType(typename, condition)) collect(fragment.selectionSet.selections);
    }
  };
  const spread = (name: string): FragmentDefinitionNode | undefined => {
    if (visited.has(name)) return undefined;
    visited.add(name);
    return operation.fragments.get(name);
  };
  for (const set of sets) collect(set.selections);
  return groups;
}

function isIncluded(directives: readonly DirectiveNode[] | undefined, conditions: Conditions): boolean {
  if (directives === undefined) return true;
  for (const directive of directives) {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.[0]?.value;
    const isTrue = value?.kind === Kind.VARIABLE ? conditions[value.name.value] === true : isLiteralTrue(value);
    if (isTrue === (name === 'skip')) return false;
  }
  return true;
}

function isLiteralTrue(value: { readonly kind: Kind; readonly value?: unknown } | undefined): boolean {
  return value?.kind === Kind.BOOLEAN && value.value === true;
}
