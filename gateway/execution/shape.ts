// long: completion is one recursive compile; cut in two, each half would import the other.
import {
  type FieldNode,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

import { assign, isOrdinary, isRow, type Row, readOwn } from './merge.js';
import { type Conditions, collectFields, type Operation } from './selection.js';
import type { TypeTest } from './type-test.js';

/** Told of values that the schema does not admit; `path` is the selection path of the field. */
export interface Completion {
  invalid(path: readonly string[]): void;
  /** Of a field that the caller may not see where no null may stand: its denial is told already, and explains what is missing above it. */
  denied(path: readonly string[]): void;
}

/** Gives a result the form that the caller asked for. Null when a non-null root field is null. */
export type Shape = (data: Row, introspected: Row, completion: Completion) => Row | null;

/** One answer that is being completed. */
interface Completing {
  readonly completion: Completion;
  /** Objects that hold lists, by what they came to: what stands in many places of an answer is completed once. */
  readonly known: Map<Complete, Map<Row, Row | null>>;
}

/** A value in its final form; undefined when a null stands where none may, so that the parent must be null. */
type Complete = (value: unknown, completing: Completing) => unknown;

interface Completer {
  readonly complete: Complete;
  readonly holdsLists: () => boolean;
}

interface FieldShape {
  readonly name: string;
  readonly isOrdinary: boolean;
  /** What the caller reads there whatever was fetched: the type's name, or null for a field that was pruned. */
  readonly constant?: unknown;
  readonly complete: Complete;
  readonly holdsLists: () => boolean;
  /** Introspection fields are answered by the gateway itself. */
  readonly isIntrospected: boolean;
}

export interface ShapeRequest {
  readonly schema: GraphQLSchema;
  readonly isOfType: TypeTest;
  /** What the caller asked for. */
  readonly original: Operation;
  /** What was planned: the original without what the caller may not see. Fields that are missing here come out as null. */
  readonly pruned: Operation;
  readonly conditions: Conditions;
}

/**
 * Compiles the result of an operation (GraphQL 6.4.3, "Value Completion"): names, order, fragments and non-null rules.
 * Whether a field may be shown is decided by the pruned operation, never by what happens to have been fetched:
 * the planner fetches keys that nobody asked for, and a denied field may be among them.
 */
export function compileShape(request: ShapeRequest): Shape {
  const rootType = request.schema.getRootType(request.original.definition.operation);
  const typename = rootType?.name ?? 'Query';
  const fields = compileFields(
    request,
    [request.original.definition.selectionSet],
    [request.pruned.definition.selectionSet],
    typename,
    [],
  );
  return (data, introspected, completion) => {
    const completing = { completion, known: new Map() };
    const result: Row = {};
    for (const field of fields) {
      const source = field.isIntrospected ? introspected : data;
      const value =
        field.constant === undefined ? field.complete(readOwn(source, field.name), completing) : field.constant;
      if (value === undefined) return null;
      assign(result, field.name, value);
    }
    return result;
  };
}

function compileFields(
  request: ShapeRequest,
  original: readonly SelectionSetNode[],
  pruned: readonly SelectionSetNode[],
  typename: string,
  path: readonly string[],
): FieldShape[] {
  const { isOfType, conditions } = request;
  const asked = collectFields(request.original, original, typename, isOfType, conditions);
  const allowed =
    request.pruned === request.original ? asked : collectFields(request.pruned, pruned, typename, isOfType, conditions);
  return [...asked].map(([name, nodes]) => ({
    name,
    isOrdinary: isOrdinary(name),
    ...compileField(request, name, nodes, allowed.get(name), typename, path),
  }));
}

const never = () => false;
const nothing = { complete: () => undefined, holdsLists: never, isIntrospected: false };

function compileField(
  request: ShapeRequest,
  name: string,
  nodes: readonly FieldNode[],
  allowed: readonly FieldNode[] | undefined,
  typename: string,
  parentPath: readonly string[],
): Omit<FieldShape, 'name' | 'isOrdinary'> {
  const fieldName = nodes[0]?.name.value ?? name;
  const type = request.schema.getType(typename);
  if (fieldName === '__typename') {
    // An interface is not the type of an object: without a concrete name the object cannot be told.
    return { ...nothing, ...(isObjectType(type) ? { constant: typename } : {}) };
  }
  if (fieldName.startsWith('__')) {
    return { complete: (value) => value ?? null, holdsLists: never, isIntrospected: true };
  }
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  const path = [...parentPath, name];
  if (definition === undefined || allowed === undefined) {
    if (definition === undefined || !isNonNullType(definition.type)) return { ...nothing, constant: null };
    const complete: Complete = (_, { completion }) => {
      completion.denied(path);
      return undefined;
    };
    return { ...nothing, complete };
  }
  const completer = compileValue(request, definition.type, selectionSets(nodes), selectionSets(allowed), path);
  return { ...completer, isIntrospected: false };
}

function selectionSets(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
}

function compileValue(
  request: ShapeRequest,
  type: GraphQLOutputType,
  original: readonly SelectionSetNode[],
  pruned: readonly SelectionSetNode[],
  path: readonly string[],
): Completer {
  const nullable = compileNullable(request, getNullableType(type), original, pruned, path);
  if (!isNonNullType(type)) return nullable;
  const complete: Complete = (value, completing) => {
    const completed = nullable.complete(value, completing);
    if (completed !== null) return completed;
    completing.completion.invalid(path);
    return undefined;
  };
  return { ...nullable, complete };
}

function compileNullable(
  request: ShapeRequest,
  type: GraphQLOutputType,
  original: readonly SelectionSetNode[],
  pruned: readonly SelectionSetNode[],
  path: readonly string[],
): Completer {
  if (isListType(type)) {
    const { complete } = compileValue(request, type.ofType, original, pruned, path);
    return { complete: completeList(complete, path), holdsLists: () => true };
  }
  if (isLeafType(type)) return { complete: completeLeaf(type, path), holdsLists: never };
  if (isObjectType(type)) {
    const fields = once(() => compileFields(request, original, pruned, type.name, path));
    // An @interfaceObject leaves the interface's name behind when nothing else was asked of the object.
    const isNamed = (typename: string | undefined): boolean =>
      typename === undefined || typename === type.name || request.isOfType(type.name, typename);
    const complete = completeObject((typename) => (isNamed(typename) ? fields() : null), path);
    const holdsLists = once(() => fields().some((field) => field.holdsLists()));
    return { complete: completedOnce(complete, holdsLists), holdsLists };
  }
  const declared = 'name' in type ? type.name : '';
  const byType = new Map<string, readonly FieldShape[] | null>();
  const complete = completeObject((typename = declared) => {
    const known = byType.get(typename);
    if (known !== undefined) return known;
    const isPossible = request.isOfType(typename, declared);
    const fields = isPossible ? compileFields(request, original, pruned, typename, path) : null;
    if (isPossible) byType.set(typename, fields);
    return fields;
  }, path);
  return { complete, holdsLists: never };
}

function completeList(item: Complete, path: readonly string[]): Complete {
  return (value, completing) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) {
      completing.completion.invalid(path);
      return null;
    }
    const result = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const completed = item(value[index], completing);
      if (completed === undefined) return null;
      result[index] = completed;
    }
    return result;
  };
}

