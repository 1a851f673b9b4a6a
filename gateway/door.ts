import type { Seals } from '../schema/context.js';
import { PlumblineError } from '../schema/errors.js';
import type { Principal } from '../schema/principal.js';
import { matterHeader, purposeHeader, purposes } from '../schema/purpose.js';
import { createAuthenticator, type TokenTrust } from './authenticate/authenticate.js';
import { declarePurpose } from './authenticate/purpose.js';
import type { Policies } from './policies/policies.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Somebody who is known and was not let in: with the purpose that was declared, if it is one. */
export interface TurnedAway {
  readonly requestId: string;
  readonly principal: Principal;
  /** Code of the refusal. */
  readonly code: string;
}

/** Who asks, for which purpose, from the headers of a request: the one place where a caller becomes a principal. */
export type Door = (headers: Headers, requestId?: string) => Promise<Principal>;

export interface DoorParts {
  readonly policies: Pick<Policies, 'current'>;
  readonly seals: Seals;
  readonly clock: () => Date;
}

/** @param record is told of whom the token names and the door refuses, before they hear of it */
export function createDoor(
  { policies, seals, clock }: DoorParts,
  trust: TokenTrust,
  record: (refused: TurnedAway) => Promise<void> = async () => undefined,
): Door {
  const authenticate = createAuthenticator(trust, seals, clock);
  return async (headers, requestId = '') => {
    const bearer = await authenticate(single(headers.authorization));
    const declared = single(headers[purposeHeader]);
    try {
      return declarePurpose(bearer, declared, single(headers[matterHeader]), policies.current());
    } catch (error) {
      const purpose = purposes.find((known) => known === declared);
      const principal = { ...bearer, ...(purpose === undefined ? {} : { purpose }) };
      if (error instanceof PlumblineError) await record({ requestId, principal, code: error.code });
      throw error;
    }
  };
}

// A header sent twice is ambiguous: it counts as not sent, which opens nothing.
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
