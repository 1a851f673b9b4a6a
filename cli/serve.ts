import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { type Config, readConfig } from '../gateway/config.js';
import type { Environment } from '../gateway/environment.js';
import { openHub } from '../gateway/hub.js';
import { trustOf } from '../gateway/keys.js';
import { openGateway } from '../gateway/open-gateway.js';
import { openSubgraphService } from '../gateway/open-subgraph.js';
import { openWorker } from '../gateway/open-worker.js';
import { keepRuns } from '../gateway/oversight/keep-runs.js';
import { openRemoteHub } from '../gateway/remote-hub.js';
import { createLog } from '../gateway/server/log.js';
import { PlumblineError } from '../schema/errors.js';
import { builtGraphiql } from './graphiql.js';
import { untilInterrupted } from './interruption.js';
import type { Output } from './output.js';
import { noteStrayRejections } from './stray-rejections.js';

function configOf(environment: Environment): Config {
  return readConfig(resolve(environment.configFile), environment.variable);
}

interface Listening {
  listen(at: { readonly host: string; readonly port: number }): Promise<URL>;
  close(): Promise<void>;
}

interface Serving {
  readonly what: string;
  readonly log: Logger;
}

async function serve(server: Listening, { listen }: Config, { what, log }: Serving, output: Output): Promise<number> {
  const stop = noteStrayRejections(log);
  try {
    const url = await server.listen(listen);
    output.data({ url: url.href }, `${what} answers at ${url.href}`);
    await untilInterrupted();
  } finally {
    await server.close();
    stop();
  }
  return 0;
}

/** Runs the gateway: over subgraphs in other processes when the configuration names them, else with all in this one. */
export async function serveGatewayCommand(environment: Environment, output: Output): Promise<number> {
  const config = configOf(environment);
  if (config.tokens === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'configuration: tokens says whose tokens a gateway trusts');
  const setting = { clock: () => new Date() };
  const log = createLog(environment.logLevel);
  const isRemote = Object.keys(config.subgraphs).length > 0;
  const hub = isRemote ? await openRemoteHub(config, setting) : await openHub(config, setting);
  const server = await openGateway(config, hub, {
    log,
    trust: trustOf(config.tokens),
    ...(config.graphiql ? { graphiql: builtGraphiql() } : {}),
  });
  const { nightly = null, changes, jobs } = config.oversight;
  const changesMs = changes.everyMin === undefined ? {} : { changesMs: changes.everyMin * 60_000 };
  const isBegun = nightly !== null || changes.everyMin !== undefined;
  // Jobs are begun by Redis, once for all gateways.
  const engine = isBegun && jobs === undefined ? hub.oversight : null;
  const runs = engine === null ? null : keepRuns({ engine, nightly, ...changesMs, clock: hub.clock, log });
  const close = async () => {
    await runs?.close();
    await server.close();
  };
  return serve({ listen: server.listen, close }, config, { what: 'Plumbline', log }, output);
}

/** Runs a worker, which takes rules of oversight and answers nobody. */
export async function serveWorkerCommand(environment: Environment, output: Output): Promise<number> {
  const config = configOf(environment);
  const log = createLog(environment.logLevel);
  const worker = await openWorker(config, { clock: () => new Date(), log });
  return serve(worker, config, { what: 'Worker', log }, output);
}

/** Runs one subgraph, which answers nobody without a passport of the gateway. */
export async function serveSubgraphCommand(name: string, environment: Environment, output: Output): Promise<number> {
  const config = configOf(environment);
  const log = createLog(environment.logLevel);
  const service = await openSubgraphService(config, name, { clock: () => new Date(), log });
  return serve(service, config, { what: `Subgraph ${name}`, log }, output);
}
