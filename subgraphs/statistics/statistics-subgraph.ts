import type { Catalog } from '../../schema/catalog/catalog.js';
import { readSubgraphSources } from '../../schema/catalog/read.js';
import { PlumblineError } from '../../schema/errors.js';
import type { StatisticsDesk } from '../../schema/oversight/statistics-desk.js';
import type { Subgraph } from '../../schema/subgraph.js';
import type { Resolver } from '../kit/resolvers.js';
import { createSubgraph } from '../kit/subgraph.js';

/** Name of the subgraph of statistics, which runs in the gateway's process and asks the hub (docs/adr/0013). */
export const statisticsSubgraphName = 'statistics';

/**
 * Makes the subgraph of statistics: counts of deliveries are derived like any other's, the statistics go to the desk. Rejects with
 * `SCHEMA_INVALID` when the catalog does not hold its SDL.
 */
export function createStatisticsSubgraph(catalog: Catalog, desk: StatisticsDesk): Subgraph {
  const source = readSubgraphSources().find(({ name }) => name === statisticsSubgraphName);
  if (source === undefined) throw new PlumblineError('SCHEMA_INVALID', 'schema/graphql holds no statistics.graphql');
  const roots = Object.fromEntries(desk.fields.map((field) => [field, asked(desk, field)]));
  return createSubgraph(catalog, { source, roots });
}

function asked(desk: StatisticsDesk, field: string): Resolver {
  return (_parent, args: Readonly<Record<string, unknown>>, { principal, requestId, signal }) =>
    desk.answer(field, args, { principal, requestId, signal });
}
