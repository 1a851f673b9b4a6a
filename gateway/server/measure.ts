import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** How much an operation asks for. Fragments count wherever they are spread, and are measured once. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  /** Fields after fragments are put in. */
  readonly fields: number;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Measures the shape of an operation in time linear in the document, cycles of fragments included. */
export function measureOperation(operation: OperationDefinitionNode, fragments: Fragments): Measure {
  const known = new Map<string, Measure>();
  const measureFragment = (name: string): Measure => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A fragment that leads back to itself counts nothing there; validation refuses it.
    known.set(name, { depth: 0, aliases: 0, fields: 0 });
    const fragment = fragments.get(name);
    const measured = fragment === undefined ? { depth: 0, aliases: 0, fields: 0 } : measureSet(fragment.selectionSet);
    known.set(name, measured);
    return measured;
  };
  const measureSet = (set: SelectionSetNode): Measure => {
    let [depth, aliases, fields] = [0, 0, 0];
    for (const selection of set.selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? { depth: 0, aliases: 0, fields: 0 }
            : measureSet(selection.selectionSet);
      const isField = selection.kind === Kind.FIELD;
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      fields += inner.fields + (isField ? 1 : 0);
    }
    return { depth, aliases, fields };
  };
  return measureSet(operation.selectionSet);
}

/** Rows assumed of a list of objects that no `first` bounds. */
const unboundedList = 10;
/** Rows assumed where `first` has neither value nor default. */
const defaultPage = 20;

/**
 * The rows that an operation may reach: each object field counts one, the lists below a field with `first` count as
 * many as it says, and what is nested multiplies. `first: 100 { nodes { first: 20 { nodes { … } } } }` costs 1 + 100 + 100 × (1 + 20).
 */
export function costOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  variables: Readonly<Record<string, unknown>>,
): number {
  const known = new Map<string, number>();
  const costOfFragment = (name: string, page: number | undefined): number => {
    const key = `${name} ${page}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, 0);
    const fragment = fragments.get(name);
    const cost = fragment === undefined ? 0 : costOfSet(fragment.selectionSet, fragment.typeCondition.name.value, page);
    known.set(key, cost);
    return cost;
  };
  /** `page`: rows that the lists directly below hold, when the field above bounds them. */
  const costOfSet = (set: SelectionSetNode, typename: string, page: number | undefined): number => {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(selection.name.value, page);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += costOfSet(selection.selectionSet, selection.typeCondition?.name.value ?? typename, page);
      } else cost += costOfField(selection, typename, page);
    }
    return cost;
  };
  const costOfField = (node: FieldNode, typename: string, page: number | undefined): number => {
    const type = schema.getType(typename);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return 0;
    const first = firstOf(field, node, variables);
    const isList = isListType(getNullableType(field.type));
    const count = isList ? (first ?? page ?? unboundedList) : 1;
    return count * (1 + costOfSet(node.selectionSet, inner.name, isList ? undefined : first));
  };
  const root = schema.getRootType(operation.operation)?.name ?? 'Query';
  return costOfSet(operation.selectionSet, root, undefined);
}

/** The page size that a field asks for; undefined when the field has no pages. */
function firstOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number | undefined {
  const argument = field.args.find(({ name }) => name === 'first');
  if (argument === undefined) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const value = given?.kind === Kind.VARIABLE ? variables[given.name.value] : literalOf(given);
  const rows = value ?? argument.defaultValue ?? defaultPage;
  // What is no number is refused by the type that the schema names; here it counts as a usual page.
  return typeof rows === 'number' && Number.isFinite(rows) ? Math.max(rows, 0) : defaultPage;
}

function literalOf(node: ValueNode | undefined): number | undefined {
  return node?.kind === Kind.INT ? Number(node.value) : undefined;
}

/** The numbers that an operation declares as defaults of its variables. */
export function numericDefaults(operation: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => {
      const value = literalOf(defaultValue);
      return value === undefined ? [] : [[variable.name.value, value]];
    }),
  );
}
