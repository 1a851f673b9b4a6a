import { createHash, createHmac } from 'node:crypto';

/*
 * Standard Webhooks 1.0.0, symmetric scheme: HMAC-SHA256 over `id.timestamp.body`, named `v1`. A secret is 24 to 64 random bytes,
 * written `whsec_` and their base64.
 */

const prefix = 'whsec_';

export function isSecret(text: string): boolean {
  if (!text.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(prefix.length))) return false;
  const { length } = keyOf(text);
  return length >= 24 && length <= 64;
}

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Signs an attempt to deliver. With several secrets, for the time that one takes another's place, there is a signature of each. */
export function sign(secrets: readonly string[], eventId: string, at: Date, body: string): SignedHeaders {
  const id = webhookId(eventId);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${digest}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** The same at every attempt. A full stop would let one message be read as another. */
function webhookId(eventId: string): string {
  if (/^[\w:-]+$/.test(eventId)) return eventId;
  return `sha256-${createHash('sha256').update(eventId).digest('hex')}`;
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(prefix.length), 'base64');
