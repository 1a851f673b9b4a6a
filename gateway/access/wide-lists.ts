import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Narrowness } from '../../policies/language/sets.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { pageSize } from '../../schema/catalog/expand.js';
import { PlumblineError } from '../../schema/errors.js';
import { listedType } from './filters.js';

/**
 * Refuses an operation that lists more of a type at a time than its purpose lets it: what is there to be looked up is not there to be
 * copied. Looks at values, variables included. Rejects with `FILTER_DENIED`.
 */
export function refuseWideLists(
  schema: GraphQLSchema,
  catalog: Catalog,
  narrow: ReadonlyMap<string, Narrowness>,
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
        const type = definition && listedType(catalog, definition.type.toString())?.name;
        const width = type && narrow.get(type);
        if (!definition || !width) return;
        const { filter, first } = getArgumentValues(definition, node, variables);
        const rows = typeof first === 'number' ? first : pageSize.standard;
        if (rows <= width.first && width.by.every((field) => isPinned(filter, field))) return;
        const asked = `one ${width.by.join(' and one ')} (eq), ${width.first} rows a page at the most`;
        throw new PlumblineError('FILTER_DENIED', `For this purpose a list of ${type} is asked of ${asked}`);
      },
    }),
  );
}

/** Whether a filter holds for one value of a field alone. */
function isPinned(filter: unknown, field: string): boolean {
  if (typeof filter !== 'object' || filter === null) return false;
  const { and, [field]: own } = filter as Readonly<Record<string, unknown>>;
  if (typeof own === 'object' && own !== null && 'eq' in own && own.eq !== null && own.eq !== undefined) return true;
  return Array.isArray(and) && and.some((each) => isPinned(each, field));
}
