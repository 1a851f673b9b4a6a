import { runSystem } from '../demo/run-system.js';
import { type RunnableSystem, runnableSystems } from '../demo/running-system.js';
import type { Environment } from '../gateway/environment.js';
import { PlumblineError } from '../schema/errors.js';
import { untilInterrupted } from './interruption.js';
import type { Output } from './output.js';
import { readSecretFile } from './secret-file.js';

export interface DemoSystemOptions {
  readonly host: string;
  readonly port: string;
  readonly secretFile?: string;
}

/** Serves one simulated system until it is interrupted. */
export async function demoSystemCommand(
  name: string,
  { host, port, secretFile }: DemoSystemOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const system = await runSystem(parseName(name), {
    dataDir: environment.dataFolder,
    host,
    port: parsePort(port),
    ...(secretFile === undefined ? {} : { credential: readSecretFile(secretFile) }),
    now: Date.now,
  });
  try {
    output.data({ url: system.url }, `${name} answers at ${system.url}`);
    await untilInterrupted();
  } finally {
    await system.close();
  }
  return 0;
}

function parseName(name: string): RunnableSystem {
  const known = runnableSystems.find((each) => each === name);
  if (known !== undefined) return known;
  throw new PlumblineError('BAD_USER_INPUT', `no system "${name}"; systems are ${runnableSystems.join(', ')}`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlumblineError('BAD_USER_INPUT', '--port must be a whole number between 0 and 65535');
}
