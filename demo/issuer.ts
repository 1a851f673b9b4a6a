import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';
import type { DemoPerson } from './people.js';

/** The demo's issuer of tokens: stands for the agencies' own identity provider. */
export interface Issuer {
  readonly name: string;
  readonly jwks: JSONWebKeySet;
  /** Signs a token; `person` is the opaque token of the account's own person. */
  sign(account: DemoPerson, options: TokenOptions): Promise<string>;
}

export interface TokenOptions {
  readonly audience: string;
  readonly now: Date;
  readonly lifetimeS: number;
  readonly person?: string;
}

export const issuerName = 'https://issuer.demo.plumbline.example';

/** Opens the issuer whose key is in `file`, making the key the first time. */
export async function openIssuer(file: string): Promise<Issuer> {
  const jwk = await keyIn(file);
  const key = await importJWK(jwk, 'EdDSA');
  const { d: _private, ...publicJwk } = jwk;
  return {
    name: issuerName,
    jwks: { keys: [publicJwk] },
    sign: ({ account, role, kind, agency, organisation, division, lines }, { audience, now, lifetimeS, person }) => {
      const issued = Math.floor(now.getTime() / 1000);
      const claims = { kind, agency, organisation, division, roles: [role], lines, ...(person ? { person } : {}) };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', ...(jwk.kid ? { kid: jwk.kid } : {}), typ: 'JWT' })
        .setSubject(account)
        .setIssuer(issuerName)
        .setAudience(audience)
        .setIssuedAt(issued)
        .setExpirationTime(issued + lifetimeS)
        .sign(key);
    },
  };
}

/** The private key in a file, made the first time. */
export async function keyIn(file: string): Promise<JWK> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JWK) : makeKey(file);
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const named = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(named), { mode: 0o600 });
  return named;
}
