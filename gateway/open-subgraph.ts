import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { PlumblineError } from '../schema/errors.js';
import { agencySubgraphSources } from '../schema/own-subgraphs.js';
import { openStore } from '../store/open-store.js';
import { openSubgraph } from '../subgraphs/subgraphs.js';
import { openAdapters } from './adapters.js';
import { createRecording } from './audit/recording.js';
import type { Config } from './config.js';
import { type HubSetting, layGround } from './hub.js';
import { recordPolicies, reloadPolicies } from './policies/reload.js';
import { unwatched, watchPolicies } from './policies/watch-policies.js';
import { createRegistry } from './registry/registry.js';
import { receiversOf } from './server/push.js';
import { createSubgraphAnswering } from './subgraph-answer.js';
import { createPassportVerifier } from './transport/passport.js';
import { createSubgraphServer, type SubgraphServer } from './transport/subgraph-server.js';
import { createWarrants } from './warrants/warrants.js';

export interface SubgraphServiceSetting extends HubSetting {
  readonly log: Logger;
}

/**
 * Opens one subgraph as a process of its own, over the adapters of its configuration. The hub's own subgraphs are not among
 * them: they run with the gateway. Rejects with `CONFIG_INVALID`.
 */
export async function openSubgraphService(
  config: Config,
  name: string,
  { log, ...setting }: SubgraphServiceSetting,
): Promise<SubgraphServer> {
  const sources = agencySubgraphSources();
  const source = sources.find((each) => each.name === name);
  if (source === undefined) {
    const known = sources.map((each) => each.name).join(', ');
    throw new PlumblineError('CONFIG_INVALID', `no subgraph "${name}"; subgraphs are ${known}`);
  }
  const { clock } = setting;
  const publicKeys = publicKeysOf(config);
  const ground = layGround(config.secret, clock, config.policies.folder);
  const { catalog, policies, seals } = ground;
  const store = await openStore({ ...config.store, secret: config.secret, clock });
  const adapters = await openAdapters(config.adapters, { ...setting, folder: config.folder, landing: store.landing });
  const recording = createRecording(store.audit);
  const recorded = recordPolicies(policies, recording, clock);
  const warrants = createWarrants({ book: store.access, seals, clock });
  const watching = config.policies.watch
    ? watchPolicies({ policies, reload: () => reloadPolicies(policies, recording, clock), clock, log })
    : unwatched;
  const server = createSubgraphServer({
    answer: createSubgraphAnswering({
      subgraph: openSubgraph(catalog, source),
      catalog,
      policies,
      warrants,
      recording,
      reader: createRegistry(adapters, clock, config.limits.sourceCalls),
      seals,
      clock,
      catchUp: watching.catchUp,
    }),
    verifier: createPassportVerifier({ subgraph: name, publicKeys, seals, clock, clockToleranceS: 2 }),
    receivers: receiversOf(adapters),
    clock,
    newId: randomUUID,
    log,
  });
  return {
    listen: server.listen,
    close: async () => {
      await server.close();
      watching.close();
      warrants.close();
      await Promise.all([recorded, ...adapters.map((adapter) => adapter.close())]);
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
