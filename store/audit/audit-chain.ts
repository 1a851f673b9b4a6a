import { hash } from 'node:crypto';

/** How entries are linked: SHA-256, or SM3 (GB/T 32905) where a deployment must use commercial cryptography. */
export const chainDigests = ['sha256', 'sm3'] as const;
export type ChainDigest = (typeof chainDigests)[number];

/** What stands as previous hash in the first entry of a chain. */
export const genesis = 'genesis';

/** One link: everything that the hash covers. `event` is canonical JSON and is hashed as the characters it is. */
export interface Link {
  readonly chain: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly at: string;
  readonly event: string;
}

/**
 * The hash of a link, `sha256:<hex>` or `sm3:<hex>`: it names its algorithm, so a chain may change it on the way.
 * Input: the JSON array [chain, sequence, previous hash, at], a line feed, the event.
 */
export function hashLink(digest: ChainDigest, link: Link): string {
  const head = JSON.stringify([link.chain, link.sequence, link.previousHash, link.at]);
  return `${digest}:${hash(digest, `${head}\n${link.event}`)}`;
}

/** The algorithm that a stored hash names, or undefined when it names none that we know. */
export function digestOf(hash: string): ChainDigest | undefined {
  return chainDigests.find((digest) => hash.startsWith(`${digest}:`));
}
