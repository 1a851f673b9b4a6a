import { readFileSync } from 'node:fs';
import type { JSONWebKeySet } from 'jose';
import { PlumblineError } from '../schema/errors.js';
import type { TokenTrust } from './authenticate/authenticate.js';
import type { Config } from './config.js';

/** Whose tokens the configuration trusts; keys come from a URL or a file. Rejects with `CONFIG_INVALID`. */
export function trustOf(tokens: NonNullable<Config['tokens']>): TokenTrust {
  const { issuer, audience, clockToleranceS, jwks } = tokens;
  const keys: TokenTrust['keys'] = /^https?:/.test(jwks)
    ? { at: 'url', url: new URL(jwks) }
    : { at: 'set', set: readKeySet(jwks) };
  return { issuer, audience, clockToleranceS, keys };
}

function readKeySet(file: string): JSONWebKeySet {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet;
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', `tokens.jwks names ${file}, which is not a JWKS`, { cause });
  }
}
