import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import type { Access, Effect } from '../../schema/access.js';
import type { Catalog, FieldEntry } from '../../schema/catalog/catalog.js';
import { decideField, rootOf } from '../access/verdict.js';

/** Where a selection stands: on a type, or on the connection that stands before the rows of one. */
interface Place {
  readonly type: string;
  readonly isConnection: boolean;
}

/** The coordinates that an operation asks of a subgraph, `_entities` included, with what is decided on each. */
export function readFields(catalog: Catalog, access: Access, query: string): ReadonlyMap<string, Effect> {
  const document = parse(query, { noLocation: true });
  const fragments = fragmentsOf(document);
  const asked = new Map<string, Effect>();

  const walk = ({ selections }: SelectionSetNode, place: Place): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const inner = enter(place, node.name.value);
        if (node.selectionSet) walk(node.selectionSet, inner);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const type = fragment?.typeCondition?.name.value;
      if (fragment) walk(fragment.selectionSet, type === undefined || place.isConnection ? place : { ...place, type });
    }
  };

  const enter = ({ type, isConnection }: Place, field: string): Place => {
    if (isConnection) return { type, isConnection: field !== 'nodes' && field !== 'node' };
    const decision = decideField(catalog, access, type, field);
    if (decision) asked.set(`${type}.${field}`, decision.effect);
    const entry = type === 'Query' ? rootOf(catalog, field) : catalog.types.get(type)?.fields.get(field);
    return entry === undefined ? { type: field === '_entities' ? '_Entity' : '', isConnection: false } : below(entry);
  };

  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      walk(definition.selectionSet, { type: 'Query', isConnection: false });
  return asked;
}

function below({ shape, target, type }: FieldEntry): Place {
  return shape.kind === 'list' ? { type: shape.of, isConnection: true } : { type: target ?? type, isConnection: false };
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(found.map((fragment) => [fragment.name.value, fragment]));
}
