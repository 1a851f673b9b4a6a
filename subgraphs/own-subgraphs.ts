import { readSubgraphSources } from '../schema/catalog/read.js';
import type { SubgraphSource } from '../schema/catalog/source.js';
import { accessSubgraphName } from './access/access-subgraph.js';
import { oversightSubgraphName } from './oversight/oversight-subgraph.js';

/** Subgraphs over the hub's own books: they run in the gateway's process in both of its forms (docs/adr/0007, 0011). */
export const ownSubgraphs: ReadonlySet<string> = new Set([accessSubgraphName, oversightSubgraphName]);

/** SDL of the subgraphs over agencies' systems: each may run in a process of its own. */
export function agencySubgraphSources(): readonly SubgraphSource[] {
  return readSubgraphSources().filter(({ name }) => !ownSubgraphs.has(name));
}
