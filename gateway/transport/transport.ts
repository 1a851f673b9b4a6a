import type { RequestContext } from '../../schema/context.js';
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.js';

/** The way to a subgraph: by reference in one process, over HTTP between processes. */
export interface Transport {
  /**
   * Rejects with `SOURCE_UNAVAILABLE` when the subgraph cannot be reached or does not answer in GraphQL.
   * The answer belongs to the caller, who may change it.
   */
  execute(subgraph: string, request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse>;
}
