import { type DocumentNode, type GraphQLSchema, Kind, print, type SelectionSetNode } from 'graphql';
import { LruCache, weightOf } from '../../schema/lru-cache.js';
import { compileIntrospection } from './introspection.js';
import type { Row } from './merge.js';
import type { Planner } from './planner.js';
import { type Conditions, conditionVariables, findOperation, type Operation } from './selection.js';
import { compileShape, type Shape } from './shape.js';
import { compileSteps, type Step } from './steps.js';
import { createTypeTest, type TypeTest } from './type-test.js';
import { notAsDeclared } from './variables.js';

export interface OperationRequest {
  /** Digest of the document. */
  readonly hash: string;
  /** What the caller asked for, validated against the API schema. */
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  /** Equal for principals that may see the same (`Access.shape`); plans are shared among them. */
  readonly accessShape: string;
  /**
   * Cuts what the caller may not see, before planning; called once an (operation, access shape).
   * The cut document keeps response names and gives emptied selections a `__typename`. Absent: nothing is cut.
   */
  readonly prune?: (document: DocumentNode) => DocumentNode;
}

/** An operation made ready to run for everybody of one access shape. */
export interface CompiledOperation {
  readonly schema: GraphQLSchema;
  readonly isOfType: TypeTest;
  readonly original: Operation;
  readonly step: Step | undefined;
  /** How the answer looks, by the variables that decide on `@skip` and `@include`. Throws `BAD_USER_INPUT` when one is null. */
  form(variables: Readonly<Record<string, unknown>>): Form;
  /** Where a path of response names stands in the caller's operation; undefined when it is not of it. */
  placeOf(path: readonly string[]): number | undefined;
}

export interface Form {
  readonly shape: Shape;
  readonly introspect: ((variables: Readonly<Record<string, unknown>>) => Row) | undefined;
}

export interface OperationCache {
  compile(request: OperationRequest): CompiledOperation;
  readonly size: number;
}

/** Forms kept an operation: a caller who varies many conditions pays with compiling, not with the hub's memory. */
const formsKept = 16;

/** Compiles operations, and keeps the most recently used ones: so many of the usual size. */
export function createOperationCache(planner: Planner, capacity: number): OperationCache {
  const cache = new LruCache<CompiledOperation>(capacity);
  const isOfType = createTypeTest(planner.supergraphSchema);
  return {
    compile(request) {
      const key = JSON.stringify([request.hash, request.operationName ?? null, request.accessShape]);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const compiled = compileOperation(planner, isOfType, request);
      cache.set(key, compiled, weightOf(print(request.document)));
      return compiled;
    },
    get size() {
      return cache.size;
    },
  };
}

function compileOperation(planner: Planner, isOfType: TypeTest, request: OperationRequest): CompiledOperation {
  const { document, operationName, prune } = request;
  const prunedDocument = prune === undefined ? document : prune(document);
  const original = findOperation(document, operationName);
  const pruned = prunedDocument === document ? original : findOperation(prunedDocument, operationName);
  const schema = planner.apiSchema;
  const deciding = conditionVariables(document);
  const forms = new LruCache<Form>(formsKept);
  let asked: ReadonlyMap<string, number> | undefined;
  return {
    schema,
    isOfType,
    original,
    step: compileSteps(planner.plan(prunedDocument, operationName), isOfType),
    form(variables) {
      // A variable with a default may be null, and a condition may not.
      const undecided = deciding.filter((name) => variables[name] === null);
      if (undecided.length > 0) throw notAsDeclared(undecided);
      const conditions: Conditions = Object.fromEntries(deciding.map((name) => [name, variables[name] === true]));
      const key = JSON.stringify(conditions);
      const known = forms.get(key);
      if (known !== undefined) return known;
      const form = {
        shape: compileShape({ schema, isOfType, original, pruned, conditions }),
        introspect: compileIntrospection(schema, isOfType, original, conditions),
      };
      forms.set(key, form);
      return form;
    },
    placeOf(path) {
      asked ??= selectionPaths(original);
      return asked.get(path.join('.'));
    },
  };
}

/** Every path of response names that an operation selects, whatever the types and conditions, with its place. */
function selectionPaths(operation: Operation): ReadonlyMap<string, number> {
  const paths = new Map<string, number>();
  const visit = (selectionSet: SelectionSetNode, prefix: string): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const path = `${prefix}${selection.alias?.value ?? selection.name.value}`;
        if (!paths.has(path)) paths.set(path, paths.size);
        if (selection.selectionSet !== undefined) visit(selection.selectionSet, `${path}.`);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : operation.fragments.get(selection.name.value);
      if (fragment !== undefined) visit(fragment.selectionSet, prefix);
    }
  };
  visit(operation.definition.selectionSet, '');
  return paths;
}
