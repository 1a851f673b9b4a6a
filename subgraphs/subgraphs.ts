import type { Catalog } from '../schema/catalog/catalog.js';
import type { SubgraphSource } from '../schema/catalog/source.js';
import { PlumblineError } from '../schema/errors.js';
import { remember } from '../schema/remember.js';
import type { Subgraph } from '../schema/subgraph.js';
import { personRoot, resolvePersonReference } from './identity/person.js';
import { createSubgraph } from './kit/subgraph.js';

/** Catalogs whose subgraphs are kept: services that share a process share them, for a subgraph keeps nothing of a request. */
const kept = 4;
const openedBefore = new Map<Catalog, Map<SubgraphSource, Subgraph>>();

/** The subgraph of an SDL file. */
export function openSubgraph(catalog: Catalog, source: SubgraphSource): Subgraph {
  const opened = remember(openedBefore, catalog, () => new Map<SubgraphSource, Subgraph>(), kept);
  return remember(opened, source, () => makeSubgraph(catalog, source));
}

/** Only identity adds code: it is the one that knows what a person token is. */
function makeSubgraph(catalog: Catalog, source: SubgraphSource): Subgraph {
  if (source.name !== 'identity') return createSubgraph(catalog, { source });
  const person = catalog.types.get('Person');
  if (person === undefined) throw new PlumblineError('SCHEMA_INVALID', 'identity.graphql declares no Person');
  return createSubgraph(catalog, {
    source,
    roots: { person: personRoot(person) },
    resolvePerson: resolvePersonReference(person),
  });
}
