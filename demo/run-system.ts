import { existsSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';
import { deployedFiles } from './deployed-files.js';
import { openPublicDoor } from './public-door.js';
import type { RunnableSystem, RunningSystem } from './running-system.js';
import { serveIssuer } from './serve-issuer.js';
import { demoFiles } from './settings.js';
import { openScanFeed } from './systems/corrections/devices.js';
import { openEnforcementSystem } from './systems/enforcement/server.js';
import { openPoliceSystem } from './systems/police/server.js';
import { openSocialSecuritySystem } from './systems/social-security/server.js';

export interface RunSystemOptions {
  readonly dataDir: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What the agency gave the hub to come in with; the issuer needs none. */
  readonly credential?: string;
  /** Epoch milliseconds: the clock of tokens and quotas. */
  readonly now: () => number;
}

interface Place {
  readonly file: string;
  readonly credential: string;
  readonly now: () => number;
}

type OnLoopback = (place: Place) => Promise<RunningSystem>;

const systems: Readonly<Record<Exclude<RunnableSystem, 'issuer'>, OnLoopback>> = {
  police: ({ file, credential }) => openPoliceSystem({ file, port: 0, callerId: 'PLUMBLINE', password: credential }),
  enforcement: ({ file, credential, now }) =>
    openEnforcementSystem({
      file,
      port: 0,
      appKey: 'plumbline',
      appSecret: credential,
      tokenSeconds: 7200,
      callsPerSecond: 20,
      now,
    }),
  'social-security': ({ file, credential, now }) =>
    openSocialSecuritySystem({
      file,
      port: 0,
      appId: 'plumbline',
      appSecret: credential,
      callsPerSecond: 50,
      now,
    }),
  devices: ({ file, credential }) => openScanFeed({ file, port: 0, apiKey: credential }),
};

/**
 * Runs one of the simulated systems over what `seedSystems` wrote. Rejects with `CONFIG_INVALID` where its data or its
 * credential is missing, and with `PORT_TAKEN`.
 */
export async function runSystem(name: RunnableSystem, options: RunSystemOptions): Promise<RunningSystem> {
  const { dataDir, host, port, credential, now } = options;
  if (name === 'issuer') return serveIssuer(demoFiles(dataDir).issuerKey, { host, port });
  if (credential === undefined)
    throw new PlumblineError('CONFIG_INVALID', `${name} needs --secret-file: what the hub comes in with`);
  const file = deployedFiles(dataDir)[name];
  if (!existsSync(file))
    throw new PlumblineError('CONFIG_INVALID', `${name} has no data in ${dataDir}; run "plumbline demo-seed" first`);
  // The systems listen on loopback, whoever they are run for.
  const system = await systems[name]({ file, credential, now });
  try {
    const door = await openPublicDoor({ host, port, to: Number(new URL(system.url).port) });
    const url = new URL(system.url);
    url.host = `${host}:${door.port}`;
    return {
      url: url.href,
      close: async () => {
        await door.close();
        await system.close();
      },
    };
  } catch (cause) {
    await system.close();
    throw cause;
  }
}
