import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { parseConfig } from '../../../gateway/config.js';
import { openSubgraphService } from '../../../gateway/open-subgraph.js';
import { createLog } from '../../../gateway/server/log.js';
import { openSmallHub, type Setting } from '../small-hub.js';

const outside = mkdtempSync(join(tmpdir(), 'plumbline-outside-'));
afterAll(() => rmSync(outside, { recursive: true, force: true }));
writeFileSync(join(outside, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(outside, 'county-directory.js'),
  `
import { defineAdapter, entity, memory, text, z } from 'plumbline/sdk';
export const adapter = defineAdapter({
  id: 'county-directory',
  agency: 'HUB',
  options: z.object({ name: z.string() }),
  source: ({ name }) => memory({ tables: { agency: [{ code: 'X', name }] } }),
  entities: [entity('Agency', { table: 'agency', key: 'code', fields: { agencyCode: text('code'), name: text('name') }, lookups: ['agencyCode'] })],
});
`,
);

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const county = (id: string, more: object = {}) => ({
  use: './county-directory.js',
  id,
  options: { name: `of ${id}` },
  ...more,
});
const stanzas = [county('north'), county('south'), county('west', { maintenance: [{ from: '00:00', to: '23:59' }] })];

/** Three counties' directories from outside: in one process, or behind a subgraph in another one. */
async function open(form: 'one' | 'many') {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const [privateKey, publicKey] = await Promise.all([exportJWK(pair.privateKey), exportJWK(pair.publicKey)]);
  const adapters = stanzas.map((stanza) => ({ ...stanza, use: join(outside, stanza.use) }));
  const beside = async ({ folder, file, clock, onStatement }: Setting) => {
    const config = parseConfig(
      {
        store: { url: `file:${file}`, chain: 'identity' },
        secret: 'a hub secret that only tests have, 32 bytes',
        adapters: stanzas,
        policies: { folder: join(folder, 'policies') },
        passport: { publicKeys: JSON.stringify({ keys: [{ ...publicKey, kid: 'k1', alg: 'EdDSA' }] }) },
      },
      outside,
    );
    const service = await openSubgraphService(config, 'identity', { clock, onStatement, log: createLog('silent') });
    closing.push(() => service.close());
    const { href } = new URL('/graphql', await service.listen({ host: '127.0.0.1', port: 0 }));
    return {
      adapters: [],
      subgraphs: { identity: href },
      passport: { privateKey: JSON.stringify({ ...privateKey, kid: 'k1' }) },
    };
  };
  const small = await openSmallHub(form === 'one' ? { adapters } : beside);
  closing.push(() => small.close());
  return small;
}

test.each(['one', 'many'] as const)(
  'systems from outside answer in %s process, and the one under maintenance is named with its end',
  async (form) => {
    const small = await open(form);
    const { data, extensions } = await small.ask('{ agencies { nodes { name source { adapter } } } }');
    expect(data).toEqual({
      agencies: {
        nodes: ['north', 'south'].map((id) => ({ name: `of ${id}`, source: { adapter: id } })),
      },
    });
    const sources = extensions.sources as readonly Readonly<Record<string, unknown>>[];
    expect(sources.map(({ adapter, status, reason, until }) => [adapter, status, reason, typeof until])).toEqual([
      ['north', 'OK', null, 'undefined'],
      ['south', 'OK', null, 'undefined'],
      ['west', 'UNAVAILABLE', 'MAINTENANCE', 'string'],
    ]);
  },
);
