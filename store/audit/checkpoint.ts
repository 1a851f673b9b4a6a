import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { CompactSign, compactVerify, createLocalJWKSet, errors, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { PlumblineError } from '../../schema/errors.js';
import type { Engine } from '../engines/engine.js';
import { storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';
import type { ChainHead } from './audit-source.js';
import { canonicalJson } from './canonical-json.js';

/** Where chains stood at a time: whoever keeps it elsewhere can show that a chain was written anew or cut. */
export interface Checkpoint {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly heads: readonly ChainHead[];
}

/** `UNREADABLE`: no checkpoint at all. `UNKNOWN_KEY`: signed by none of the keys given. `FORGED`: not what was signed. */
export type CheckpointFault = 'UNREADABLE' | 'UNKNOWN_KEY' | 'FORGED';

export type CheckpointVerdict =
  | { readonly isGenuine: true; readonly checkpoint: Checkpoint }
  | { readonly isGenuine: false; readonly fault: CheckpointFault };

export interface Checkpoints {
  /**
   * Signs heads, keeps the checkpoint and answers it as one line of text, to be kept outside of the hub's reach. Signs what
   * it is given: verify first. Rejects with `CONFIG_INVALID` for another key than an Ed25519 private one with a `kid`, and
   * with `STORE_UNAVAILABLE`.
   */
  create(checkpoint: Checkpoint, privateKey: JWK): Promise<string>;
}

const algorithm = 'EdDSA';
const type = 'plumbline-checkpoint';
const commitMs = 10_000;

export function createCheckpoints(engine: Engine, patience: Patience): Checkpoints {
  const { auditCheckpoint } = engine.tables;
  return {
    create: async (checkpoint, privateKey) => {
      const text = await signCheckpoint(checkpoint, privateKey);
      const digest = createHash('sha256').update(text).digest('hex');
      const row = { at: checkpoint.at, digest, text };
      try {
        await persist(patience, () =>
          engine.attempt(commitMs, async (queries) => {
            // Ed25519 signs the same thing alike: made twice, or after a commit whose answer was lost, it is kept once.
            const isKept = and(eq(auditCheckpoint.at, row.at), eq(auditCheckpoint.digest, digest));
            const [kept] = await queries.select({ at: auditCheckpoint.at }).from(auditCheckpoint).where(isKept);
            if (kept === undefined) await queries.insert(auditCheckpoint).values(row);
          }),
        );
      } catch (error) {
        throw storeFault('A checkpoint could not be kept', error);
      }
      return text;
    },
  };
}

/** A compact JWS (RFC 7515) with Ed25519 over the canonical JSON of the checkpoint. */
export async function signCheckpoint({ at, heads }: Checkpoint, privateKey: JWK): Promise<string> {
  const { kid } = privateKey;
  if (kid === undefined || privateKey.crv !== 'Ed25519' || privateKey.d === undefined) {
    throw new PlumblineError('CONFIG_INVALID', 'A checkpoint is signed with an Ed25519 private key (JWK) with a "kid"');
  }
  const payload = new TextEncoder().encode(canonicalJson({ at, heads: heads.map(asHead) }));
  const key = await importJWK(privateKey, algorithm);
  return new CompactSign(payload).setProtectedHeader({ alg: algorithm, typ: type, kid }).sign(key);
}

/** Reads a checkpoint, if one of the keys has signed it. */
export async function verifyCheckpoint(text: string, publicKeys: JSONWebKeySet): Promise<CheckpointVerdict> {
  try {
    const keys = createLocalJWKSet(publicKeys);
    const { payload, protectedHeader } = await compactVerify(text.trim(), keys, { algorithms: [algorithm] });
    const checkpoint = protectedHeader.typ === type ? parse(new TextDecoder().decode(payload)) : undefined;
    return checkpoint === undefined ? { isGenuine: false, fault: 'UNREADABLE' } : { isGenuine: true, checkpoint };
  } catch (error) {
    return { isGenuine: false, fault: faultOf(error) };
  }
}

function faultOf(error: unknown): CheckpointFault {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'FORGED';
  return error instanceof errors.JWKSNoMatchingKey ? 'UNKNOWN_KEY' : 'UNREADABLE';
}

function parse(payload: string): Checkpoint | undefined {
  const { at, heads } = JSON.parse(payload) as Partial<Checkpoint>;
  if (typeof at !== 'string' || !Array.isArray(heads) || !heads.every(isHead)) return undefined;
  return { at, heads: heads.map(asHead) };
}

function isHead(head: Partial<ChainHead> | null): head is ChainHead {
  return (
    typeof head?.chain === 'string' &&
    typeof head.hash === 'string' &&
    Number.isSafeInteger(head.sequence) &&
    Number(head.sequence) > 0
  );
}

function asHead({ chain, sequence, hash }: ChainHead): ChainHead {
  return { chain, sequence, hash };
}
