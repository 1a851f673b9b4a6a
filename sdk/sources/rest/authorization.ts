import { randomUUID } from 'node:crypto';
import type { SourceSetting } from '../../source.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { signatureOf } from '../http/signing.js';
import type { RestAuth, RestEnvelope } from './settings.js';
import { openTokens } from './tokens.js';

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

export function openAuthorization(auth: RestAuth, desk: Desk, setting: SourceSetting): Authorization {
  if (auth.kind === 'token') return openTokens(auth.login, desk, setting);
  if (auth.kind === 'hmac') {
    return {
      headers: async (call) => signatureOf(auth.signing, call, { now: setting.clock(), nonce: randomUUID() }),
      isOver: () => false,
    };
  }
  const headers = fixedHeaders(auth);
  return { headers: async () => headers, isOver: () => false };
}

function fixedHeaders(
  auth: Extract<RestAuth, { readonly kind: 'none' | 'apiKey' | 'basic' }>,
): Readonly<Record<string, string>> {
  if (auth.kind === 'none') return {};
  if (auth.kind === 'apiKey') return { [auth.header.toLowerCase()]: auth.key };
  return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` };
}
