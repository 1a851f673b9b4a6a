import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { readSubgraphSources } from '../schema/catalog/read.js';
import { PlumblineError } from '../schema/errors.js';
import { dayOf } from '../schema/values/day.js';
import { openStore } from '../store/open-store.js';
import { rememberSeals } from '../subgraphs/kit/seals.js';
import { openSubgraph } from '../subgraphs/subgraphs.js';
import { openAdapters } from './adapters.js';
import type { Config } from './config.js';
import { type HubSetting, layGround } from './hub.js';
import { createRegistry } from './registry/registry.js';
import { createPassportVerifier } from './transport/passport.js';
import { createSubgraphServer, type SubgraphServer } from './transport/subgraph-server.js';

export interface SubgraphServiceSetting extends HubSetting {
  readonly log: Logger;
}

/** Opens one subgraph as a process of its own, over the adapters of its configuration. Rejects with `CONFIG_INVALID`. */
export async function openSubgraphService(
  config: Config,
  name: string,
  { log, ...setting }: SubgraphServiceSetting,
): Promise<SubgraphServer> {
  const sources = readSubgraphSources();
  const source = sources.find((each) => each.name === name);
  if (source === undefined) {
    const known = sources.map((each) => each.name).join(', ');
    throw new PlumblineError('CONFIG_INVALID', `no subgraph "${name}"; subgraphs are ${known}`);
  }
  const publicKeys = publicKeysOf(config);
  const ground = layGround(config.secret, setting.clock);
  const store = await openStore({ ...config.store, clock: setting.clock });
  const adapters = await openAdapters(config.adapters, { ...setting, landing: store.landing });
  const reader = createRegistry(adapters, setting.clock);
  const server = createSubgraphServer({
    subgraph: openSubgraph(ground.catalog, source),
    verifier: createPassportVerifier({
      subgraph: name,
      publicKeys,
      seals: ground.seals,
      clock: setting.clock,
      clockToleranceS: 2,
    }),
    contextOf: (principal) => ({
      access: ground.compiler.compile(principal, dayOf(setting.clock())),
      mask: ground.compiler.mask,
      reader,
      seals: rememberSeals(ground.seals),
    }),
    clock: setting.clock,
    newId: randomUUID,
    log,
  });
  return {
    listen: server.listen,
    close: async () => {
      await server.close();
      await Promise.all(adapters.map((adapter) => adapter.close()));
      await store.close();
    },
  };
}

function publicKeysOf({ passport }: Config): JSONWebKeySet {
  try {
    return JSON.parse(passport.publicKeys ?? '') as JSONWebKeySet;
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', 'passport.publicKeys must be public keys as JWKS', { cause });
  }
}
