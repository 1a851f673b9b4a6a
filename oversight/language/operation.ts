import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import { pageSize } from '../../schema/catalog/expand.js';
import type { FactField, FactType, ObjectType } from './fact-type.js';
import type { ReportAt } from './fault.js';

/** A rule's operation, as its conditions see it. */
export interface Operation {
  readonly name: string;
  /** Response name of the walked list. */
  readonly list: string;
  readonly row: ObjectType;
  /** Every `Type.field` that it selects → its line. */
  readonly coordinates: ReadonlyMap<string, number>;
  /** Variables that the rule itself gives, with the GraphQL type of each as text. */
  readonly variables: ReadonlyMap<string, string>;
  /** Those of them without a default. */
  readonly needed: ReadonlySet<string>;
}

const scalars: Readonly<Record<string, FactType>> = {
  Int: { kind: 'int' },
  Float: { kind: 'double' },
  Boolean: { kind: 'bool' },
  Money: { kind: 'money' },
  Date: { kind: 'date' },
  DateTime: { kind: 'instant' },
};

interface Walk {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
  readonly coordinates: Map<string, number>;
  readonly report: ReportAt;
}

/**
 * Reads a validated document; null where its form lets nothing be said, with the reasons reported.
 * @param form whether its root is a list with pages, or one record
 */
export function readOperation(
  document: DocumentNode,
  { schema, catalog }: { readonly schema: GraphQLSchema; readonly catalog: Catalog },
  list: string,
  report: ReportAt,
  form: 'list' | 'one' = 'list',
): Operation | null {
  const [definition, ...others] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'query' || others.length > 0) {
    report(1, 'the file holds one query and nothing else');
    return null;
  }
  const query = schema.getQueryType();
  const [root, ...more] = fieldsIn(definition.selectionSet, report);
  if (query === null || query === undefined || root === undefined) return null;
  if (more.length > 0) report(lineOf(more[0]), `selects more than one list; keep "${list}" alone`);
  if (root.name.value !== list || root.alias !== undefined) {
    report(lineOf(root), `selects ${responseName(root)}, but the rule scans ${list}`);
    return null;
  }
  const coordinates = new Map<string, number>();
  const walk: Walk = { schema, catalog, coordinates, report };
  const type = query.getFields()[list]?.type;
  const rows =
    type === undefined ? null : form === 'one' ? single(walk, root, type) : connection(walk, root, type, true);
  if (rows === null) {
    report(lineOf(root), `${list} is no ${form === 'one' ? 'record' : 'list with pages'}`);
    return null;
  }
  if (form === 'list') checkPaging(root, report);
  const variables = variablesOf(definition, schema);
  return {
    name: definition.name?.value ?? '',
    list,
    row: rows,
    coordinates,
    variables: new Map([...variables].map(([name, { type: text }]) => [name, text])),
    needed: new Set([...variables].filter(([, { isNeeded }]) => isNeeded).map(([name]) => name)),
  };
}

function variablesOf(definition: OperationDefinitionNode, schema: GraphQLSchema) {
  const own = (definition.variableDefinitions ?? []).filter(
    ({ variable }) => variable.name.value !== 'first' && variable.name.value !== 'after',
  );
  return new Map(
    own.map(({ variable, type, defaultValue }) => {
      const known = typeFromAST(schema, type as never);
      const isNeeded = type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
      return [variable.name.value, { type: String(known ?? ''), isNeeded }] as const;
    }),
  );
}

function checkPaging(root: FieldNode, report: ReportAt): void {
  for (const name of ['first', 'after']) {
    const given = root.arguments?.find((argument) => argument.name.value === name)?.value;
    if (given?.kind !== Kind.VARIABLE || given.name.value !== name)
      report(lineOf(root), `${root.name.value} takes ${name}: $${name}, which the engine fills in`);
  }
}

function single(walk: Walk, { selectionSet }: FieldNode, type: GraphQLOutputType): ObjectType | null {
  const named = getNamedType(type);
  const isRecord = isObjectType(named) && !('pageInfo' in named.getFields());
  return isRecord && selectionSet !== undefined ? objectType(walk, named, selectionSet) : null;
}

function checkBound(node: FieldNode, report: ReportAt): void {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given === undefined) report(lineOf(node), `${node.name.value} states first: the most rows that are looked at`);
  else if (given.kind === Kind.INT && Number(given.value) > pageSize.most)
    report(lineOf(node), `${node.name.value} asks for ${given.value} rows; the hub gives ${pageSize.most} at most`);
}

