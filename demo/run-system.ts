import { existsSync } from 'node:fs';
import { PlumblineError } from '../schema/errors.js';
import { deployedFiles } from './deployed-files.js';
import { openPublicDoor } from './public-door.js';
import type { RunningSystem } from './running-system.js';
import { serveIssuer } from './serve-issuer.js';
import { demoFiles } from './settings.js';
import { openScanFeed } from './systems/corrections/devices.js';
import { openEnforcementSystem } from './systems/enforcement/server.js';
import { openPoliceSystem } from './systems/police/server.js';

/** Systems that a deployment runs as processes of their own; the SQL ones are databases and need none. */
export const runnableSystems = ['police', 'enforcement', 'devices', 'issuer'] as const;
export type RunnableSystem = (typeof runnableSystems)[number];

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
  readonly port: number;
  readonly credential: string;
  readonly now: () => number;
}

type OnLoopback = (place: Place) => Promise<RunningSystem>;

const systems: Readonly<Record<Exclude<RunnableSystem, 'issuer'>, OnLoopback>> = {
  police: ({ file, port, credential }) => openPoliceSystem({ file, port, callerId: 'PLUMBLINE', password: credential }),
  enforcement: ({ file, port, credential, now }) =>
    openEnforcementSystem({
      file,
      port,
      appKey: 'plumbline',
      appSecret: credential,
      tokenSeconds: 7200,
      callsPerSecond: 20,
      now,
    }),
  devices: ({ file, port, credential }) => openScanFeed({ file, port, apiKey: credential }),
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
  const open = (at: number) => systems[name]({ file, port: at, credential, now });
  return host === '127.0.0.1' ? open(port) : openBehindDoor(open, host, port);
}

async function openBehindDoor(
  open: (port: number) => Promise<RunningSystem>,
  host: string,
  port: number,
): Promise<RunningSystem> {
  const system = await open(0);
  try {
    const door = await openPublicDoor({ host, port, to: Number(new URL(system.url).port) });
    return {
      url: Object.assign(new URL(system.url), { host: `${host}:${door.port}` }).href,
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
