import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createAuthenticator } from '../../../gateway/authenticate/authenticate.js';
import { createSeals } from '../../../subgraphs/kit/seals.js';

const seals = createSeals(new Uint8Array(32));
const now = new Date('2026-11-01T00:00:00Z');
const clock = () => now;
const citizenId = '371422198805120052';

let issuer: Server;
let url: URL;
let sign: (changes?: Readonly<Record<string, unknown>>, expires?: number) => Promise<string>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' };
  issuer = createServer((request, response) => {
    if (request.url === '/html') response.end('<html>maintenance</html>');
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`);
  const issued = Math.floor(now.getTime() / 1000);
  sign = (changes = {}, expires = 600) =>
    new SignJWT({
      agency: 'A',
      division: '371422',
      roles: ['prosecutor'],
      iss: 'issuer',
      aud: 'plumbline',
      sub: 'me',
      ...changes,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setIssuedAt(issued)
      .setExpirationTime(issued + expires)
      .sign(privateKey);
});
afterAll(() => void issuer.close());

const trust = (at: URL) =>
  ({ issuer: 'issuer', audience: 'plumbline', keys: { at: 'url', url: at }, clockToleranceS: 5 }) as const;
const authenticate = (at: URL = url) => createAuthenticator(trust(at), seals, clock);

test('a token of the issuer for this hub names its bearer', async () => {
  expect(await authenticate()(`Bearer ${await sign()}`)).toEqual({
    id: 'me',
    kind: 'user',
    agency: 'A',
    organisation: '',
    division: '371422',
    roles: ['prosecutor'],
  });
});

test('business lines come with the token, and one that is none makes it invalid', async () => {
  expect((await authenticate()(`Bearer ${await sign({ lines: ['JUVENILE', 'CIVIL'] })}`)).lines).toEqual([
    'JUVENILE',
    'CIVIL',
  ]);
  await expect(authenticate()(`Bearer ${await sign({ lines: ['EVERYTHING'] })}`)).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  });
});

test('the account’s own person comes in as a sealed token and is opened', async () => {
  const person = seals.sealPerson({ kind: 'citizen', citizenId });
  const bearer = await authenticate()(`Bearer ${await sign({ kind: 'subject', person })}`);
  expect(bearer.subject).toBe(citizenId);
});

test('a person token that this hub did not seal opens nobody', async () => {
  const person = createSeals(new Uint8Array(32).fill(1)).sealPerson({ kind: 'citizen', citizenId });
  expect((await authenticate()(`Bearer ${await sign({ person })}`)).subject).toBeUndefined();
});

test.each([
  ['no token', async () => undefined, 'UNAUTHENTICATED'],
  ['another scheme', async () => 'Basic YTpi', 'UNAUTHENTICATED'],
  ['an expired token', async () => `Bearer ${await sign({}, -60)}`, 'TOKEN_EXPIRED'],
  ['another audience', async () => `Bearer ${await sign({ aud: 'other' })}`, 'TOKEN_INVALID'],
  ['another issuer', async () => `Bearer ${await sign({ iss: 'other' })}`, 'TOKEN_INVALID'],
  ['an altered token', async () => `Bearer ${(await sign()).replace(/\.[^.]+\./, '.e30.')}`, 'TOKEN_INVALID'],
  [
    'an unsigned token',
    async () => `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.x`,
    'TOKEN_INVALID',
  ],
  ['a token without roles', async () => `Bearer ${await sign({ roles: [] })}`, 'TOKEN_INVALID'],
  ['a token without a territory', async () => `Bearer ${await sign({ division: '' })}`, 'TOKEN_INVALID'],
])('%s is refused', async (_, header, code) => {
  await expect(authenticate()(await header())).rejects.toMatchObject({ code });
});

test.each([
  ['does not listen', () => new URL('http://127.0.0.1:9/jwks')],
  ['answers a page', () => new URL('/html', url)],
])('an issuer that %s is unavailable: the token is not to blame', async (_, at) => {
  await expect(authenticate(at())(`Bearer ${await sign()}`)).rejects.toMatchObject({ code: 'ISSUER_UNAVAILABLE' });
});
