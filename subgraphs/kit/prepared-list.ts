import type { PageRequest } from './page-request.js';
import type { Projection } from './projection.js';

/** What a selected connection field needs, made once a request and used for every parent row. */
export interface PreparedList {
  readonly slot: string;
  readonly projection: Projection;
  readonly request: PageRequest;
}
