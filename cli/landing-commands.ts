import type { Command } from 'commander';
import { readEnvironment } from '../gateway/environment.js';
import type { Run } from './demo-commands.js';

/** `plumbline landing …`: what agencies delivered or pushed, for those who look after the exchange with them. */
export function registerLandingCommands(program: Command, run: Run): void {
  const landing = program
    .command('landing')
    .description('what agencies delivered or pushed to the configured hub, or to the demonstration');
  landing
    .command('batches')
    .description('say what became of an adapter’s deliveries, newest first')
    .requiredOption('--adapter <id>', 'the system, as the configuration names it')
    .option('--first <number>', 'how many at most', '20')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./landing.js')).batchesCommand(options, readEnvironment(), output),
      ),
    );
  landing
    .command('tally')
    .description(
      'say what an adapter’s pushes came to, and hold what the source says that it has against what the hub has',
    )
    .requiredOption('--adapter <id>', 'the system, as the configuration names it')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./landing.js')).tallyCommand(options, readEnvironment(), output),
      ),
    );
  landing
    .command('quarantine')
    .description('say which delivered records were put aside, and why')
    .requiredOption('--adapter <id>', 'the system, as the configuration names it')
    .option('--batch <name>', 'one delivery: its file name or idempotency key (default: all, newest first)')
    .option('--first <number>', 'how many records at most', '100')
    .option('--raw', 'with the records’ keys and text as they were delivered, which the log will tell')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./landing.js')).quarantineCommand(options, readEnvironment(), output),
      ),
    );
}
