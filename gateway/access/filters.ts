import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
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
import { countFieldsOf, countMeasuresOf } from '../../schema/catalog/counting.js';
import { PlumblineError } from '../../schema/errors.js';
import { assertClear } from '../../subgraphs/kit/lists/filter.js';
import { coerceVariables } from '../execution/variables.js';
import { rootOf } from './verdict.js';

const comparing: ReadonlySet<string> = new Set(['filter', 'orderBy', 'by', 'bands', 'sums', 'spans']);

/** Whether any field of a document has an argument that compares. */
export function comparesAnything(document: DocumentNode): boolean {
  let compares = false;
  visit(document, {
    Argument: ({ name }) => {
      if (!comparing.has(name.value)) return;
      compares = true;
      return BREAK;
    },
  });
  return compares;
}

/**
 * Refuses an operation that filters, orders or groups by a field that its caller does not see in clear on every row, or may
 * not count by: what is compared is disclosed (promise 3). Looks at values, variables included. Rejects with `FILTER_DENIED`, and
 * with `BAD_USER_INPUT` for values of another type.
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
  const coerced = coerceVariables(schema, operation, variables);
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: (node) => (node === operation ? undefined : false),
      Field: (node) => {
        const definition = info.getFieldDef();
        if (!definition || !node.arguments?.some(({ name }) => comparing.has(name.value))) return;
        refuseHidden(catalog, access, info.getParentType()?.name ?? '', definition, node, coerced);
      },
    }),
  );
}

function refuseHidden(
  catalog: Catalog,
  access: Access,
  parent: string,
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const counted = parent === 'Query' ? countedType(catalog, definition.name) : undefined;
  const type = counted ?? listedType(catalog, definition.type.toString());
  if (type === undefined) return;
  const { filter, orderBy, by, ...rest } = argumentsOf(definition, node, variables);
  const named = [
    ...filtered(filter),
    ...ordered(type, orderBy),
    ...grouped(catalog, type, by),
    ...measured(catalog, type, rest),
  ];
  for (const field of named) {
    if (counted === undefined) assertClear(type, field, access);
    else assertCountable(type, field, access);
  }
}

function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(definition, node, variables);
  } catch {
    // Of a valid document: a variable with a default that is null where there has to be something.
    throw new PlumblineError('BAD_USER_INPUT', `${definition.name} was given an argument of another type`);
  }
}

function assertCountable(type: TypeEntry, field: string, access: Access): void {
  const counting = access.counts(type.name);
  if (counting.effect === 'ALLOW' && counting.fields.has(field)) return;
  throw new PlumblineError('FILTER_DENIED', `${type.name} may not be counted by ${field}: no grant counts by it`);
}

function countedType(catalog: Catalog, root: string): TypeEntry | undefined {
  const shape = rootOf(catalog, root)?.shape;
  return shape?.kind === 'counts' ? catalog.types.get(shape.of) : undefined;
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

// What is counted by a date's year is counted by the date.
function grouped(catalog: Catalog, type: TypeEntry, by: unknown): readonly string[] {
  if (!Array.isArray(by)) return [];
  return countFieldsOf(catalog, type.name).flatMap(({ constant, field }) =>
    by.includes(constant) ? [field.name] : [],
  );
}

function measured(
  catalog: Catalog,
  type: TypeEntry,
  { bands, sums, spans }: { readonly bands?: unknown; readonly sums?: unknown; readonly spans?: unknown },
): readonly string[] {
  const listed = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : []);
  const named = new Set<unknown>([
    ...listed(sums),
    ...[...listed(bands), ...listed(spans)].flatMap((each) => Object.values(each as Readonly<Record<string, unknown>>)),
  ]);
  return countMeasuresOf(catalog, type.name).flatMap(({ constant, field }) =>
    named.has(constant) ? [field.name] : [],
  );
}
