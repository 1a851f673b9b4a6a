import type { Purpose } from './purpose.js';
import type { BusinessLine, Warrant } from './warrant.js';

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
  /** Business lines that the account works in; absent is none. */
  readonly lines?: readonly BusinessLine[];
  /**
   * What the hub's books say under `matter`. In memory only: every process looks it up itself, passports carry the number.
   * A declared matter without a warrant was refused, unless the request asks the hub's own books alone: there a handler of
   * another business line asks for the approval that it lacks (domain 5.5.4).
   */
  readonly warrant?: Warrant;
  /**
   * The citizen id of the person that the account belongs to (kind `subject`), for `own-subject` rows.
   * In memory only: tokens and passports carry the opaque person token instead; never logged.
   */
  readonly subject?: string;
}
