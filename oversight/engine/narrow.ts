import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type ValueNode,
} from 'graphql';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { FindingRecord } from '../../schema/oversight/finding.js';
import type { CompiledRule } from '../rules/rule-book.js';

/** A rule's question, cut down to the record of one finding. */
export interface Narrowed {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface NarrowGround {
  readonly schema: GraphQLSchema;
  readonly catalog: Catalog;
}

/** Name of the variable that holds what the record is known by. */
const variable = 'plumblineKey';

/**
 * Cuts a rule's operation down to a finding's record, by the first of its key, the parts of its fingerprint and its file numbers
 * that the list can be filtered by; null where it can be by none, and the whole list is to be walked.
 */
export function narrow(rule: CompiledRule, finding: FindingRecord, { schema, catalog }: NarrowGround): Narrowed | null {
  const document = parse(rule.document);
  const operation = operationOf(document);
  const root = operation.selectionSet.selections.find((each): each is FieldNode => each.kind === Kind.FIELD);
  const field = schema.getQueryType()?.getFields()[rule.list];
  const filter = field?.args.find(({ name }) => name === 'filter')?.type;
  if (root === undefined || !isInputObjectType(filter)) return null;
  for (const { expression, value } of known(rule, finding)) {
    const name = filterFieldOf(expression, root, rule.list, catalog);
    const test = name === null ? undefined : filter.getFields()[name]?.type;
    const equal = isInputObjectType(test) ? test.getFields().eq?.type : undefined;
    if (name === null || equal === undefined) continue;
    return {
      document: print(withFilter(document, operation, root, { name, type: String(equal) })),
      variables: { [variable]: value },
    };
  }
  return null;
}

interface KnownValue {
  readonly expression: string;
  readonly value: string;
}

/** What the finding tells of the row, best first: expressions of the rule with the values that they had. */
function* known({ file }: CompiledRule, finding: FindingRecord): Generator<KnownValue> {
  const key = file.record.key === 'group.key' ? file.group?.by : file.record.key;
  if (key !== undefined) yield { expression: key, value: finding.recordKey };
  const files = file.files.length === finding.files.length ? finding.files : [];
  const values = new Map<string, string>(files.map((value, at) => [file.files[at] ?? '', value]));
  for (const { name, value } of finding.evidence) {
    const expression = file.evidence[name]?.value;
    if (expression !== undefined && value !== null) values.set(expression, value);
  }
  for (const expression of [...file.fingerprint, ...file.files]) {
    const value = values.get(expression);
    if (value !== undefined) yield { expression, value };
  }
}

/** The field of the list's filter that a plain path stands for: its own, or the key that a relation goes by. */
function filterFieldOf(expression: string, root: FieldNode, list: string, catalog: Catalog): string | null {
  const path = /^row\.(\w+)(?:\.(\w+))?$/.exec(expression);
  if (path === null) return null;
  const [, first = '', second] = path;
  const nodes = selected(root, 'nodes');
  const own = nodes === null ? null : selected(nodes, first);
  if (own === null) return null;
  if (second === undefined) return own.name.value;
  const type = typeOf(list, catalog);
  const shape = type === null ? undefined : catalog.types.get(type)?.fields.get(own.name.value)?.shape;
  return shape?.kind === 'one' && selected(own, second)?.name.value === shape.by ? shape.from : null;
}

function typeOf(list: string, { subgraphs }: Catalog): string | null {
  for (const { roots } of subgraphs.values()) {
    const entry = roots.get(list);
    if (entry !== undefined) return entry.target;
  }
  return null;
}

function selected({ selectionSet }: FieldNode, response: string): FieldNode | null {
  const found = selectionSet?.selections.find(
    (each): each is FieldNode => each.kind === Kind.FIELD && (each.alias ?? each.name).value === response,
  );
  return found ?? null;
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('a rule has an operation');
  return operation;
}

/** The document with one more condition on its list, whatever its filter says already. */
function withFilter(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: FieldNode,
  { name, type }: { readonly name: string; readonly type: string },
): DocumentNode {
  const own = root.arguments?.find((argument) => argument.name.value === 'filter');
  const equal = object([entry('eq', { kind: Kind.VARIABLE, name: nameNode(variable) })]);
  const both = [...(own === undefined ? [] : [own.value]), object([entry(name, equal)])];
  const filter: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: nameNode('filter'),
    value: object([entry('and', { kind: Kind.LIST, values: both })]),
  };
  const narrowed: FieldNode = {
    ...root,
    arguments: [...(root.arguments ?? []).filter((argument) => argument !== own), filter],
  };
  const changed: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: nameNode(variable) },
        type: parseType(type),
      },
    ],
    selectionSet: { ...operation.selectionSet, selections: [narrowed] },
  };
  return { ...document, definitions: [changed] };
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;
const entry = (name: string, value: ValueNode): ObjectFieldNode => ({
  kind: Kind.OBJECT_FIELD,
  name: nameNode(name),
  value,
});
const object = (fields: readonly ObjectFieldNode[]): ValueNode => ({ kind: Kind.OBJECT, fields });
