import { hash } from 'node:crypto';

/** Tells one contradiction from others of its rule: SHA-256 of the rule's id and the keys, base64url. */
export function fingerprintOf(rule: string, keys: readonly string[]): string {
  return hash('sha256', JSON.stringify([rule, ...keys]), 'base64url');
}
