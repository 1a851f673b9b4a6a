import type { Reached } from '../reads/reached.js';
import type { ReadPlan } from '../reads/read-plan.js';
import type { PageRequest } from './page-request.js';

/** What a selected connection field needs, made once a request and used for every parent row. */
export interface PreparedList {
  readonly slot: string;
  readonly plan: ReadPlan;
  readonly request: PageRequest;
  readonly reached: Reached;
}
