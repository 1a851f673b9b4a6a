import { expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { verifyCertificate } from '../../../sdk/testing/certificate.js';

const said = {
  adapter: 'county',
  agency: '法院',
  kinds: ['sql'],
  entities: ['CourtCase'],
  against: 'GOLDEN',
  systems: [],
  version: '1.0.0',
  issued: '2026-11-01T00:00:00.000Z',
  files: 'sha256:0',
  report: 'sha256:0',
  passed: [],
  skipped: [],
};

test('what the same key signed for another use is no certificate', async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const keys = { keys: [await exportJWK(publicKey)] };
  const signed = (typ: string) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
      .setProtectedHeader({ alg: 'EdDSA', typ })
      .sign(privateKey);
  const own = await signed('plumbline-adapter-certificate+jws');
  await expect(verifyCertificate(own, keys)).resolves.toEqual(said);
  await expect(verifyCertificate(await signed('JWT'), keys)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
});
