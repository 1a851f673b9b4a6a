import { Kind, parse, type SelectionSetNode } from 'graphql';

import { PlumblineError } from '../../schema/errors.js';
import type { FetchNode, Plan, PlanNode } from './plan.js';
import { compileRepresentations, type Extractor } from './representation.js';
import { type ApplyRewrites, compileRewrites } from './rewrites.js';
import type { TypeTest } from './type-test.js';

/** A plan made ready to run: everything that depends on the operation alone is done here, once. */
export type Step =
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }
  | { readonly kind: 'condition'; readonly variable: string; readonly whenTrue?: Step; readonly whenFalse?: Step }
  | FetchStep;

export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: readonly string[];
  /** Where the answer goes, from the root of the result; `@` for each element of a list. */
  readonly path: readonly string[];
  /** The same without lists: what faults of this fetch are told by. */
  readonly selectionPath: readonly string[];
  /** Response names that this fetch provides at its path. */
  readonly provides: readonly string[];
  readonly entities: { extractorOf(typename: string): Extractor | null } | undefined;
  readonly inputRewrites: ApplyRewrites | undefined;
  readonly outputRewrites: ApplyRewrites | undefined;
  /** Whether entities with one representation may hold the same nested objects: nobody else writes into them. */
  readonly isShareable: boolean;
}

/** Compiles a plan; undefined when nothing has to be fetched. */
export function compileSteps(plan: Plan, isOfType: TypeTest): Step | undefined {
  if (plan.root === undefined) return undefined;
  const writes = new Map<string, number>();
  const drafts: Draft[] = [];
  const step = compileNode(plan.root, [], isOfType, drafts);
  for (const draft of drafts) for (const path of draft.composites) writes.set(path, (writes.get(path) ?? 0) + 1);
  for (const draft of drafts) draft.step.isShareable = draft.composites.every((path) => writes.get(path) === 1);
  return step;
}

interface Draft {
  readonly step: { -readonly [Key in keyof FetchStep]: FetchStep[Key] };
  /** Selection paths of the objects that the fetch writes below its entities. */
  readonly composites: readonly string[];
}

function compileNode(node: PlanNode, path: readonly string[], isOfType: TypeTest, drafts: Draft[]): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((inner) => compileNode(inner, path, isOfType, drafts)) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((inner) => compileNode(inner, path, isOfType, drafts)) };
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path.map(String)], isOfType, drafts);
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        ...(node.ifClause === undefined ? {} : { whenTrue: compileNode(node.ifClause, path, isOfType, drafts) }),
        ...(node.elseClause === undefined ? {} : { whenFalse: compileNode(node.elseClause, path, isOfType, drafts) }),
      };
    case 'Fetch': {
      const draft = compileFetch(node, path, isOfType);
      drafts.push(draft);
      return draft.step;
    }
    default:
      throw new PlumblineError('SCHEMA_INVALID', 'The planner made a node that the executor does not know');
  }
}

function compileFetch(node: FetchNode, path: readonly string[], isOfType: TypeTest): Draft {
  if ('contextRewrites' in node && node.contextRewrites !== undefined) {
    throw new PlumblineError('SCHEMA_INVALID', '@fromContext is not served');
  }
  const selectionPath = path.filter((element) => element !== '@');
  const { provides, composites } = readOperation(node, selectionPath);
  const step = {
    kind: 'fetch' as const,
    subgraph: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    path,
    selectionPath,
    provides,
    entities:
      node.requires === undefined ? undefined : { extractorOf: compileRepresentations(node.requires, isOfType) },
    inputRewrites: compileRewrites(node.inputRewrites, isOfType),
    outputRewrites: compileRewrites(node.outputRewrites, isOfType),
    isShareable: false,
  };
  return { step, composites };
}

function readOperation(
  node: FetchNode,
  prefix: readonly string[],
): { readonly provides: readonly string[]; readonly composites: readonly string[] } {
  const document = parse(node.operation, { noLocation: true });
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const provides = new Set<string>();
  const composites = new Set<string>();
  if (operation === undefined) return { provides: [], composites: [] };

  const visit = (selectionSet: SelectionSetNode, path: readonly string[], depth: number): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, path, depth);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) visit(fragment, path, depth);
      } else {
        const name = selection.alias?.value ?? selection.name.value;
        const isEntities = depth === 0 && node.requires !== undefined;
        const inner = isEntities ? path : [...path, name];
        if (depth === (node.requires === undefined ? 0 : 1) && name !== '__typename') provides.add(name);
        if (selection.selectionSet === undefined) continue;
        if (!isEntities) composites.add(inner.join('.'));
        visit(selection.selectionSet, inner, depth + 1);
      }
    }
  };
  visit(operation.selectionSet, prefix, 0);
  return { provides: [...provides], composites: [...composites] };
}
