import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import { PlumblineError } from '../schema/errors.js';
import type { Reader } from '../schema/reader.js';
import type { Config } from './config.js';
import { assemble, type Hub, type HubSetting, layGround } from './hub.js';
import { openKeptStore } from './kept-store.js';
import { createHttpTransport } from './transport/http.js';
import { createPassportIssuer } from './transport/passport.js';
import type { Transport } from './transport/transport.js';

/** Opens a hub whose subgraphs run in other processes, reached over HTTP with passports. */
export async function openRemoteHub(config: Config, setting: HubSetting): Promise<Hub> {
  const ground = layGround(config.secret, setting.clock, config.policies.folder);
  const issuer = await createPassportIssuer({
    privateKey: privateKeyOf(config),
    seals: ground.seals,
    clock: setting.clock,
    newId: randomUUID,
    lifetimeS: Math.ceil(config.limits.deadlineMs / 1000) + 1,
  });
  const store = await openKeptStore(config, ground.policies, setting.clock);
  const http = createHttpTransport({ subgraphs: config.subgraphs, issuer });
  const close = async () => {
    await http.close();
    await store.close();
  };
  return assemble(ground, store, { reader: nothingHere, transport: reporting(http), config, close });
}

// A gateway of this form reads no agency itself.
const nothingHere: Reader = {
  holds: () => false,
  read: () => Promise.reject(new PlumblineError('INTERNAL', 'this process reads no agency')),
};

// A subgraph that does not answer takes its sources' statuses with it: it is named in their place.
function reporting(transport: Transport): Transport {
  return {
    async execute(subgraph, request, context) {
      try {
        return await transport.execute(subgraph, request, context);
      } catch (error) {
        const status = { adapter: `subgraph:${subgraph}`, agency: 'HUB', status: 'UNAVAILABLE', asOf: null } as const;
        context.report.source({ ...status, reason: 'REFUSED' }, subgraph);
        throw error;
      }
    },
  };
}

function privateKeyOf({ passport }: Config): JWK {
  try {
    return JSON.parse(passport.privateKey ?? '') as JWK;
  } catch (cause) {
    throw new PlumblineError('CONFIG_INVALID', 'passport.privateKey must be a private key as JWK', { cause });
  }
}
