import { randomBytes, randomUUID } from 'node:crypto';

import { expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

import { createLog } from '../../../gateway/server/log.js';
import { createRecordingReport } from '../../../gateway/transport/carried-report.js';
import { createHttpTransport } from '../../../gateway/transport/http.js';
import { createPassportIssuer, createPassportVerifier, passportHeader } from '../../../gateway/transport/passport.js';
import { createSubgraphServer } from '../../../gateway/transport/subgraph-server.js';
import type { RequestContext } from '../../../schema/context.js';
import type { Principal } from '../../../schema/principal.js';
import type { Warrant } from '../../../schema/warrant.js';
import { createSeals } from '../../../subgraphs/kit/seals.js';

const citizenId = '371422199001011234';
const seals = createSeals(randomBytes(64));
const principal: Principal = {
  id: 'u1',
  kind: 'subject',
  agency: 'procuratorate',
  organisation: 'o',
  division: '371422',
  roles: ['subject'],
  purpose: 'SELF_ACCESS',
  matter: '(2024)鲁1422检监1号',
  lines: ['EXECUTION'],
  subject: citizenId,
};
/** What the gateway looked up, which a passport never carries. */
const warrant: Warrant = {
  matter: {
    number: '(2024)鲁1422检监1号',
    kind: 'CASE',
    line: null,
    division: '371422',
    persons: [citizenId],
    files: ['K1'],
  },
  approvals: [],
};

async function keyPair(kid: string): Promise<{ privateKey: JWK; publicKey: JWK }> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  return { privateKey: { ...privateKey, kid }, publicKey: { ...publicKey, kid, alg: 'EdDSA' } };
}

async function setUp() {
  let now = Date.parse('2026-11-21T00:00:00Z');
  const clock = () => new Date(now);
  const [good, bad] = [await keyPair('k1'), await keyPair('k1')];
  const issuerOf = (privateKey: JWK) =>
    createPassportIssuer({ privateKey, seals, clock, newId: randomUUID, lifetimeS: 15 });
  const verifier = createPassportVerifier({
    subgraph: 'police',
    publicKeys: { keys: [good.publicKey] },
    seals,
    clock,
    clockToleranceS: 2,
  });
  return {
    clock,
    verifier,
    issuer: await issuerOf(good.privateKey),
    stranger: await issuerOf(bad.privateKey),
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

const request = { requestId: 'r1', principal: { ...principal, warrant }, access: { policyVersion: 'v1' } };
const invalid = { code: 'PASSPORT_INVALID' };

test('a passport carries who asks, for which purpose, by which rules and until when, and no citizen id in clear nor any warrant', async () => {
  const { issuer, verifier } = await setUp();
  const passport = await issuer.issue('police', '{}', request);
  const [, claims = ''] = passport.split('.');
  const told = Buffer.from(claims, 'base64url').toString('utf8');
  expect(told).not.toContain(citizenId);
  expect(told).not.toContain('K1');
  expect(await verifier.verify(passport, '{}')).toEqual({
    requestId: 'r1',
    principal,
    policyVersion: 'v1',
    deadline: Date.parse('2026-11-21T00:00:15Z'),
  });
});

test('a passport is refused for another subgraph, another body, after its time, by another key, and twice', async () => {
  const { issuer, stranger, verifier, wait } = await setUp();
  await expect(verifier.verify(undefined, '{}')).rejects.toMatchObject(invalid);
  await expect(verifier.verify('a.b.c', '{}')).rejects.toMatchObject(invalid);
  await expect(verifier.verify(await issuer.issue('courts', '{}', request), '{}')).rejects.toMatchObject(invalid);
  await expect(verifier.verify(await issuer.issue('police', '{}', request), '{ }')).rejects.toMatchObject(invalid);
  await expect(verifier.verify(await stranger.issue('police', '{}', request), '{}')).rejects.toMatchObject(invalid);
  const passport = await issuer.issue('police', '{}', request);
  await verifier.verify(passport, '{}');
  await expect(verifier.verify(passport, '{}')).rejects.toMatchObject(invalid);
  const late = await issuer.issue('police', '{}', request);
  wait(18);
  await expect(verifier.verify(late, '{}')).rejects.toMatchObject(invalid);
});

test('a subgraph of another process answers the gateway, tells what it met, and refuses everybody else', async () => {
  const { issuer, verifier, clock } = await setUp();
  const seen: unknown[] = [];
  const server = createSubgraphServer({
    async answer(asked, passport) {
      seen.push({ asked, principal: passport.principal, requestId: passport.requestId });
      const report = createRecordingReport();
      const status = {
        adapter: 'police-soap',
        agency: 'police',
        status: 'UNAVAILABLE',
        asOf: null,
        reason: 'TIMEOUT',
      } as const;
      report.source(status, 'PoliceCase.caseNumber');
      report.subject('digest');
      return { response: { data: { policeCases: null } }, carried: report.carried() };
    },
    verifier,
    clock,
    newId: randomUUID,
    log: createLog('silent'),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const transport = createHttpTransport({ subgraphs: { police: url.href }, issuer });
  const met: unknown[] = [];
  const report = {
    source: (...source: unknown[]) => void met.push(source),
    subject: (digest: string) => void met.push(digest),
  };
  const context = { ...request, report, signal: new AbortController().signal } as unknown as RequestContext;
  const asked = { query: '{ policeCases { id } }', variables: { n: 1 } };

  expect(await transport.execute('police', asked, context)).toEqual({ data: { policeCases: null } });
  expect(seen).toEqual([{ asked, principal, requestId: 'r1' }]);
  expect(met).toEqual([
    [
      { adapter: 'police-soap', agency: 'police', status: 'UNAVAILABLE', asOf: null, reason: 'TIMEOUT' },
      'PoliceCase.caseNumber',
    ],
    'digest',
  ]);

  const body = JSON.stringify(asked);
  const post = async (headers: Record<string, string>) => {
    const answer = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    return [answer.status, errors[0]?.extensions.code];
  };
  expect(await post({})).toEqual([401, 'PASSPORT_INVALID']);
  expect(await post({ [passportHeader]: await issuer.issue('courts', body, request) })).toEqual([
    401,
    'PASSPORT_INVALID',
  ]);
  expect(await post({ [passportHeader]: await issuer.issue('police', `${body} `, request) })).toEqual([
    401,
    'PASSPORT_INVALID',
  ]);
  expect((await fetch(new URL('/other', url))).status).toBe(404);
  expect(seen).toHaveLength(1);

  await server.close();
  await expect(transport.execute('police', asked, context)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  await transport.close();
});
