import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { exportJWK, generateKeyPair } from 'jose';
import { verifyCheckpoint } from '../../../store/audit/checkpoint.js';
import { deputy, openSmallHub, prosecutor, type SmallHub } from '../small-hub.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(config: Readonly<Record<string, unknown>> = {}): Promise<SmallHub> {
  const small = await openSmallHub(config);
  closing.push(small.close);
  return small;
}

const isReady = ({ hub }: SmallHub) =>
  hub.ready().then(
    () => true,
    () => false,
  );

const directory = '{ agencies { nodes { name } } }';

test('while the log cannot be written the very first request is refused and nothing is read', async () => {
  const small = await open();
  const disk = createClient({ url: `file:${small.file}` });
  await disk.execute("CREATE TRIGGER shut BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(FAIL, 'disk full'); END");
  await disk.execute("CREATE TRIGGER shut_head BEFORE INSERT ON audit_head BEGIN SELECT RAISE(FAIL, 'disk full'); END");
  await disk.execute(
    "CREATE TRIGGER shut_proof BEFORE UPDATE ON audit_head BEGIN SELECT RAISE(FAIL, 'disk full'); END",
  );
  // A commit of a moment ago still proves the log.
  while (await isReady(small));
  await expect(small.ask(directory)).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(small.statements).toEqual([]);
  for (const name of ['shut', 'shut_head', 'shut_proof']) await disk.execute(`DROP TRIGGER ${name}`);
  disk.close();
  await small.ask(directory);
  expect(small.statements).toEqual(['agency: agencyCode, name']);
  expect(await small.hub.ready()).toEqual([]);
});

test('an entry says under which matter and approvals it was asked, and when it may be told', async () => {
  const small = await open();
  const { access } = small.beside;
  await access.openMatter({
    number: 'M1',
    kind: 'CASE',
    line: null,
    title: 'a matter',
    agency: 'P371422',
    division: '371422',
    persons: [],
    files: ['K1'],
    handlers: [prosecutor.id],
    openedBy: deputy.id,
    openedAt: '2026-11-01T09:00:00+08:00',
  });
  await small.ask(directory, { ...prosecutor, matter: 'M1' });
  await small.ask(directory, { ...prosecutor, purpose: 'CASE_HANDLING' });
  await expect(small.ask(directory, { ...prosecutor, matter: 'M2' })).rejects.toMatchObject({
    code: 'MATTER_NOT_OPEN',
  });
  const told = (await small.events())
    .filter(({ action }) => action === 'QUERY' || action === 'REFUSAL')
    .map(({ action, outcome, purpose, matter, release, fields }) => ({
      action,
      outcome,
      purpose,
      matter,
      release,
      fields,
    }));
  const fields = { ALLOW: ['Query.agencies', 'Agency.name'] };
  expect(told).toEqual([
    { action: 'QUERY', outcome: 'OK', purpose: 'SUPERVISION', matter: 'M1', release: 'MATTER_CLOSED', fields },
    { action: 'QUERY', outcome: 'OK', purpose: 'CASE_HANDLING', matter: null, release: undefined, fields },
    {
      action: 'REFUSAL',
      outcome: 'MATTER_NOT_OPEN',
      purpose: 'SUPERVISION',
      matter: 'M2',
      release: 'MATTER_CLOSED',
      fields: {},
    },
  ]);
});

test('what touches sealed records is never told, and what was denied of them is', async () => {
  const small = await open();
  const sealed = '{ publicOrderCases { nodes { caseNo } } }';
  await small.ask(sealed);
  await small.ask(sealed, deputy);
  const entries = (await small.events()).filter(({ action }) => action === 'QUERY');
  expect(entries.map(({ release, fields }) => [release, Object.keys(fields)])).toEqual([
    ['NEVER', ['ALLOW']],
    ['MATTER_CLOSED', ['DENY']],
  ]);
});

test('heads of other chains are anchored when they moved, and at the end', async () => {
  const small = await open({ audit: { anchorMs: 3_600_000 } });
  const receipt = await small.beside.audit.append({
    at: '2026-11-02T09:00:00+08:00',
    requestId: 'r1',
    action: 'READ',
    principal: { id: 'u1', agency: 'P371422', division: '371422', roles: [] },
    purpose: null,
    matter: null,
    operation: '',
    subjects: [],
    fields: {},
    sources: {},
    policyVersion: 'v1',
    outcome: 'OK',
  });
  await small.closeHub();
  const anchors = (await small.events()).filter(({ action }) => action === 'ANCHOR');
  expect(anchors.map(({ detail }) => detail)).toEqual([{ beside: `1 ${receipt.hash}` }]);
});

test('a checkpoint is signed after so many entries, and is exported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-checkpoints-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  const small = await open({
    audit: { privateKey: JSON.stringify({ ...privateKey, kid: 'k1' }), folder: join(folder, 'out'), everyEntries: 3 },
  });
  await small.ask(directory);
  await small.ask(directory);
  await small.closeHub();
  expect(existsSync(join(folder, 'out'))).toBe(true);
  const [name = '', ...others] = readdirSync(join(folder, 'out'));
  expect(others).toEqual([]);
  const verdict = await verifyCheckpoint(readFileSync(join(folder, 'out', name), 'utf8'), {
    keys: [{ ...publicKey, kid: 'k1', alg: 'EdDSA' }],
  });
  expect(verdict).toMatchObject({ isGenuine: true, checkpoint: { heads: [{ chain: 'gateway', sequence: 3 }] } });
});

test.each([
  ['no JSON', 'secret'],
  ['a public key', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'k1' })],
  ['a key without a name', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' })],
])('a hub does not open with %s to sign checkpoints with', async (_, privateKey) => {
  await expect(openSmallHub({ audit: { privateKey } })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

test('a checkpoint that cannot be exported is told with readiness', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-checkpoints-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'taken'), '');
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const privateKey = JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid: 'k1' });
  const small = await open({ audit: { privateKey, folder: join(folder, 'taken'), everyEntries: 1 } });
  await small.ask(directory);
  const warnings = async () => {
    for (;;) {
      const told = await small.hub.ready();
      if (told.length > 0) return told;
    }
  };
  expect(await warnings()).toEqual(['INTERNAL: the last checkpoint of the audit log could not be made']);
});
