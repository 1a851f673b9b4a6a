import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type ValueNode,
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

/** Variables that are the engine's, which no rule has. */
const variables = { key: 'plumblineKey', since: 'plumblineSince' } as const;

/** The question with one more condition on its list, whatever its filter says already. */
export function comparing(document: string, { field, op, type, value }: Comparison): Narrowed {
  const changed = changeList(document, variables.key, type, (root) => {
    const own = root.arguments?.find((argument) => argument.name.value === 'filter');
    const test = object([entry(op, variable(variables.key))]);
    const both = [...(own === undefined ? [] : [own.value]), object([entry(field, test)])];
    return argument('filter', object([entry('and', { kind: Kind.LIST, values: both })]));
  });
  return { document: changed, variables: { [variables.key]: value } };
}

/** The question about records alone that were written since an instant (ISO 8601). */
export function changedSince(document: string, since: string): Narrowed {
  const changed = changeList(document, variables.since, 'DateTime', () =>
    argument('changedSince', variable(variables.since)),
  );
  return { document: changed, variables: { [variables.since]: since } };
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

function changeList(text: string, name: string, type: string, given: (root: FieldNode) => ArgumentNode): string {
  const document = parse(text);
  const operation = operationOf(document);
  const root = rootOf(operation);
  const argument = given(root);
  const others = (root.arguments ?? []).filter((each) => each.name.value !== argument.name.value);
  const changed: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      { kind: Kind.VARIABLE_DEFINITION, variable: variable(name), type: parseType(type) },
    ],
    selectionSet: { ...operation.selectionSet, selections: [{ ...root, arguments: [...others, argument] }] },
  };
  return print({ ...document, definitions: [changed] });
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
const argument = (name: string, value: ValueNode): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: nameNode(name),
  value,
});
