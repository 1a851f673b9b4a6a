import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { type ErrorCode, PlumblineError } from '../schema/errors.js';
import { readText } from './text-file.js';

/** The public keys of a file (JWKS, RFC 7517). Rejects with `BAD_USER_INPUT` for what is none. */
export async function readPublicKeys(file: string): Promise<JSONWebKeySet> {
  const isWanted = 'is no JWKS: give public keys as {"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": …, "x": …}]}';
  const keys = parseJson('BAD_USER_INPUT', `${file} ${isWanted}`, readText(file));
  try {
    createLocalJWKSet(keys as JSONWebKeySet);
    return await publicOnly((keys as JSONWebKeySet).keys);
  } catch (cause) {
    throw new PlumblineError('BAD_USER_INPUT', `${file} ${isWanted}`, { cause });
  }
}

/** The public half of the configured key that checkpoints are signed with; no keys where none is. */
export async function publicKeysOf(privateKey: string | undefined): Promise<JSONWebKeySet> {
  if (privateKey === undefined) return { keys: [] };
  const wanted = 'audit.privateKey must be an Ed25519 private key (JWK) with a "kid"';
  const key = parseJson('CONFIG_INVALID', wanted, privateKey);
  try {
    return await publicOnly([key as JWK]);
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', wanted, { cause });
  }
}

// Imported once, so that what is no key is said to be none before a checkpoint is said to be forged.
async function publicOnly(keys: readonly JWK[]): Promise<JSONWebKeySet> {
  const found = keys.map(({ d: _private, ...key }) => key as JWK);
  for (const key of found) {
    if (key.crv !== 'Ed25519' || key.kid === undefined) throw new Error('not an Ed25519 key with a kid');
    await importJWK(key, 'EdDSA');
  }
  if (found.length === 0) throw new Error('no keys');
  return { keys: found };
}

function parseJson(code: ErrorCode, message: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PlumblineError(code, message, { cause });
  }
}
