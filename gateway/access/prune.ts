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
import type { Access, Effect } from '../../schema/access.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { decideSelected, type Verdict } from './verdict.js';

/** An operation under one access shape. */
export interface PrunedOperation {
  /** Without the fields that are denied whatever the row; emptied selections ask for `__typename`. */
  readonly document: DocumentNode;
  /** Every decision that was not a plain allow of every row, by selection path, for `extensions.access`. */
  readonly verdicts: readonly Verdict[];
  /** Coordinates asked for, with their effects, for the audit entry. */
  readonly asked: ReadonlyMap<string, Effect>;
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
    return parent ? decideSelected(schema, catalog, access, parent.name, node.name.value)?.effect === 'DENY' : false;
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

/** Where a selection stands: the type it is made on, the way to it, and the joined relation by which its rows are reached. */
interface Place {
  readonly type: string;
  readonly path: readonly string[];
  readonly reachedBy: string | undefined;
}

function judge(
  schema: GraphQLSchema,
  catalog: Catalog,
  access: Access,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Pick<PrunedOperation, 'verdicts' | 'asked'> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const judged = new Map<string, Verdict>();
  const asked = new Map<string, Effect>();

  const walk = (selections: readonly SelectionNode[], place: Place): void => {
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet.selections, { ...place, type: node.typeCondition?.name.value ?? place.type });
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment) walk(fragment.selectionSet.selections, { ...place, type: fragment.typeCondition.name.value });
      } else {
        walkField(node, { ...place, path: [...place.path, node.alias?.value ?? node.name.value] });
      }
    }
  };

  const walkField = (node: FieldNode, { type: typeName, path, reachedBy }: Place): void => {
    const decision = decideSelected(schema, catalog, access, typeName, node.name.value);
    const coordinate = `${typeName}.${node.name.value}`;
    if (decision) {
      asked.set(coordinate, decision.effect);
      if (decision.effect !== 'ALLOW' || decision.rows === 'SOME')
        judged.set(`${path.join('.')} ${coordinate}`, { path, coordinate, decision, reachedBy });
      if (decision.effect === 'DENY') return;
    }
    const type = schema.getType(typeName);
    if (!node.selectionSet || !type || !('getFields' in type)) return;
    const field = type.getFields()[node.name.value];
    const inner = field ? getNamedType(field.type) : undefined;
    if (!inner || !isCompositeType(inner)) return;
    const entry = catalog.types.get(typeName)?.fields.get(node.name.value);
    // Connections and their nodes stand between a relation and its rows, and are no way of their own.
    const way = entry === undefined ? reachedBy : entry.joined ? coordinate : undefined;
    walk(node.selectionSet.selections, { type: inner.name, path, reachedBy: way });
  };

  const root = schema.getRootType(operation.operation)?.name ?? 'Query';
  walk(operation.selectionSet.selections, { type: root, path: [], reachedBy: undefined });
  return { verdicts: [...judged.values()], asked };
}
