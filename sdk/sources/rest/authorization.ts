import { randomUUID } from 'node:crypto';
import type { SourceSetting } from '../../source.js';
import { signatureOf } from '../http/signing.js';
import type { Authorization, Desk } from './desk.js';
import type { RestAuth } from './settings.js';
import { openTokens } from './tokens.js';

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
