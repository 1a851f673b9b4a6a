import type { Purpose } from './purpose.js';

/** Who asks, for which purpose: verified once at the gate and carried to every subgraph. */
export interface Principal {
  /** Stable identifier of the account at its issuer; an account, never a citizen id. */
  readonly id: string;
  readonly kind: 'user' | 'service' | 'subject';
  /** Code of the agency, as `agencyCode` in records. */
  readonly agency: string;
  /** Unit within the agency, for example a judicial office. */
  readonly organisation: string;
  /** GB/T 2260 division that the principal's territory covers; a prefix covers what lies below. */
  readonly division: string;
  readonly roles: readonly string[];
  readonly purpose?: Purpose;
  /** Case or matter number that the request is made under. */
  readonly matter?: string;
  /**
   * The citizen id of the person that the account belongs to (kind `subject`), for `own-subject` rows.
   * In memory only: tokens and passports carry the opaque person token instead; never logged.
   */
  readonly subject?: string;
}
