import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { PlumblineError } from '../schema/errors.js';
import type { Config } from './config.js';
import { type HubSetting, openHub } from './hub.js';
import { openJobs } from './oversight/jobs/open-jobs.js';
import { unwatched, watchPolicies } from './policies/watch-policies.js';
import { openRemoteHub } from './remote-hub.js';
import { createWorkerServer, type WorkerServer } from './server/worker-server.js';

export interface WorkerSetting extends HubSetting {
  readonly log: Logger;
}

/**
 * Opens a worker: a hub that nobody asks but the rules that it is given, under the same policies and into the same log. It takes rules
 * as soon as it is open. Rejects with `CONFIG_INVALID`.
 */
export async function openWorker(config: Config, { log, ...setting }: WorkerSetting): Promise<WorkerServer> {
  const { jobs: shared } = config.oversight;
  if (shared === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'configuration: oversight.jobs says where a worker is given rules');
  const isRemote = Object.keys(config.subgraphs).length > 0;
  const hub = isRemote ? await openRemoteHub(config, setting) : await openHub(config, setting);
  const { oversight: engine, clock, policies } = hub;
  if (engine === null) {
    await hub.close();
    throw new PlumblineError('CONFIG_INVALID', 'configuration: oversight.account says whose rules a worker walks');
  }
  const watching = config.policies.watch
    ? watchPolicies({ policies, reload: hub.reloadPolicies, clock, log })
    : unwatched;
  const jobs = await openJobs(shared, { engine, clock, log, takes: config.oversight.atOnce });
  const server = createWorkerServer({
    ready: async () => {
      await jobs.expectThere();
      return hub.ready();
    },
    newId: randomUUID,
    log,
  });
  return {
    listen: server.listen,
    close: async () => {
      await server.close();
      await jobs.close();
      watching.close();
      await hub.close();
    },
  };
}
