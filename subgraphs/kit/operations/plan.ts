import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getNullableType,
  getOperationAST,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  specifiedScalarTypes,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import type { RequestContext } from '../../../schema/context.js';
import { isAgain, isIncluded } from './selection.js';

/** An operation made ready to run: everything that depends on document and schema alone is found once. */
export interface OperationPlan {
  readonly schema: GraphQLSchema;
  readonly definition: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Variables that `@skip` and `@include` depend on: each is true or false. */
  readonly deciding: readonly string[];
  /** The root fields, under the variables that decide. */
  root(variables: Readonly<Record<string, unknown>>): ObjectPlan;
}

/** What is selected of one object type. */
export interface ObjectPlan {
  readonly fields: readonly FieldPlan[];
}

export interface FieldPlan {
  /** Response name. */
  readonly name: string;
  /** Where the value lies in a source, if no resolver is asked for it. */
  readonly property: string;
  /** The name of the type, for `__typename`. */
  readonly constant: string | null;
  readonly resolve: GraphQLFieldResolver<unknown, RequestContext> | null;
  readonly definition: GraphQLField<unknown, unknown>;
  /** What is asked in this place and form of the operation: a list of its own, by which resolvers know the place again. */
  readonly nodes: readonly FieldNode[];
  readonly parent: GraphQLObjectType;
  /** Of response names alone: rows have no places in it. */
  readonly path: GraphQLResolveInfo['path'];
  readonly value: ValuePlan;
}

/** How values of one type become those of the answer (GraphQL 6.4.3). */
export type ValuePlan = { readonly isRequired: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType; readonly isAsGiven: boolean; readonly isText: boolean }
  | { readonly kind: 'list'; readonly of: ValuePlan }
  | { readonly kind: 'object'; readonly plan: () => ObjectPlan }
  /** By the name of the type; null where the schema does not have such a one there. */
  | { readonly kind: 'abstract'; readonly planOf: (typename: unknown) => ObjectPlan | null }
);

/** Most combinations of conditions that are kept of one document. */
const mostForms = 16;

/** Plans an operation of a validated document; null when it has none of the name, or several without one. */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
): OperationPlan | null {
  const definition = getOperationAST(document, name);
  const type = definition && schema.getRootType(definition.operation);
  if (!definition || !type) return null;
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  }
  const forms = new Map<string, ObjectPlan>();
  const deciding = conditionVariables(document, definition);
  return {
    schema,
    definition,
    fragments,
    deciding,
    root: (variables) => {
      const key = deciding.map((variable) => (variables[variable] === true ? '1' : '0')).join('');
      const known = forms.get(key);
      if (known !== undefined) return known;
      if (forms.size >= mostForms) forms.clear();
      const form = planObject({ schema, fragments, variables }, type, [definition.selectionSet], undefined);
      forms.set(key, form);
      return form;
    },
  };
}

function conditionVariables(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (!conditions.has(name.value)) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return variableDefinitions.map(({ variable }) => variable.name.value).filter((name) => names.has(name));
}

const conditions: ReadonlySet<string> = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

interface Planning extends Pick<OperationPlan, 'schema' | 'fragments'> {
  readonly variables: Readonly<Record<string, unknown>>;
}

function planObject(
  planning: Planning,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  path: FieldPlan['path'] | undefined,
): ObjectPlan {
  const fields: FieldPlan[] = [];
  for (const [name, nodes] of fieldsOf(planning, type, sets)) {
    const property = nodes[0]?.name.value ?? name;
    const isTypename = property === TypeNameMetaFieldDef.name;
    const definition = isTypename ? TypeNameMetaFieldDef : type.getFields()[property];
    // Introspection, which is refused before it comes here.
    if (definition === undefined) continue;
    const here = { prev: path, key: name, typename: type.name };
    fields.push({
      name,
      property,
      constant: isTypename ? type.name : null,
      resolve: isTypename ? null : (definition.resolve ?? null),
      definition,
      nodes,
      parent: type,
      path: here,
      value: planValue(planning, definition.type, setsOf(nodes), here),
    });
  }
  return { fields };
}

const setsOf = (nodes: readonly FieldNode[]) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);

/** CollectFields (GraphQL 6.3.2): nodes by response name. */
function fieldsOf(
  { schema, fragments, variables }: Planning,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const each of set.selections) {
      if (!isIncluded(each, variables)) continue;
      if (each.kind === Kind.FIELD) {
        const name = each.alias?.value ?? each.name.value;
        const known = found.get(name);
        if (known) known.push(each);
        else found.set(name, [each]);
        continue;
      }
      if (each.kind === Kind.FRAGMENT_SPREAD && isAgain(visited, each.name.value)) continue;
      const fragment = each.kind === Kind.INLINE_FRAGMENT ? each : fragments[each.name.value];
      if (fragment && isOfType(schema, type, fragment.typeCondition?.name.value)) collect(fragment.selectionSet);
    }
  };
  for (const set of sets) collect(set);
  return found;
}

function isOfType(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wider = schema.getType(condition);
  return isAbstractType(wider) && schema.isSubType(wider, type);
}

function planValue(
  planning: Planning,
  declared: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  path: FieldPlan['path'],
): ValuePlan {
  const isRequired = isNonNullType(declared);
  const type = getNullableType(declared);
  if (isListType(type)) return { kind: 'list', isRequired, of: planValue(planning, type.ofType, sets, path) };
  if (isLeafType(type)) {
    return { kind: 'leaf', isRequired, type, isAsGiven: isAsGiven(type), isText: texts.has(type.name) };
  }
  if (isObjectType(type))
    return { kind: 'object', isRequired, plan: once(() => planObject(planning, type, sets, path)) };
  const plans = new Map<unknown, ObjectPlan | null>();
  const planOf = (typename: unknown): ObjectPlan | null => {
    const known = plans.get(typename);
    if (known !== undefined) return known;
    const named = planning.schema.getType(String(typename));
    const isPossible = isObjectType(named) && planning.schema.isSubType(type, named);
    if (!isPossible) return null;
    const made = planObject(planning, named, sets, path);
    plans.set(typename, made);
    return made;
  };
  return { kind: 'abstract', isRequired, planOf };
}

const texts: ReadonlySet<string> = new Set(['String', 'ID']);
const { serialize: identity } = new GraphQLScalarType({ name: 'AsGiven' });

/** Scalars that the SDL alone declares are written as they are. */
const isAsGiven = (type: GraphQLLeafType): boolean =>
  type instanceof GraphQLScalarType && type.serialize === identity && !specifiedScalarTypes.includes(type);

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
