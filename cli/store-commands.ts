import type { Command } from 'commander';
import { readEnvironment } from '../gateway/environment.js';
import type { Run } from './demo-commands.js';

/** `plumbline store …`: what the owner of the hub's database does; the hub itself needs none of these rights. */
export function registerStoreCommands(program: Command, run: Run): void {
  const store = program.command('store').description('the hub’s own database, for its owner');
  store
    .command('upgrade')
    .description('bring the tables to this version, and give the hub’s daily account its rights')
    .requiredOption('--url <url>', 'the store as its owner opens it; a secret file goes in as in a configuration')
    .option('--account <account>', "the daily account as MySQL writes it, for example 'plumbline'@'%'")
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./store.js')).upgradeCommand(options, readEnvironment(), output),
      ),
    );
  store
    .command('grants')
    .description('print the daily account’s rights as GRANT statements of MySQL and MariaDB')
    .requiredOption('--database <name>', 'the hub’s database')
    .requiredOption('--account <account>', "the daily account as MySQL writes it, for example 'plumbline'@'%'")
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./store.js')).grantsCommand(options, output)),
    );
}
