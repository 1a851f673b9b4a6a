import { createHmac, hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';
import type { PersonHandle, Seals } from '../../schema/context.js';

/**
 * Seals for one hub secret: AES-SIV (RFC 5297), deterministic so that equal persons have equal tokens in every
 * subgraph and process, authenticated so that none can be made up. Each use has its own derived key.
 */
export function createSeals(secret: Uint8Array): Seals {
  const persons = cipherOf(secret, 'plumbline person token v1');
  const cursors = cipherOf(secret, 'plumbline cursor v1');
  const digestKey = derive(secret, 'plumbline audit subject v1', 32);
  return {
    sealPerson: (handle) => persons.seal(JSON.stringify(packed(handle))),
    openPerson: (token) => {
      const text = persons.open(token);
      return text === null ? null : unpacked(JSON.parse(text) as readonly string[]);
    },
    sealCursor: cursors.seal,
    openCursor: cursors.open,
    digestSubject: (citizenId) => createHmac('sha256', digestKey).update(citizenId).digest('base64url'),
  };
}

/**
 * Remembers the person tokens of one request: a person on two hundred rows, in four subgraphs, is sealed and opened once.
 * Never kept longer than its request, so that the hub does not gather citizen ids in memory.
 */
export function rememberSeals(seals: Seals): Seals {
  const tokens = new Map<string, string>();
  const handles = new Map<string, PersonHandle | null>();
  const digests = new Map<string, string>();
  const remembered = <V>(known: Map<string, V>, key: string, make: () => V): V => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    known.set(key, made);
    return made;
  };
  return {
    ...seals,
    sealPerson: (handle) => {
      if (handle.kind !== 'citizen') return seals.sealPerson(handle);
      const token = remembered(tokens, handle.citizenId, () => seals.sealPerson(handle));
      handles.set(token, handle);
      return token;
    },
    openPerson: (token) => remembered(handles, token, () => seals.openPerson(token)),
    digestSubject: (citizenId) => remembered(digests, citizenId, () => seals.digestSubject(citizenId)),
  };
}

function packed(handle: PersonHandle): readonly string[] {
  return handle.kind === 'citizen' ? [handle.citizenId] : [handle.entity, handle.adapter, handle.id];
}

function unpacked([first = '', adapter, id]: readonly string[]): PersonHandle {
  if (adapter === undefined || id === undefined) return { kind: 'citizen', citizenId: first };
  return { kind: 'record', entity: first, adapter, id };
}

function cipherOf(secret: Uint8Array, info: string) {
  const key = derive(secret, info, 64);
  return {
    seal: (text: string): string => Buffer.from(aessiv(key).encrypt(Buffer.from(text, 'utf8'))).toString('base64url'),
    open: (token: string): string | null => {
      try {
        return Buffer.from(aessiv(key).decrypt(Buffer.from(token, 'base64url'))).toString('utf8');
      } catch {
        // Not made by this hub, or altered: the same answer for both.
        return null;
      }
    },
  };
}

function derive(secret: Uint8Array, info: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), info, length));
}
