import type { JWK } from 'jose';
import { createPassportIssuer, passportHeader } from '../../gateway/transport/passport.js';
import type { Principal } from '../../schema/principal.js';
import type { OpenedHub } from './open-hubs.js';

let issued = 0;

/** A passport for one subgraph and body, signed as the gateway signs, or with another key. */
export async function passportFor(
  hub: OpenedHub,
  subgraph: string,
  body: string,
  principal: Principal,
  key = hub.passportKey,
): Promise<string> {
  if (key === null) throw new Error('in one process there are no passports');
  const issuer = await createPassportIssuer({
    privateKey: key satisfies JWK,
    seals: hub.seals,
    clock: hub.clock,
    newId: () => `passport-${++issued}`,
    lifetimeS: 11,
  });
  const access = { policyVersion: hub.policies.current().sets.version };
  return issuer.issue(subgraph, body, { requestId: `around-${issued}`, principal, access });
}

export interface AroundReply {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a subgraph answers is looked at by path
  readonly body: any;
}

/** Sends a body to a subgraph of its own process, past the gateway. */
export async function sendAround(
  hub: OpenedHub,
  subgraph: string,
  body: string,
  passport?: string,
): Promise<AroundReply> {
  const url = new URL('/graphql', hub.subgraphs.get(subgraph)?.url);
  const headers = { 'content-type': 'application/json', ...(passport ? { [passportHeader]: passport } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

/** Asks a subgraph past the gateway, with a passport of a principal's. */
export async function askAround(
  hub: OpenedHub,
  subgraph: string,
  request: object,
  principal: Principal,
): Promise<AroundReply> {
  const body = JSON.stringify(request);
  return sendAround(hub, subgraph, body, await passportFor(hub, subgraph, body, principal));
}
