import { readSubgraphSources } from './catalog/read.js';
import type { SubgraphSource } from './catalog/source.js';

/** Subgraphs over the hub's own books: they run in the gateway's process in both of its forms, and no adapter holds their records (docs/adr/0007, 0011, 0013, 0014). */
export const ownSubgraphs: ReadonlySet<string> = new Set(['access', 'oversight', 'people', 'statistics']);

/** SDL of the subgraphs over agencies' systems: each may run in a process of its own. */
export function agencySubgraphSources(): readonly SubgraphSource[] {
  return readSubgraphSources().filter(({ name }) => !ownSubgraphs.has(name));
}
