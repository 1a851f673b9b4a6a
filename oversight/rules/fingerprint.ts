import { createHash } from 'node:crypto';

/** Tells one contradiction from others of its rule: SHA-256 of the rule's id and the keys, base64url. */
export function fingerprintOf(rule: string, keys: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, ...keys]))
    .digest('base64url');
}