/** `fieldsOf` gives the fields of an object by the type's name in the data, if any; null when it cannot be of that type. */
function completeObject(
  fieldsOf: (typename: string | undefined) => readonly FieldShape[] | null,
  path: readonly string[],
): Complete {
  return (value, completing) => {
    if (value === null || value === undefined) return null;
    const typename = isRow(value) ? value.__typename : null;
    const fields = typename === undefined || typeof typename === 'string' ? fieldsOf(typename) : null;
    if (fields === null) {
      completing.completion.invalid(path);
      return null;
    }
    return completeFields(fields, value as Row, completing);
  };
}

// To know an object again costs about as much as to complete a small one: it pays where lists hang on it.
function completedOnce(complete: Complete, holdsLists: () => boolean): Complete {
  return (value, completing) => {
    if (!isRow(value) || !holdsLists()) return complete(value, completing);
    let known = completing.known.get(complete);
    if (known === undefined) {
      known = new Map();
      completing.known.set(complete, known);
    }
    const completed = known.get(value);
    if (completed !== undefined) return completed;
    const fresh = complete(value, completing) as Row | null;
    known.set(value, fresh);
    return fresh;
  };
}

function completeFields(fields: readonly FieldShape[], row: Row, completing: Completing): Row | null {
  const result: Row = {};
  for (const field of fields) {
    const { name, constant } = field;
    const given = field.isOrdinary ? row[name] : readOwn(row, name);
    const value = constant === undefined ? field.complete(given, completing) : constant;
    if (value === undefined) return null;
    if (field.isOrdinary) result[name] = value;
    else assign(result, name, value);
  }
  return result;
}

function completeLeaf(type: GraphQLLeafType, path: readonly string[]): Complete {
  const admits = leafTest(type);
  return (value, completing) => {
    if (value === null || value === undefined) return null;
    if (admits(value)) return value;
    completing.completion.invalid(path);
    return null;
  };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const builtInTests: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  [GraphQLString.name, isText],
  [GraphQLID.name, (value: unknown) => typeof value === 'string' || Number.isInteger(value)],
  [GraphQLInt.name, (value: unknown) => Number.isInteger(value)],
  [GraphQLFloat.name, (value: unknown) => Number.isFinite(value)],
  [GraphQLBoolean.name, (value: unknown) => typeof value === 'boolean'],
]);

/** Values of enums are held to the API schema: what is `@inaccessible` must not come out. Custom scalars are the subgraph's. */
function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map((value) => value.name));
    return (value) => names.has(value);
  }
  return builtInTests.get(type.name) ?? (() => true);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
