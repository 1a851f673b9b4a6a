import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

/** An operation whose variables of input types are read before it runs. */
export interface ReadyInputs {
  /** What is compiled: such variables are taken as they come. */
  readonly document: DocumentNode;
  read(variables: Readonly<Record<string, unknown>>): { readonly [name: string]: unknown } | readonly GraphQLError[];
}

/** A scalar of every subgraph that takes what it is given. */
const asGiven: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Date' } };

/**
 * graphql-jit writes code for every level of an input, and filters hold filters (`and`, `or`, `not`): it never ends, and gives up
 * after seconds. Variables of input types are read by graphql-js instead, which knows the value that it reads.
 */
export function readyInputs(schema: GraphQLSchema, document: DocumentNode): ReadyInputs {
  const definitions = document.definitions
    .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
    .flatMap((node) => node.variableDefinitions ?? []);
  const inputs = definitions.filter((definition) => isInput(schema, definition));
  if (inputs.length === 0) return { document, read: (variables) => ({ ...variables }) };
  const open = visit(document, {
    VariableDefinition: ({ defaultValue: _read, ...node }) =>
      inputs.some(({ variable }) => variable.name.value === node.variable.name.value)
        ? { ...node, type: asGiven }
        : undefined,
  });
  return {
    document: open,
    read: (variables) => {
      const { coerced, errors } = getVariableValues(schema, inputs, variables);
      return errors ?? { ...variables, ...coerced };
    },
  };
}

function isInput(schema: GraphQLSchema, { type }: VariableDefinitionNode): boolean {
  return isInputObjectType(getNamedType(typeFromAST(schema, type as never)));
}