/** Rows of a connection; null when the type is none. */
function connection(walk: Walk, node: FieldNode, type: GraphQLOutputType, isWalked: boolean): ObjectType | null {
  const named = getNamedType(type);
  if (!isObjectType(named) || !('pageInfo' in named.getFields()) || node.selectionSet === undefined) return null;
  const selected = fieldsIn(node.selectionSet, walk.report);
  const nodes = selected.find(({ name }) => name.value === 'nodes');
  const info = selected.find(({ name }) => name.value === 'pageInfo');
  const wanted = isWalked ? ['hasNextPage', 'endCursor'] : ['hasNextPage'];
  const has = new Set(info?.selectionSet ? fieldsIn(info.selectionSet, walk.report).map(({ name }) => name.value) : []);
  if (wanted.some((name) => !has.has(name)))
    walk.report(
      lineOf(node),
      `${node.name.value} selects pageInfo { ${wanted.join(' ')} }: else nobody knows whether it is whole`,
    );
  if (!isWalked) checkBound(node, walk.report);
  if (selected.some(({ name }) => name.value === 'edges'))
    walk.report(lineOf(node), `${node.name.value} selects nodes, not edges`);
  const nodesType = named.getFields().nodes?.type;
  const row = nodesType === undefined ? undefined : getNamedType(nodesType);
  if (nodes?.selectionSet === undefined || !isObjectType(row)) {
    walk.report(lineOf(node), `${node.name.value} selects nodes { … }`);
    return { kind: 'object', name: isObjectType(row) ? row.name : '', fields: new Map() };
  }
  return objectType(walk, row, nodes.selectionSet);
}

function objectType(walk: Walk, type: GraphQLObjectType, selection: SelectionSetNode): ObjectType {
  const fields = new Map<string, FactField>();
  for (const node of fieldsIn(selection, walk.report)) {
    const name = node.name.value;
    const definition = type.getFields()[name];
    if (definition === undefined) continue;
    const entry = walk.catalog.types.get(type.name)?.fields.get(name);
    const coordinate = entry === undefined ? null : `${type.name}.${name}`;
    if (coordinate !== null && !walk.coordinates.has(coordinate)) walk.coordinates.set(coordinate, lineOf(node));
    fields.set(responseName(node), {
      type: factType(walk, node, type.name, definition.type),
      coordinate,
      readBy: entry === undefined ? [] : readsOf(walk.catalog, type.name, entry),
      class: entry?.class ?? 'INTERNAL',
      mask: entry?.mask ?? null,
    });
  }
  return { kind: 'object', name: type.name, fields };
}

function factType(walk: Walk, node: FieldNode, parent: string, type: GraphQLOutputType): FactType {
  if (isNonNullType(type)) return factType(walk, node, parent, type.ofType);
  const rows = connection(walk, node, type, false);
  if (rows !== null) return { kind: 'list', of: rows };
  if (isListType(type)) return { kind: 'list', of: factType(walk, node, parent, type.ofType) };
  if (isObjectType(type))
    return node.selectionSet === undefined ? { kind: 'unknown' } : objectType(walk, type, node.selectionSet);
  if (isEnumType(type)) return { kind: 'enum', name: type.name, values: type.getValues().map(({ name }) => name) };
  const system = codeSystem(walk.catalog, parent, node.name.value);
  if (system !== null) return { kind: 'code', system };
  return scalars[getNamedType(type).name] ?? { kind: 'text' };
}

// A link is read as the entity that it leads to, by its key; persons are handles and are not read.
function readsOf(catalog: Catalog, parent: string, { name, shape, target }: FieldEntry): readonly string[] {
  switch (shape.kind) {
    case 'list':
    case 'one':
    case 'existence':
      return [`${parent}.${name}`];
    case 'link': {
      const key = target === null ? null : catalog.types.get(target)?.entityKey;
      return key === null || key === undefined ? [] : [`${target}.${key}`];
    }
    default:
      return [];
  }
}

/** The code system of a `…Code` field, as its sibling with the label names it. */
function codeSystem(catalog: Catalog, type: string, field: string): string | null {
  for (const { shape } of catalog.types.get(type)?.fields.values() ?? [])
    if (shape.kind === 'code' && shape.from === field) return shape.system;
  return null;
}

function fieldsIn({ selections }: SelectionSetNode, report: ReportAt): readonly FieldNode[] {
  return selections.filter((node): node is FieldNode => {
    if (node.kind === Kind.FIELD) return true;
    report(lineOf(node), 'fragments are not read; select the fields in their place');
    return false;
  });
}

function responseName(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

function lineOf(
  node: { readonly loc?: { readonly startToken: { readonly line: number } } | undefined } | undefined,
): number {
  return node?.loc?.startToken.line ?? 1;
}
