import type { Decision, Denial } from '../../schema/access.js';
import type { Prohibition } from '../language/sets.js';

/** A decision before it is explained. */
export type Verdict = Exclude<Decision, Denial> | Refusal;

/** A denial before it is explained. */
export type Refusal =
  | { readonly effect: 'DENY'; readonly cause: 'NO_GRANT' }
  /** Rows exist on other ways only: through these relations. */
  | { readonly effect: 'DENY'; readonly cause: 'RELATION'; readonly through: readonly string[] }
  | { readonly effect: 'DENY'; readonly cause: 'PROHIBITED'; readonly by: Prohibition };

export const noGrant: Refusal = { effect: 'DENY', cause: 'NO_GRANT' };
