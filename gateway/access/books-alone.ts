import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { accessSubgraphName } from '../../subgraphs/access/access-subgraph.js';
import { findOperation } from '../execution/selection.js';

/**
 * Whether an operation asks for nothing but what the hub's own subgraph answers by itself: matters, requests, what one may
 * see. Of persons and agencies that it names, that is the reference and no more. Closed when in doubt.
 */
export function asksBooksAlone(
  schema: GraphQLSchema,
  catalog: Catalog,
  document: DocumentNode,
  operationName: string | undefined,
): boolean {
  const asked = findOperation(document, operationName).definition;
  const info = new TypeInfo(schema);
  let isAlone = true;
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: (node) => (node === asked ? undefined : false),
      Field: ({ name }) => {
        const parent = info.getParentType();
        if (isObjectType(parent) && isOfBooks(catalog, parent.name, name.value)) return undefined;
        isAlone = false;
        return BREAK;
      },
    }),
  );
  return isAlone;
}

function isOfBooks({ subgraphs, types }: Catalog, parent: string, field: string): boolean {
  const books = subgraphs.get(accessSubgraphName);
  if (field.startsWith('__')) return true;
  if (parent === 'Query') return books?.roots.has(field) === true;
  // Connections and code items are of whatever they were reached from.
  return !types.has(parent) || books?.types.get(parent)?.fields.has(field) === true;
}
