import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { exportJWK, generateKeyPair } from 'jose';
import { parseConfig } from '../../../gateway/config.js';
import { openSubgraphService } from '../../../gateway/open-subgraph.js';
import { createLog } from '../../../gateway/server/log.js';
import { createPassportIssuer, passportHeader } from '../../../gateway/transport/passport.js';
import { matterRecord } from '../books.js';
import { openSmallHub, prosecutor } from '../small-hub.js';
import { openAgency } from '../small-policies.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A gateway, and the identity subgraph in what stands for another process: books, policies and chain of its own. */
async function open() {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  const passportKey = { ...privateKey, kid: 'k1' };
  let subgraph = new URL('http://nowhere');
  let service: Awaited<ReturnType<typeof openSubgraphService>> | undefined;
  const small = await openSmallHub(async ({ folder, file, clock, onStatement }) => {
    const config = parseConfig({
      store: { url: `file:${file}`, chain: 'identity' },
      secret: 'a hub secret that only tests have, 32 bytes',
      adapters: [{ use: 'agency-directory', options: { file: join(folder, 'agencies.json') } }],
      policies: { folder: join(folder, 'policies'), watch: true },
      passport: { publicKeys: JSON.stringify({ keys: [{ ...publicKey, kid: 'k1', alg: 'EdDSA' }] }) },
    });
    service = await openSubgraphService(config, 'identity', { clock, onStatement, log: createLog('silent') });
    subgraph = new URL('/graphql', await service.listen({ host: '127.0.0.1', port: 0 }));
    return {
      subgraphs: { identity: subgraph.href },
      passport: { privateKey: JSON.stringify(passportKey) },
    };
  });
  closing.push(
    () => small.close(),
    () => service?.close(),
  );
  await small.beside.access.openMatter(matterRecord({ handlers: [prosecutor.id], files: ['K1'] }));
  return { ...small, subgraph, passportKey };
}

const directory = '{ agencies(first: 1) { nodes { name kind } } }';
const acting = { ...prosecutor, matter: 'M1' };

test('the hub’s own books are answered by the gateway’s process', async () => {
  const small = await open();
  const { data, errors } = await small.ask('{ matter(number: "M1") { number } }', acting);
  expect({ data, errors }).toEqual({ data: { matter: { number: 'M1' } }, errors: [] });
});

test('a subgraph of another process writes what it read to a chain of its own, under the same request', async () => {
  const small = await open();
  const { data } = await small.ask(directory, acting);
  expect(data).toMatchObject({ agencies: { nodes: [{ kind: 'COURT' }] } });
  const [entry, ...others] = (await small.events()).filter(({ action }) => action === 'QUERY');
  const [read, ...more] = (await small.events('identity')).filter(({ action }) => action === 'READ');
  expect([others, more]).toEqual([[], []]);
  expect(read).toMatchObject({
    requestId: entry?.requestId,
    action: 'READ',
    principal: entry?.principal,
    purpose: 'SUPERVISION',
    matter: 'M1',
    fields: { ALLOW: ['Query.agencies', 'Agency.name', 'Agency.kind'] },
    sources: { 'agency-directory': 'OK' },
    policyVersion: entry?.policyVersion,
    outcome: 'OK',
    release: 'MATTER_CLOSED',
  });
});

test('a subgraph of another process looks the matter up itself, whatever a passport says, and refuses in its chain', async () => {
  const small = await open();
  const issuer = await createPassportIssuer({
    privateKey: small.passportKey,
    seals: small.hub.seals,
    clock: small.hub.clock,
    newId: randomUUID,
    lifetimeS: 15,
  });
  const around = async (matter: string) => {
    const body = JSON.stringify({ query: '{ agencies(first: 1) { nodes { name } } }' });
    const { version: policyVersion } = small.hub.policies.current().sets;
    const bearer = { requestId: matter, principal: { ...prosecutor, matter }, access: { policyVersion } };
    const headers = {
      'content-type': 'application/json',
      [passportHeader]: await issuer.issue('identity', body, bearer),
    };
    return (await fetch(small.subgraph, { method: 'POST', headers, body })).status;
  };
  const ofAnotherLine = matterRecord({ number: 'M2', line: 'JUVENILE', handlers: [prosecutor.id] });
  await small.beside.access.openMatter(ofAnotherLine);
  small.statements.length = 0;
  expect(await around('M9')).toBe(403);
  expect(await around('M2')).toBe(403);
  expect(small.statements).toEqual([]);
  expect(await around('M1')).toBe(200);
  const read = (await small.events('identity')).filter(({ action }) => action === 'READ');
  expect(read.map(({ requestId, outcome, fields }) => [requestId, outcome, fields])).toEqual([
    ['M9', 'MATTER_NOT_OPEN', {}],
    ['M2', 'MATTER_NOT_OPEN', {}],
    ['M1', 'OK', { ALLOW: ['Query.agencies', 'Agency.name'] }],
  ]);
});

test('a subgraph of another process reads nothing while its own chain cannot be written', async () => {
  const small = await open();
  const disk = createClient({ url: `file:${small.file}` });
  const isOurs = "WHEN NEW.chain = 'identity' BEGIN SELECT RAISE(FAIL, 'disk full'); END";
  for (const [name, event] of [
    ['entry', 'INSERT ON audit_entry'],
    ['head', 'INSERT ON audit_head'],
    ['proof', 'UPDATE ON audit_head'],
  ])
    await disk.execute(`CREATE TRIGGER shut_${name} BEFORE ${event} ${isOurs}`);
  disk.close();
  // A commit of a moment ago still proves the log.
  for (;;) {
    small.statements.length = 0;
    const { data, errors } = await small.ask(directory, acting);
    if (errors.length === 0 || small.statements.length > 0) continue;
    expect(data).toEqual({ agencies: null });
    expect(errors.map(({ extensions: { code } }) => code)).toEqual(['SOURCE_UNAVAILABLE']);
    break;
  }
});

test('a gateway that decides by newer rules makes a subgraph of another process look for them', async () => {
  const small = await open();
  openAgency(small.policies, ['agencyCode', 'name']);
  await small.hub.reloadPolicies();
  expect((await small.ask(directory)).data).toMatchObject({ agencies: { nodes: [{ kind: null }] } });
  // A folder is read at most once a second for a gateway's sake.
  small.forward(1_001);
  openAgency(small.policies, ['agencyCode', 'name', 'kind']);
  await small.hub.reloadPolicies();
  expect((await small.ask(directory)).data).toMatchObject({ agencies: { nodes: [{ kind: 'COURT' }] } });
});
