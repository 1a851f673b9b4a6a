import { type DocumentNode, executeSync, type FieldNode, type GraphQLSchema, Kind } from 'graphql';

import type { Row } from './merge.js';
import { type Conditions, collectFields, type Operation } from './selection.js';
import type { TypeTest } from './type-test.js';

/** Answers the `__schema` and `__type` fields of an operation from the API schema; undefined when it has none. */
export function compileIntrospection(
  schema: GraphQLSchema,
  isOfType: TypeTest,
  operation: Operation,
  conditions: Conditions,
): ((variables: Readonly<Record<string, unknown>>) => Row) | undefined {
  const { definition, fragments } = operation;
  const typename = schema.getRootType(definition.operation)?.name ?? 'Query';
  const selections: FieldNode[] = [];
  for (const nodes of collectFields(operation, [definition.selectionSet], typename, isOfType, conditions).values()) {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__schema' || name === '__type') selections.push(...nodes);
  }
  if (selections.length === 0) return undefined;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()],
  };
  return (variables) => executeSync({ schema, document, variableValues: variables }).data ?? {};
}
