import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Access } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { decideField, type Verdict } from './verdict.js';

/** An operation under one access shape. */
export interface PrunedOperation {
  /** Without the fields that are denied whatever the row; emptied selections ask for `__typename`. */
  readonly document: DocumentNode;
  /** Every decision that was not a plain allow, by selection path, for `extensions.access`. */
  readonly verdicts: readonly Verdict[];
  /** Coordinates asked for, with their effects, for the audit entry. */
  readonly asked: ReadonlyMap<string, Verdict['decision']['effect']>;
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Cuts what is denied before planning: a denied field is not planned, not fetched and not read (promise 1).
 * Pure: the same document, catalog and access shape give the same outcome, which is cached with the plan.
 */
export function pruneOperation(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PrunedOperation {
  const { verdicts, asked } = judge(schema, catalog, access, document, operation);
  if (!verdicts.some(({ decision }) => decision.effect === 'DENY')) return { document, verdicts, asked };
  return { document: cut(schema, catalog, access, document, operation), verdicts, asked };
}

function cut(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const info = new TypeInfo(schema);
  const isDenied = (node: FieldNode) => {
    const parent = info.getParentType();
    return parent ? decideField(catalog, access, parent.name, node.name.value)?.effect === 'DENY' : false;
  };
  return visit(
    {
      ...document,
      definitions: document.definitions.filter((d) => d === operation || d.kind === Kind.FRAGMENT_DEFINITION),
    },
    visitWithTypeInfo(info, {
      Field: { enter: (node) => (isDenied(node) ? null : undefined) },
      SelectionSet: {
        leave: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
      },
    }),
  );
}

interface Judgement {
  readonly verdicts: Verdict[];
  readonly asked: Map<string, Verdict['decision']['effect']>;
}

function judge(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Judgement {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const judged = new Map<string, Verdict>();
  const asked: Judgement['asked'] = new Map();

  const walk = (selections: readonly SelectionNode[], typeName: string, path: readonly string[]): void => {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet.selections, node.typeCondition?.name.value ?? typeName, path);
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet.selections, fragment.typeCondition.name.value, path);
      } else {
        walkField(node, typeName, [...path, node.alias?.value ?? node.name.value]);
      }
    }
  };

  const walkField = (node: FieldNode, typeName: string, path: readonly string[]): void => {
    const decision = decideField(catalog, access, typeName, node.name.value);
    if (decision) {
      const coordinate = `${typeName}.${node.name.value}`;
      asked.set(coordinate, decision.effect);
      if (decision.effect !== 'ALLOW') judged.set(`${path.join('.')} ${coordinate}`, { path, coordinate, decision });
      if (decision.effect === 'DENY') return;
    }
    const type = schema.getType(typeName);
    if (!node.selectionSet || !type || !('getFields' in type)) return;
    const field = type.getFields()[node.name.value];
    const inner = field ? getNamedType(field.type) : undefined;
    if (inner && isCompositeType(inner)) walk(node.selectionSet.selections, inner.name, path);
  };

  walk(operation.selectionSet.selections, 'Query', []);
  return { verdicts: [...judged.values()], asked };
}
