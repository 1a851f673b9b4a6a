import { graphiqlSession } from '../demo/graphiql-session.js';
import { samplePerson } from '../demo/lives/sample-person.js';
import { openDemo, parseScale, parseSystems } from '../demo/open-demo.js';
import { demoIntake } from '../demo/oversight.js';
import type { SeedProgress } from '../demo/seeding.js';
import type { Environment } from '../gateway/environment.js';
import { type Hub, openHub } from '../gateway/hub.js';
import { trustOf } from '../gateway/keys.js';
import { openGateway } from '../gateway/open-gateway.js';
import { intakeShape } from '../gateway/oversight/intake/intake-config.js';
import { type KeptRuns, keepRuns } from '../gateway/oversight/keep-runs.js';
import { expectFree } from '../gateway/server/listen.js';
import { createLog } from '../gateway/server/log.js';
import type { Server } from '../gateway/server/server.js';
import { PlumblineError } from '../schema/errors.js';
import { builtGraphiql } from './graphiql.js';
import { untilInterrupted } from './interruption.js';
import type { Output } from './output.js';
import { demoToken } from './token.js';

interface DemoCommandOptions {
  readonly without?: string;
  readonly scale?: string;
  readonly seed?: string;
}

/** When the demonstration's rules are run, by China's clock. */
const nightly = '02:30';

/** How long the tokens that GraphiQL offers are valid, hours. */
const tokenHours = 12;

/** Runs the hub over a simulated country until it is interrupted. */
export async function demoCommand(
  { without, scale, seed }: DemoCommandOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  const off = parseSystems(without);
  const page = builtGraphiql();
  await expectFree({ host: environment.host, port: environment.port });
  const demo = await openDemo({
    dataFolder: environment.dataFolder,
    without: off,
    ...(scale === undefined ? {} : { scale: parseScale(scale) }),
    ...(seed === undefined ? {} : { seed }),
    onProgress: progressOn(output),
  });
  const oversight = { ...demo.config.oversight, intake: intakeShape.parse(demoIntake) };
  const config = { ...demo.config, oversight };
  const { tokens } = config;
  if (tokens === undefined) throw new PlumblineError('CONFIG_INVALID', 'the demonstration has no issuer');
  const log = createLog(environment.logLevel);
  let hub: Hub | undefined;
  let server: Server | undefined;
  let runs: KeptRuns | undefined;
  try {
    hub = await openHub(config, { clock: () => new Date() });
    const session = () => graphiqlSession((name) => demoToken(name, tokenHours, environment));
    const graphiql = { ...page, session };
    server = await openGateway({ ...config, graphiql: true }, hub, { log, trust: trustOf(tokens), graphiql });
    await hub.warm();
    const url = await server.listen(environment);
    // The procurement centre is asked by nobody: it pushes, once the hub is there.
    await demo.country.systems.procurement.pushTo(url);
    // What rules find is there to ask for a little later.
    if (hub.oversight !== null) {
      runs = keepRuns({ engine: hub.oversight, nightly, today: demo.today, clock: hub.clock, log });
      runs.runNow();
    }
    if (off.length > 0) output.note(`switched off: ${off.join(', ')}`);
    output.note(`sample person ${samplePerson.citizenId}; tokens: npx plumbline token --as prosecutor`);
    output.data({ url: new URL('/graphql', url).href }, `Plumbline answers at ${new URL('/graphql', url).href}`);
    await untilInterrupted();
  } finally {
    await runs?.close();
    // A gateway closes its hub; agencies that go on answering would keep the process from ending.
    await (server ?? hub)?.close();
    await demo.close();
  }
  return 0;
}

function progressOn(output: Output): (progress: SeedProgress) => void {
  let told = 0;
  return ({ lives, facts }) => {
    if (lives - told < 5_000) return;
    told = lives;
    output.note(`seeding the country: ${lives} lives, ${facts} facts`);
  };
}
