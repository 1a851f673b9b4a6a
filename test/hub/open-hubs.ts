import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { type Demo, openDemo, type SystemName } from '../../demo/open-demo.js';
import type { Config } from '../../gateway/config.js';
import { layGround, openHub } from '../../gateway/hub.js';
import { trustOf } from '../../gateway/keys.js';
import { openGateway } from '../../gateway/open-gateway.js';
import { openSubgraphService } from '../../gateway/open-subgraph.js';
import { openRemoteHub } from '../../gateway/remote-hub.js';
import { createLog } from '../../gateway/server/log.js';
import { readSubgraphSources } from '../../schema/catalog/read.js';
import { type Ask, createClient } from './hub-client.js';
import { freshCountry } from './seeded-country.js';

/** Both forms of the hub: everything in one process, or a gateway and six subgraphs that speak HTTP with passports. */
export const forms = ['one process', 'many processes'] as const;
export type Form = (typeof forms)[number];

export interface OpenedHub {
  readonly demo: Demo;
  readonly url: URL;
  readonly ask: Ask;
  /** What left for the sources since it was last emptied. */
  readonly statements: string[];
  /** Log lines of every process of the hub. */
  readonly log: string[];
  close(): Promise<void>;
}

const clock = () => new Date();

/** Opens a hub of a form over a county of its own. */
export async function openDemoHub(form: Form, changes: Partial<Config> = {}): Promise<OpenedHub> {
  const { folder, remove } = await freshCountry();
  const demo = await openDemo({ dataFolder: folder });
  const statements: string[] = [];
  const lines: string[] = [];
  const setting = { clock, onStatement: (statement: string) => void statements.push(statement) };
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const config = { ...demo.config, ...changes };
  const closing: (() => Promise<void>)[] = [];
  const remote = form === 'many processes' ? await openSubgraphs(config, folder) : null;
  const hub = remote ? await openRemoteHub(remote, setting) : await openHub(config, setting);
  if (demo.config.tokens === undefined) throw new Error('the demonstration has an issuer');
  const server = await openGateway(config, hub, { log, trust: trustOf(demo.config.tokens) });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const { seals } = layGround(config.secret, clock);
  return {
    demo,
    url,
    ask: createClient(url, demo.issuer, seals),
    statements,
    log: lines,
    close: async () => {
      await server.close();
      for (const close of closing) await close();
      await demo.close();
      remove();
    },
  };

  async function openSubgraphs(base: Config, store: string): Promise<Config> {
    const { privateKey, publicKeys } = await passportKeys();
    const subgraphs: Record<string, string> = {};
    for (const { name } of readSubgraphSources()) {
      const own = { ...base, store: { ...base.store, url: `file:${join(store, `${name}.db`)}`, chain: name } };
      const service = await openSubgraphService({ ...own, passport: { publicKeys } }, name, { ...setting, log });
      subgraphs[name] = (await service.listen({ host: '127.0.0.1', port: 0 })).href;
      closing.push(() => service.close());
    }
    return { ...base, subgraphs, passport: { privateKey } };
  }
}

async function passportKeys(): Promise<{ readonly privateKey: string; readonly publicKeys: string }> {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const named = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  const { d: _private, ...open } = named;
  return { privateKey: JSON.stringify(named), publicKeys: JSON.stringify({ keys: [open] }) };
}

/** The five agencies as the issue counts them: corrections' devices are switched with corrections. */
export const agencies: Readonly<Record<string, readonly SystemName[]>> = {
  judgments: ['judgments'],
  police: ['police'],
  enforcement: ['enforcement'],
  corrections: ['corrections', 'devices'],
  administrative: ['administrative'],
};
