import { createHash } from 'node:crypto';
import {
  type CryptoKey,
  createLocalJWKSet,
  decodeProtectedHeader,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import type { RequestContext, Seals } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import { purposes } from '../../schema/purpose.js';
import { businessLines } from '../../schema/warrant.js';

/** A request's identity on its way to a subgraph of another process: signed, for one subgraph, one body and a short time. */
export interface Passport {
  readonly requestId: string;
  readonly principal: Principal;
  /** Version of the policies that the gateway decided by. */
  readonly policyVersion: string;
  /** When the caller gives up, epoch ms. */
  readonly deadline: number;
}

/** What of a request a passport is made out to. */
export type Bearer = Pick<RequestContext, 'requestId' | 'principal'> & {
  readonly access: Pick<RequestContext['access'], 'policyVersion'>;
};

export interface PassportIssuer {
  issue(subgraph: string, body: string, bearer: Bearer): Promise<string>;
}

export interface PassportVerifier {
  /** Rejects with `PASSPORT_INVALID` for whatever is not a fresh passport of the gateway for this subgraph and body. */
  verify(passport: string | undefined, body: string): Promise<Passport>;
}

export const passportHeader = 'x-plumbline-passport';

const issuerName = 'plumbline-gateway';
const algorithm = 'EdDSA';
/** Passports seen are remembered until they expire; beyond this many a minute something is wrong, and none is let in. */
const mostRemembered = 200_000;

export interface IssuerSetting {
  /** Ed25519 private key with a `kid`. */
  readonly privateKey: JWK;
  readonly seals: Seals;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Longest time that a passport holds, s. */
  readonly lifetimeS: number;
}

/** Rejects with `CONFIG_INVALID` when the key is not an Ed25519 private key with a `kid`. */
export async function createPassportIssuer(setting: IssuerSetting): Promise<PassportIssuer> {
  const { privateKey, seals, clock, newId, lifetimeS } = setting;
  const { kid } = privateKey;
  if (kid === undefined || privateKey.d === undefined) {
    throw new PlumblineError('CONFIG_INVALID', 'passport.privateKey must be an Ed25519 private key (JWK) with a "kid"');
  }
  const key = await importKey(privateKey);
  return {
    async issue(subgraph, body, { requestId, principal, access }) {
      // Who is named in a matter, and who the bearer is, travels as little as what was approved: no citizen id leaves.
      const { subject, warrant: _lookedUpAgain, ...open } = principal;
      const now = Math.floor(clock().getTime() / 1000);
      const person = subject === undefined ? undefined : seals.sealPerson({ kind: 'citizen', citizenId: subject });
      const claims = {
        request: requestId,
        principal: open,
        policy: access.policyVersion,
        body: digestOf(body),
        ...(person === undefined ? {} : { person }),
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid, typ: 'passport+jwt' })
        .setIssuer(issuerName)
        .setAudience(subgraph)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeS)
        .setJti(newId())
        .sign(key);
    },
  };
}

async function importKey(jwk: JWK): Promise<CryptoKey | Uint8Array> {
  try {
    return await importJWK(jwk, algorithm);
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', 'passport.privateKey cannot be read', { cause });
  }
}

const claimsShape = z.object({
  jti: z.string().min(1).max(100),
  exp: z.number(),
  request: z.string().min(1).max(100),
  body: z.string(),
  policy: z.string().max(100),
  person: z.string().max(500).optional(),
  principal: z.strictObject({
    id: z.string().min(1),
    kind: z.enum(['user', 'service', 'subject']),
    agency: z.string(),
    organisation: z.string(),
    division: z.string(),
    roles: z.array(z.string()),
    purpose: z.enum(purposes).optional(),
    matter: z.string().optional(),
    lines: z.array(z.enum(businessLines)).optional(),
  }),
});

export interface VerifierSetting {
  /** Name of the subgraph that passports must be for. */
  readonly subgraph: string;
  /** Public keys of the gateways; several while keys are changed. */
  readonly publicKeys: JSONWebKeySet;
  readonly seals: Seals;
  readonly clock: () => Date;
  readonly clockToleranceS: number;
}

export function createPassportVerifier(setting: VerifierSetting): PassportVerifier {
  const { subgraph, seals, clock, clockToleranceS } = setting;
  const keys = createLocalJWKSet(setting.publicKeys);
  /** Passports that were used, with the second from which they would be refused anyway. */
  const used = new Map<string, number>();

  return {
    async verify(passport, body) {
      if (passport === undefined || passport === '') throw invalid('the request carries no passport');
      const { jti, exp, request, principal, policy, person, body: digest } = await read(passport);
      if (digest !== digestOf(body)) throw invalid('the body is not the one that the passport was issued for');
      remember(jti, exp);
      const subject = person === undefined ? undefined : openSubject(person);
      const { purpose, matter, lines, ...rest } = principal;
      return {
        requestId: request,
        principal: {
          ...rest,
          ...(purpose === undefined ? {} : { purpose }),
          ...(matter === undefined ? {} : { matter }),
          ...(lines === undefined ? {} : { lines }),
          ...(subject === undefined ? {} : { subject }),
        },
        policyVersion: policy,
        deadline: exp * 1000,
      };
    },
  };

  async function read(passport: string) {
    try {
      // A passport that names no key would be tried with every key.
      if (decodeProtectedHeader(passport).kid === undefined) throw invalid('the passport names no key');
      const { payload } = await jwtVerify(passport, keys, {
        issuer: issuerName,
        audience: subgraph,
        algorithms: [algorithm],
        typ: 'passport+jwt',
        requiredClaims: ['exp', 'iat', 'jti', 'aud', 'iss'],
        clockTolerance: clockToleranceS,
        currentDate: clock(),
      });
      return claimsShape.parse(payload);
    } catch (cause) {
      throw invalid('the passport is not one of the gateway for this subgraph and time', cause);
    }
  }

  function remember(jti: string, exp: number): void {
    const now = clock().getTime() / 1000;
    // Oldest first: passports of one gateway expire in the order of their issue, give or take the clocks' difference.
    for (const [old, until] of used) {
      if (until > now) break;
      used.delete(old);
    }
    if (used.has(jti)) throw invalid('the passport was used before');
    if (used.size >= mostRemembered) throw invalid('too many passports to tell new ones from used ones');
    used.set(jti, exp + clockToleranceS);
  }

  function openSubject(person: string): string {
    const handle = seals.openPerson(person);
    if (handle?.kind !== 'citizen') throw invalid('the passport names a person that this hub did not seal');
    return handle.citizenId;
  }
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

function invalid(message: string, cause?: unknown): PlumblineError {
  return new PlumblineError('PASSPORT_INVALID', message, { cause });
}
