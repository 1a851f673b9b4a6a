import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Access } from '../../schema/access.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import { constantCase } from '../../schema/catalog/connection.js';
import { assertClear } from '../../subgraphs/kit/filter.js';

/**
 * Refuses an operation that filters or orders by a field that its caller does not see in clear: what is compared is
 * disclosed (promise 3). Looks at values, variables included. Rejects with `FILTER_DENIED`.
 */
export function refuseHiddenFilters(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: (node) => (node === operation ? undefined : false),
      Field: (node) => {
        const definition = info.getFieldDef();
        if (!definition || !node.arguments?.some(({ name }) => name.value === 'filter' || name.value === 'orderBy'))
          return;
        const type = listedType(catalog, definition.type.toString());
        if (type === undefined) return;
        const values = getArgumentValues(definition, node, variables);
        for (const field of [...filtered(values.filter), ...ordered(type, values.orderBy)])
          assertClear(type, field, access);
      },
    }),
  );
}

function listedType(catalog: Catalog, connection: string): TypeEntry | undefined {
  const match = /^(\w+)Connection!?$/.exec(connection);
  return match?.[1] === undefined ? undefined : catalog.types.get(match[1]);
}

function filtered(filter: unknown): readonly string[] {
  if (typeof filter !== 'object' || filter === null) return [];
  return Object.entries(filter).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    if (name === 'and' || name === 'or') return (value as unknown[]).flatMap(filtered);
    return name === 'not' ? filtered(value) : [name];
  });
}

function ordered(type: TypeEntry, orderBy: unknown): readonly string[] {
  if (!Array.isArray(orderBy)) return [];
  return orderBy.flatMap(({ field }: { readonly field: string }) =>
    [...type.fields.keys()].filter((name) => constantCase(name) === field),
  );
}
