import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { packageRoot } from '../../../schema/package-root.js';
import { type OpenServer, openServer } from './hub.js';

const folder = mkdtempSync(join(tmpdir(), 'graphiql-'));
const session = {
  accounts: [{ name: 'prosecutor', label: '检察官', token: 'good', purpose: 'SUPERVISION', matter: 'M1' }],
  citizenId: '371422199001011234',
};
let hub: OpenServer;
beforeAll(async () => {
  await promisify(execFile)('node', [join(packageRoot, 'gateway', 'graphiql', 'build.mjs'), folder]);
  hub = await openServer({ introspection: true, graphiql: { folder, session: async () => session } });
}, 120_000);
afterAll(async () => {
  await hub.server.close();
  rmSync(folder, { recursive: true });
});

test('the page asks for nothing but files of the hub, and its policy allows nothing else', async () => {
  const answer = await fetch(hub.url);
  const page = await answer.text();
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  const files = addresses.filter((address) => address.startsWith('/'));
  expect({
    status: answer.status,
    scripts: answer.headers.get('content-security-policy')?.split('; ').includes("script-src 'self'"),
    inline: /<script(?![^>]*\bsrc=)/.test(page),
    elsewhere: addresses.filter((address) => !address.startsWith('/graphiql/') && address !== 'data:,'),
  }).toEqual({ status: 200, scripts: true, inline: false, elsewhere: [] });
  const found = await Promise.all(files.map(async (file) => (await fetch(new URL(file, hub.url))).status));
  expect(found).toEqual(files.map(() => 200));
});

test('the session of the demonstration is given to the page and kept nowhere', async () => {
  const answer = await fetch(new URL('/graphiql/session.json', hub.url));
  expect([answer.headers.get('cache-control'), await answer.json()]).toEqual(['no-store', session]);
});

test('the schema is introspected with a token, and not without', async () => {
  const query = '{ __schema { queryType { name } } }';
  expect((await hub.post({ query })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  expect((await hub.post({ query }, { authorization: '' })).status).toBe(401);
});
