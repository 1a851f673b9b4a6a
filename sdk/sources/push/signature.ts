import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Push, unknownSender } from '../../../schema/push.js';
import { unreachable } from '../../unreachable.js';
import type { PushCredential, PushDigest } from './settings.js';

/** The headers that say who pushes what. */
export const pushHeaders = {
  key: 'idempotency-key',
  timestamp: 'x-plumbline-timestamp',
  nonce: 'x-plumbline-nonce',
  digest: 'x-plumbline-digest',
} as const;

/** What a known sender has promised about the body, which is not read yet. */
export interface Sender {
  /** The digest that was signed; null where nothing was. */
  readonly signed: { readonly algorithm: PushDigest; readonly hex: string } | null;
}

/**
 * What the sender signs: six lines without a line end after the last. The key is among them, so that a delivery cannot be sent
 * again under another one; sent again under its own it is answered by its receipt. So no nonce needs to be remembered.
 */
export function signedText(push: Pick<Push, 'method' | 'path' | 'headers'>): string {
  const header = (name: string) => push.headers[name] ?? '';
  const { timestamp, nonce, key, digest } = pushHeaders;
  return [push.method, push.path, header(timestamp), header(nonce), header(key), header(digest)].join('\n');
}

const defaultWindowMs = 5 * 60_000;

/**
 * Knows the sender by the headers alone, before a byte of the body is read. Throws `UNAUTHENTICATED`, always with the same words;
 * each credential is compared in a time that does not depend on what was sent.
 */
export function senderOf(push: Push, credentials: readonly PushCredential[], now: Date): Sender {
  let sender: Sender | null = null;
  for (const credential of credentials) sender = knows(credential, push, now) ?? sender;
  if (sender === null) throw unknownSender();
  return sender;
}

function knows(credential: PushCredential, push: Push, now: Date): Sender | null {
  const given = push.headers.authorization ?? '';
  switch (credential.kind) {
    case 'bearer':
      return isSame(given, `Bearer ${credential.token}`) ? { signed: null } : null;
    case 'hmac': {
      const { secret, digest: algorithm = 'sha256', windowMs = defaultWindowMs } = credential;
      const signature = createHmac(algorithm, secret).update(signedText(push)).digest('hex');
      const isSigned = isSame(given, `HMAC-${algorithm.toUpperCase()} ${signature}`);
      const hex = digestIn(push.headers[pushHeaders.digest], algorithm);
      const isWhole = hex !== null && /^[\x21-\x7e]{16,128}$/.test(push.headers[pushHeaders.nonce] ?? '');
      return isSigned && isWhole && isTimely(push.headers[pushHeaders.timestamp], windowMs, now)
        ? { signed: { algorithm, hex } }
        : null;
    }
    default:
      return unreachable(credential);
  }
}

/** Texts of any length: their digests have one. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function digestIn(header: string | undefined, algorithm: PushDigest): string | null {
  const hex = header?.startsWith(`${algorithm}:`) ? header.slice(algorithm.length + 1) : '';
  return /^[0-9a-f]{64}$/.test(hex) ? hex : null;
}

/** Seconds since 1970, as `date +%s` says them. */
function isTimely(timestamp: string | undefined, windowMs: number, now: Date): boolean {
  if (timestamp === undefined || !/^\d{1,11}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1_000 - now.getTime()) <= windowMs;
}
