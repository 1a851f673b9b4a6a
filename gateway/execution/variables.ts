import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';

import { PlumblineError } from '../../schema/errors.js';

/** The variables of an operation as GraphQL reads what the caller sent (6.1.2). Throws `BAD_USER_INPUT`. */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (variableDefinitions.length === 0) return {};
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 5 });
  if (coerced !== undefined) return coerced;
  // graphql-js repeats the offending value, which may be a citizen id: only the variable's name leaves.
  throw notAsDeclared(errors.flatMap((error) => /^Variable "\$(\w+)"/.exec(error.message)?.[1] ?? []));
}

/** The refusal of variables, told by their names alone. */
export function notAsDeclared(names: readonly string[]): PlumblineError {
  const told = [...new Set(names)].map((name) => `$${name}`).join(', ');
  return new PlumblineError('BAD_USER_INPUT', `Not of the type declared: ${told === '' ? 'a variable' : told}`);
}
