import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { calculateJwkThumbprint, exportJWK, FlattenedSign, generateKeyPair, importJWK } from 'jose';
import { ownRules } from '../../../oversight/rules/load.js';
import { digestOf, openPackage, packRules } from '../../../oversight/rules/package.js';

const facts = {
  name: 'corrections',
  version: '2.0.0',
  publisher: '宁津县人民检察院',
  licence: 'Apache-2.0',
  madeAt: '2026-11-20T01:00:00.000Z',
};
const text = (name: string) => readFileSync(join(ownRules, 'CC-05', name), 'utf8');
const rule = { folder: 'CC-05', rule: text('rule.yaml'), query: text('query.graphql'), cases: text('cases.yaml') };
const packed = { ...rule, version: '1.0.0' };

async function keys() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const open = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(open);
  return {
    key: { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' },
    trusted: { keys: [{ ...open, kid, alg: 'EdDSA' }] },
  };
}

test('a package that is opened holds what was packed, with its publisher and licence', async () => {
  const { key, trusted } = await keys();

  expect(await openPackage(await packRules(facts, [packed], key), trusted)).toEqual({
    format: 'plumbline-rules/1',
    ...facts,
    rules: [{ ...packed, digest: digestOf(rule) }],
  });
});

test('a package of a key that is not trusted is refused', async () => {
  const { key } = await keys();
  const { trusted } = await keys();

  await expect(openPackage(await packRules(facts, [packed], key), trusted)).rejects.toMatchObject({
    code: 'RULE_INVALID',
  });
});

test('a package that was changed since it was signed is refused', async () => {
  const { key, trusted } = await keys();
  const jws = JSON.parse(await packRules(facts, [packed], key)) as { payload: string };
  const content = Buffer.from(jws.payload, 'base64url').toString().replace('claimedMin >', 'claimedMin <');
  const changed = JSON.stringify({ ...jws, payload: Buffer.from(content).toString('base64url') });

  await expect(openPackage(changed, trusted)).rejects.toMatchObject({ code: 'RULE_INVALID' });
});

test('what else a trusted key has signed is no package', async () => {
  const { key, trusted } = await keys();
  const payload = Buffer.from(await packRules(facts, [packed], key));
  const other = await new FlattenedSign(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .sign(await importJWK(key, 'EdDSA'));

  await expect(openPackage(JSON.stringify(other), trusted)).rejects.toThrow('What is signed is no package of rules');
  await expect(openPackage('{}', trusted)).rejects.toThrow('This is no package of rules');
});

test('a rule whose folder would lead elsewhere is refused', async () => {
  const { key, trusted } = await keys();

  await expect(openPackage(await packRules(facts, [{ ...packed, folder: '../CC-05' }], key), trusted)).rejects.toThrow(
    'does not hold rules of this form',
  );
});
