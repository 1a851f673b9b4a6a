import type { RequestContext } from './context.js';

export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface SubgraphResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SubgraphError[];
}

/** One domain's executable graph: guarded by itself, wherever the request comes from. */
export interface Subgraph {
  readonly name: string;
  execute(request: SubgraphRequest, context: RequestContext): Promise<SubgraphResponse>;
}
