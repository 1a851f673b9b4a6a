import type { Call, Endpoint } from '../http/endpoint.js';
import type { RestEnvelope } from './settings.js';

/** What a call carries to be let in. */
export interface Authorization {
  /** Asked for each time that the call is sent: a signature holds for one sending. */
  headers(call: Call, signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Whether an answer says that the headers are no longer good and others may be had; forgets those then. */
  isOver(answer: Verdict, headers: Readonly<Record<string, string>>): boolean;
}

/** How an answer says what became of the call. */
export interface Verdict {
  readonly status: number;
  /** Code of the envelope; null where the service has none, or the status says it all. */
  readonly code: string | null;
}

/** What authorization needs of a service that is being opened. */
export interface Desk {
  readonly endpoint: Endpoint;
  readonly prefix: string;
  readonly envelope: RestEnvelope;
}
