import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type ValueNode,
  visit,
} from 'graphql';

/** A rule's question about some of the records of its list. */
export interface Narrowed {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One more condition on a list: a comparison of a field that it can be filtered by. */
export interface Comparison {
  readonly field: string;
  readonly op: 'eq' | 'in';
  /** GraphQL type of what it is compared with, as text: `[String!]`. */
  readonly type: string;
  readonly value: string | readonly string[];
}

/** A condition on the walked list, or on a list below its rows. */
export interface Condition extends Comparison {
  /** Response names from the row to the list; empty for the walked list itself. */
  readonly path: readonly string[];
}

/** What variables of the engine's own are called; no rule has such. */
const prefix = 'plumbline';

/** The variable of the instant since which changes are looked for. */
export const sinceName = `${prefix}Since`;

/** The question with more conditions on its lists, whatever their filters say already. */
export function comparing(document: string, ...conditions: readonly (Comparison | Condition)[]): Narrowed {
  const given = conditions.map((condition, at) => ({ path: [], ...condition, name: `${prefix}Key${at}` }));
  const changed = changeList(document, given, (root) =>
    given.reduce(
      (field, { path, ...condition }) => changeBelow(field, path, (list) => filtered(list, condition)),
      root,
    ),
  );
  return { document: changed, variables: Object.fromEntries(given.map(({ name, value }) => [name, value])) };
}

/** The question about records alone that were written since an instant (ISO 8601). */
export function changedSince(document: string, since: string): Narrowed {
  const changed = changeList(document, [{ name: sinceName, type: 'DateTime' }], (root) =>
    withArgument(root, 'changedSince', variable(sinceName)),
  );
  return { document: changed, variables: { [sinceName]: since } };
}

/**
 * The question's list with something else of each row.
 * @param fields selection of a row, which may use `sinceName`
 */
export function selecting(document: string, fields: string): { readonly document: string; readonly used: Set<string> } {
  const rows = operationOf(parse(`{ rows { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`));
  const { selectionSet } = rootOf(rows);
  const changed = parse(
    changeList(document, [{ name: sinceName, type: 'DateTime' }], (root) => ({
      ...root,
      ...(selectionSet === undefined ? {} : { selectionSet }),
    })),
  );
  const operation = operationOf(changed);
  const used = new Set<string>();
  visit(operation.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  // A variable that nothing uses is no valid question.
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable: { name } }) =>
    used.has(name.value),
  );
  return { document: print({ ...changed, definitions: [{ ...operation, variableDefinitions }] }), used };
}

/** The list that a rule's operation walks. */
export function walkedField(document: string): FieldNode {
  return rootOf(operationOf(parse(document)));
}

/** What a selection has under a response name. */
export function selected({ selectionSet }: FieldNode, response: string): FieldNode | null {
  const found = selectionSet?.selections.find(
    (each): each is FieldNode => each.kind === Kind.FIELD && (each.alias ?? each.name).value === response,
  );
  return found ?? null;
}

interface Variable {
  readonly name: string;
  /** GraphQL type, as text. */
  readonly type: string;
}

function changeList(text: string, own: readonly Variable[], change: (root: FieldNode) => FieldNode): string {
  const document = parse(text);
  const operation = operationOf(document);
  const defined = own.map(
    ({ name, type }) => ({ kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type: parseType(type) }) as const,
  );
  const changed: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), ...defined],
    selectionSet: { ...operation.selectionSet, selections: [change(rootOf(operation))] },
  };
  return print({ ...document, definitions: [changed] });
}

/** Changes the list at a path below a list's rows. */
function changeBelow(field: FieldNode, path: readonly string[], change: (list: FieldNode) => FieldNode): FieldNode {
  if (path.length === 0) return change(field);
  const [name, ...below] = selected(field, 'nodes') === null ? path : ['nodes', ...path];
  const { selectionSet } = field;
  if (selectionSet === undefined) return field;
  const selections = selectionSet.selections.map((each) =>
    each.kind === Kind.FIELD && (each.alias ?? each.name).value === name ? changeBelow(each, below, change) : each,
  );
  return { ...field, selectionSet: { ...selectionSet, selections } };
}

/** One more condition in a list's filter. */
function filtered(list: FieldNode, { name, field, op }: Variable & Comparison): FieldNode {
  const own = list.arguments?.find((each) => each.name.value === 'filter');
  const test = object([entry(op, variable(name))]);
  const both = [...(own === undefined ? [] : [own.value]), object([entry(field, test)])];
  return withArgument(list, 'filter', object([entry('and', { kind: Kind.LIST, values: both })]));
}

function withArgument(field: FieldNode, name: string, value: ValueNode): FieldNode {
  const others = (field.arguments ?? []).filter((each) => each.name.value !== name);
  return { ...field, arguments: [...others, { kind: Kind.ARGUMENT, name: nameNode(name), value }] };
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('a rule has an operation');
  return operation;
}

function rootOf({ selectionSet }: OperationDefinitionNode): FieldNode {
  const root = selectionSet.selections.find((each): each is FieldNode => each.kind === Kind.FIELD);
  if (root === undefined) throw new Error('a rule walks a list');
  return root;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;
const variable = (name: string) => ({ kind: Kind.VARIABLE, name: nameNode(name) }) as const;
const entry = (name: string, value: ValueNode): ObjectFieldNode => ({
  kind: Kind.OBJECT_FIELD,
  name: nameNode(name),
  value,
});
const object = (fields: readonly ObjectFieldNode[]): ValueNode => ({ kind: Kind.OBJECT, fields });
