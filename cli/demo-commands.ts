import type { Command } from 'commander';
import { runnableSystems } from '../demo/running-system.js';
import { readEnvironment } from '../gateway/environment.js';
import type { Output } from './output.js';

/** Runs a command's work and turns its outcome into the exit code. */
export type Run = (isJson: boolean | undefined, command: (output: Output) => Promise<number>) => Promise<void>;

/** Registers what a deployment of the demonstration is made of: the seeding, and each simulated system by itself. */
export function registerDemoCommands(program: Command, run: Run): void {
  program
    .command('demo-seed')
    .description(
      'fill the simulated agencies’ systems, once; those without a database get a folder below PLUMBLINE_DATA',
    )
    .option('--judgments <url>', 'the courts’ database, mysql://…; a secret file goes in as in a configuration')
    .option('--corrections <url>', 'the corrections database, postgres://…; likewise')
    .option('--subsidies <url>', 'the database of funds for farmers, mysql://…; likewise')
    .option(
      '--hub <url>',
      'the hub’s own store, file:… or mysql://…, which is given the matters that are open; with --hub-secret',
    )
    .option('--hub-secret <secret>', 'the hub’s secret; a secret file goes in as in a configuration')
    .option('--scale <scale>', 'size of the population: county, city, or a number of counties', 'county')
    .option('--seed <text>', 'seed of the population')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => {
        const { demoSeedCommand } = await import('./demo-seed.js');
        return demoSeedCommand(options, readEnvironment(), output);
      }),
    );

  program
    .command('demo-system <name>')
    .description(`serve one simulated system over what demo-seed wrote: ${runnableSystems.join(', ')}`)
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--port <number>', 'port to listen at; 0 takes a free one', '8080')
    .option('--secret-file <path>', 'file with the credential that the hub comes in with')
    .option('--json', 'print as JSON')
    .action((name: string, options) =>
      run(options.json, async (output) => {
        const { demoSystemCommand } = await import('./demo-system.js');
        return demoSystemCommand(name, options, readEnvironment(), output);
      }),
    );

  program
    .command('demo-push')
    .description('push the simulated procurement centre’s bids, which demo-seed wrote, to a hub')
    .requiredOption('--hub <url>', 'the hub’s process that the adapter procurement-push runs in')
    .requiredOption('--secret-file <path>', 'file with what the centre signs with')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => {
        const { demoPushCommand } = await import('./demo-push.js');
        return demoPushCommand(options, readEnvironment(), output);
      }),
    );
}
