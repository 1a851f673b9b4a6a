import type { Principal } from '../schema/principal.js';
import { matterHeader, purposeHeader } from '../schema/purpose.js';
import { createAuthenticator, type TokenTrust } from './authenticate/authenticate.js';
import { declarePurpose } from './authenticate/purpose.js';
import type { Ground } from './hub.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Who asks, for which purpose, from the headers of a request: the one place where a caller becomes a principal. */
export function createDoor(
  ground: Pick<Ground, 'policies' | 'seals' | 'clock'>,
  trust: TokenTrust,
): (headers: Headers) => Promise<Principal> {
  const authenticate = createAuthenticator(trust, ground.seals, ground.clock);
  return async (headers) => {
    const bearer = await authenticate(single(headers.authorization));
    const rules = ground.policies.current();
    return declarePurpose(bearer, single(headers[purposeHeader]), single(headers[matterHeader]), rules);
  };
}

// A header sent twice is ambiguous: it counts as not sent, which opens nothing.
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
