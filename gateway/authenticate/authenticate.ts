import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import type { Seals } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import { businessLines } from '../../schema/warrant.js';

/** Where tokens come from and whom they are for. */
export interface TokenTrust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: { readonly at: 'url'; readonly url: URL } | { readonly at: 'set'; readonly set: JSONWebKeySet };
  /** Largest difference of clocks, seconds. */
  readonly clockToleranceS: number;
}

const claimsShape = z.object({
  sub: z.string().min(1).max(200),
  kind: z.enum(['user', 'service', 'subject']).default('user'),
  agency: z.string().min(1).max(64),
  organisation: z.string().max(64).default(''),
  division: z.string().regex(/^\d{2,12}$/),
  roles: z.array(z.string().min(1).max(64)).min(1).max(16),
  lines: z.array(z.enum(businessLines)).max(businessLines.length).optional(),
  /** Opaque person token of the account's own person. */
  person: z.string().max(500).optional(),
});

/** What the token says of its bearer; purpose and matter are declared by the request, warrants stand in the hub's books. */
export type Bearer = Omit<Principal, 'purpose' | 'matter' | 'warrant'>;

/**
 * Verifies bearer tokens with jose. Rejects with `UNAUTHENTICATED`, `TOKEN_EXPIRED`, `TOKEN_INVALID` or
 * `ISSUER_UNAVAILABLE`, and never says more.
 */
export function createAuthenticator(trust: TokenTrust, seals: Seals, clock: () => Date) {
  const keys: JWTVerifyGetKey =
    trust.keys.at === 'url'
      ? createRemoteJWKSet(trust.keys.url, { timeoutDuration: 3_000 })
      : createLocalJWKSet(trust.keys.set);

  return async function authenticate(authorization: string | undefined): Promise<Bearer> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new PlumblineError('UNAUTHENTICATED', 'the request carries no bearer token');
    const payload = await verify(token);
    const claims = claimsShape.safeParse(payload);
    if (!claims.success) throw new PlumblineError('TOKEN_INVALID', 'the token lacks claims that the hub needs');
    const { sub, person, lines, ...rest } = claims.data;
    const handle = person === undefined ? null : seals.openPerson(person);
    return {
      ...rest,
      id: sub,
      ...(lines === undefined ? {} : { lines }),
      ...(handle?.kind === 'citizen' ? { subject: handle.citizenId } : {}),
    };
  };

  async function verify(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: trust.issuer,
        audience: trust.audience,
        algorithms: ['EdDSA', 'ES256', 'RS256'],
        requiredClaims: ['sub', 'exp', 'aud', 'iss'],
        clockTolerance: trust.clockToleranceS,
        currentDate: clock(),
      });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new PlumblineError('TOKEN_EXPIRED', 'the token has expired', { cause });
      if (isIssuerAway(cause))
        throw new PlumblineError('ISSUER_UNAVAILABLE', 'the issuer’s keys could not be fetched', { cause });
      throw new PlumblineError('TOKEN_INVALID', 'the token is not valid for this hub', { cause });
    }
  }
}

// Whatever is not jose's word on the token is the fetch's: refused, timed out, or answered with something else than keys.
function isIssuerAway(cause: unknown): boolean {
  if (!(cause instanceof errors.JOSEError)) return true;
  return cause instanceof errors.JWKSTimeout || cause.code === 'ERR_JOSE_GENERIC';
}
