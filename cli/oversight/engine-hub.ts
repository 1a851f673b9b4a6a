import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openDemo } from '../../demo/open-demo.js';
import { originIn } from '../../demo/seed.js';
import { type Config, readConfig } from '../../gateway/config.js';
import type { Environment } from '../../gateway/environment.js';
import { type Hub, openHub } from '../../gateway/hub.js';
import { openRemoteHub } from '../../gateway/remote-hub.js';
import { PlumblineError } from '../../schema/errors.js';
import { isPlaced } from '../books.js';

/** The chain of the log that a command writes which asks the hub: it runs beside the hub's own processes. */
const chain = 'oversight-run';

/** A hub in this process; `today` where its world stands still. */
export interface EngineHub {
  readonly hub: Hub;
  readonly config: Config;
  readonly today?: string;
}

/** Opens the configured hub, or that of the demonstration where nothing is configured, in this process, and closes it after. */
export async function withHub<Result>(
  environment: Environment,
  use: (opened: EngineHub) => Promise<Result>,
): Promise<Result> {
  const setting = { clock: () => new Date() };
  const file = resolve(environment.configFile);
  if (existsSync(file)) {
    const config = beside(readConfig(file, environment.variable));
    const isRemote = Object.keys(config.subgraphs).length > 0;
    const hub = isRemote ? await openRemoteHub(config, setting) : await openHub(config, setting);
    return closing({ hub, config }, use);
  }
  if (!isPlaced(environment))
    throw new PlumblineError(
      'CONFIG_INVALID',
      `neither ${environment.configFile} nor a demonstration in ${environment.dataFolder} is there`,
    );
  // The simulated agencies are opened once more, over the files that the demonstration's own read.
  const demo = await openDemo({ dataFolder: environment.dataFolder, ...(await originIn(environment.dataFolder)) });
  try {
    const config = beside(demo.config);
    return await closing({ hub: await openHub(config, setting), config, today: demo.today }, use);
  } finally {
    await demo.close();
  }
}

/** A process beside the hub's own: with a chain of its own, and without the hub's key. */
function beside(config: Config): Config {
  const { privateKey: _, ...audit } = config.audit;
  return { ...config, store: { ...config.store, chain }, audit };
}

async function closing<Result>(opened: EngineHub, use: (opened: EngineHub) => Promise<Result>): Promise<Result> {
  try {
    return await use(opened);
  } finally {
    await opened.hub.close();
  }
}
