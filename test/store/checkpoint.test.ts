import { beforeAll, expect, test } from '@jest/globals';
import type { JSONWebKeySet, JWK } from 'jose';
import type { ChainHead } from '../../store/audit/audit-source.js';
import { type Checkpoint, signCheckpoint, verifyCheckpoint } from '../../store/audit/checkpoint.js';
import { createSigners } from './signers.js';
import { now } from './stores.js';

let privateKey: JWK;
let publicKeys: JSONWebKeySet;
let strangersKey: JWK;

beforeAll(async () => {
  ({ privateKey, publicKeys, strangersKey } = await createSigners());
});

const at = now().toISOString();
const head: ChainHead = { chain: 'hub', sequence: 3, hash: `sha256:${'0'.repeat(64)}` };

test('a checkpoint is one line of text that the key’s holder signed', async () => {
  const checkpoint: Checkpoint = { at, heads: [head] };
  const text = await signCheckpoint(checkpoint, privateKey);
  expect(text).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(await signCheckpoint(checkpoint, privateKey)).toBe(text);
  expect(await verifyCheckpoint(`${text}\n`, publicKeys)).toEqual({ isGenuine: true, checkpoint });
});

test('a checkpoint is refused when it was changed, signed by somebody else, or is none', async () => {
  const text = await signCheckpoint({ at, heads: [head] }, privateKey);
  const [protectedHeader, , signature] = text.split('.');
  const other = Buffer.from(JSON.stringify({ at, heads: [{ ...head, sequence: 4 }] })).toString('base64url');
  const forged = await signCheckpoint({ at, heads: [head] }, strangersKey);
  const fault = async (of: string, keys = publicKeys) => {
    const verdict = await verifyCheckpoint(of, keys);
    return verdict.isGenuine ? 'GENUINE' : verdict.fault;
  };
  expect(await fault(`${protectedHeader}.${other}.${signature}`)).toBe('FORGED');
  expect(await fault(forged)).toBe('FORGED');
  expect(await fault(text, { keys: [] })).toBe('UNKNOWN_KEY');
  expect(await fault('no checkpoint')).toBe('UNREADABLE');
  const empty = await signCheckpoint({ at, heads: [{ ...head, sequence: 0 }] }, privateKey);
  expect(await fault(empty)).toBe('UNREADABLE');
});

test('a checkpoint is signed with an Ed25519 private key that has a name, and with no other', async () => {
  const { kid: _, ...nameless } = privateKey;
  const [shown] = publicKeys.keys;
  for (const key of [nameless, { ...shown }]) {
    await expect(signCheckpoint({ at, heads: [] }, key)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  }
});
