import type { Catalog } from '../schema/catalog/catalog.js';
import type { SubgraphSource } from '../schema/catalog/source.js';
import { PlumblineError } from '../schema/errors.js';
import type { Subgraph } from '../schema/subgraph.js';
import { personRoot, resolvePersonReference } from './identity/person.js';
import { createSubgraph } from './kit/subgraph.js';

/** Makes the subgraph of an SDL file. Only identity adds code: it is the one that knows what a person token is. */
export function openSubgraph(catalog: Catalog, source: SubgraphSource): Subgraph {
  if (source.name !== 'identity') return createSubgraph(catalog, { source });
  const person = catalog.types.get('Person');
  if (person === undefined) throw new PlumblineError('SCHEMA_INVALID', 'identity.graphql declares no Person');
  return createSubgraph(catalog, {
    source,
    roots: { person: personRoot(person) },
    resolvePerson: resolvePersonReference(person),
  });
}
