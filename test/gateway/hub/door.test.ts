import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TokenTrust } from '../../../gateway/authenticate/authenticate.js';
import { createDoor, type Door } from '../../../gateway/door.js';
import { openGateway } from '../../../gateway/open-gateway.js';
import { createLog } from '../../../gateway/server/log.js';
import { openSmallHub, type SmallHub } from '../small-hub.js';

let small: SmallHub;
let door: Door;
let trust: TokenTrust;
let tokenOf: (roles: readonly string[]) => Promise<string>;
beforeAll(async () => {
  small = await openSmallHub();
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const set = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
  trust = { issuer: 'issuer', audience: 'plumbline', keys: { at: 'set', set }, clockToleranceS: 5 };
  door = createDoor(small.hub, trust, small.hub.turnAway);
  const issued = Math.floor(small.hub.clock().getTime() / 1000);
  tokenOf = (roles) =>
    new SignJWT({ agency: 'A', division: '371422', roles })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
      .setSubject('me')
      .setIssuer('issuer')
      .setAudience('plumbline')
      .setIssuedAt(issued)
      .setExpirationTime(issued + 600)
      .sign(privateKey);
});
afterAll(() => small.close());

const enter = async (roles: readonly string[], purpose: string, requestId: string) =>
  door({ authorization: `Bearer ${await tokenOf(roles)}`, 'x-plumbline-purpose': purpose }, requestId);

test('whom the token names and the door refuses stands in the log', async () => {
  await expect(enter(['prosecutor', 'sysadmin'], 'SUPERVISION', 'r1')).rejects.toMatchObject({
    code: 'ROLES_CONFLICT',
  });
  await expect(enter(['prosecutor'], 'STATISTICS', 'r2')).rejects.toMatchObject({ code: 'PURPOSE_NOT_GRANTED' });
  await expect(enter(['prosecutor'], 'CURIOSITY', 'r3')).rejects.toMatchObject({ code: 'PURPOSE_UNKNOWN' });
  const refusals = (await small.events()).filter(({ action }) => action === 'REFUSAL');
  expect(
    refusals.map(({ requestId, principal, purpose, outcome }) => [requestId, principal.id, purpose, outcome]),
  ).toEqual([
    ['r1', 'me', 'SUPERVISION', 'ROLES_CONFLICT'],
    ['r2', 'me', 'STATISTICS', 'PURPOSE_NOT_GRANTED'],
    ['r3', 'me', null, 'PURPOSE_UNKNOWN'],
  ]);
});

test('who may declare the purpose is let in, and a stranger is refused without an entry', async () => {
  expect(await enter(['prosecutor'], 'SUPERVISION', 'r4')).toMatchObject({ id: 'me', purpose: 'SUPERVISION' });
  const before = (await small.events()).length;
  await expect(door({}, 'r5')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await small.events()).toHaveLength(before);
});

test('a mutation comes by POST and is answered; by GET it is refused and does nothing', async () => {
  const { hub, config, beside } = small;
  const server = await openGateway(
    config,
    { ...hub, close: async () => undefined },
    { log: createLog('silent'), trust },
  );
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const query = `mutation {
    openMatter(input: { number: "M7", title: "a matter", divisionCode: "371422", files: ["K1"], handlers: ["u1"] }) { number }
  }`;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await tokenOf(['deputy-chief-procurator'])}`,
    'x-plumbline-purpose': 'SUPERVISION',
  };
  const get = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, url), { headers });
  expect(get.status).toBe(405);
  expect(await beside.access.matter('M7')).toBeNull();
  const post = await fetch(new URL('/graphql', url), { method: 'POST', headers, body: JSON.stringify({ query }) });
  expect([post.status, await post.json()]).toMatchObject([200, { data: { openMatter: { number: 'M7' } } }]);
  expect(await beside.access.matter('M7')).toMatchObject({ openedBy: 'me' });
  await server.close();
});
