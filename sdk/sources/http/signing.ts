import { createHash, createHmac } from 'node:crypto';
import { compareText } from '../../../schema/total-order.js';
import type { Call } from './endpoint.js';

/**
 * A signature over a call: an HMAC (RFC 2104) with SHA-256 or SM3 (GB/T 32905) over the canonical string. Its parts, in the order
 * given and joined by `\n`, are:
 * `method`: in capitals; `path`: as it is sent, without the query; `query`: `name=value` percent-encoded as RFC 3986 has it, sorted
 * by name and value and joined by `&`; `key`; `timestamp`; `nonce`; `body`: the digest of the body's bytes by the same algorithm,
 * lower-case hex, of no bytes where there is no body.
 */
export interface Signing {
  /** Application key, sent in clear. */
  readonly key: string;
  readonly secret: string;
  readonly algorithm: 'sha256' | 'sm3';
  /** What the key, the time, the nonce and the signature are called where they are sent. */
  readonly names: Readonly<Record<'key' | 'timestamp' | 'nonce' | 'signature', string>>;
  /** Default: method, path, query, timestamp, nonce, body. */
  readonly parts?: readonly SignedPart[];
  /** How the signature is written. Default `hex`, in lower case. */
  readonly encoding?: 'hex' | 'base64';
  /** Unit of the time since 1970-01-01T00:00:00Z. Default `ms`. */
  readonly time?: 'ms' | 's';
}

export type SignedPart = 'method' | 'path' | 'query' | 'key' | 'timestamp' | 'nonce' | 'body';

const defaultParts: readonly SignedPart[] = ['method', 'path', 'query', 'timestamp', 'nonce', 'body'];

/** What a signed call carries, by the names of `Signing`. */
export function signatureOf(
  signing: Signing,
  call: Pick<Call, 'method' | 'path' | 'body'>,
  { now, nonce }: { readonly now: Date; readonly nonce: string },
): Readonly<Record<string, string>> {
  const { key, secret, algorithm, names, encoding = 'hex', time = 'ms' } = signing;
  const timestamp = String(time === 'ms' ? now.getTime() : Math.floor(now.getTime() / 1_000));
  const [path = '', query = ''] = call.path.split('?', 2);
  const parts: Readonly<Record<SignedPart, string>> = {
    method: call.method,
    path,
    query: sortedQuery(query),
    key,
    timestamp,
    nonce,
    body: createHash(algorithm)
      .update(call.body ?? '')
      .digest('hex'),
  };
  const canonical = (signing.parts ?? defaultParts).map((part) => parts[part]).join('\n');
  const signature = createHmac(algorithm, secret).update(canonical).digest(encoding);
  return { [names.key]: key, [names.timestamp]: timestamp, [names.nonce]: nonce, [names.signature]: signature };
}

function sortedQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

// RFC 3986 reserves five more characters than `encodeURIComponent` does.
const percentEncoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
