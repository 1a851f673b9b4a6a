import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { PlumblineError } from '../schema/errors.js';
import type { TokenTrust } from './authenticate/authenticate.js';
import type { Config } from './config.js';
import { createDoor } from './door.js';
import type { Hub } from './hub.js';
import { keepIntake } from './oversight/intake/keep-intake.js';
import { openJobs } from './oversight/jobs/open-jobs.js';
import { keepTerms } from './oversight/keep-terms.js';
import { openTelling } from './oversight/open-telling.js';
import { unwatched, watchPolicies } from './policies/watch-policies.js';
import type { GraphiqlSetting } from './server/graphiql.js';
import { createServer, type Server } from './server/server.js';
import { openViews } from './views/views.js';

export interface GatewaySetting {
  readonly log: Logger;
  readonly trust: TokenTrust;
  readonly graphiql?: GraphiqlSetting;
}

/** Puts HTTP before a hub. Closing the server closes the hub after it. */
export async function openGateway(config: Config, hub: Hub, { log, trust, graphiql }: GatewaySetting): Promise<Server> {
  if (config.graphiql && graphiql === undefined)
    throw new PlumblineError('CONFIG_INVALID', 'graphiql is on, and its page was not built');
  const { policies, seals, clock } = hub;
  const telling = openTelling(config.oversight, { ...hub.telling, policies, seals, clock }, log);
  const { outbox } = hub.telling;
  const intake = keepIntake(config.oversight.intake, { intake: hub.intake, outbox, clock, log });
  const watching = config.policies.watch
    ? watchPolicies({ policies, reload: hub.reloadPolicies, clock, log })
    : unwatched;
  const { jobs: shared, nightly = null, changes, atOnce } = config.oversight;
  const changesMs = changes.everyMin === undefined ? null : changes.everyMin * 60_000;
  const { oversight: engine } = hub;
  const jobs =
    shared === undefined || engine === null
      ? null
      : await openJobs(shared, { engine, clock, log, takes: shared.inGateway ? atOnce : 0, nightly, changesMs });
  const server = await createServer(
    {
      supergraphSdl: hub.supergraphSdl,
      answer: hub.answer,
      authenticate: createDoor(hub, trust, hub.turnAway),
      ready: async () => [
        ...(await hub.ready()),
        ...telling.warnings(),
        ...intake.warnings(),
        ...((await jobs?.warnings()) ?? []),
      ],
      receivers: hub.receivers,
      views: openViews(config, hub),
      events: telling.streams,
      documents: { ask: hub.ask, shelves: hub.shelves, recordExport: hub.recordExport },
      newId: randomUUID,
      log,
    },
    {
      limits: config.limits,
      introspection: config.introspection,
      ...(graphiql ? { graphiql } : {}),
    },
  );
  const terms = keepTerms({ sweep: hub.sweep, everyMs: config.oversight.sweepMs, log });
  return {
    listen: server.listen,
    close: async () => {
      await server.close();
      await Promise.all([terms.close(), intake.close(), telling.close(), jobs?.close()]);
      watching.close();
      await hub.close();
    },
  };
}
