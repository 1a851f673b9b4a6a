#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { readEnvironment } from '../gateway/environment.js';
import { type ErrorCode, errorTable, PlumblineError } from '../schema/errors.js';
import { registerAdapterCommands } from './adapter/commands.js';
import { registerAuditCommands } from './audit-commands.js';
import { registerDemoCommands } from './demo-commands.js';
import { registerLandingCommands } from './landing-commands.js';
import { createOutput, type Output } from './output.js';
import { registerOversightCommands } from './oversight/commands.js';
import { registerPolicyCommands } from './policy-commands.js';
import { registerStoreCommands } from './store-commands.js';
import { registerViewCommands } from './view/commands.js';

// Commands are imported when they run: `--help` and a subgraph need not load what the others do.

/** Exit codes: 0 done, 1 the work failed or found something, 2 the command line or configuration is wrong. */
const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** Codes of 500 that are about what the command was given. */
const isGiven: ReadonlySet<ErrorCode> = new Set([
  'CONFIG_INVALID',
  'POLICY_INVALID',
  'ADAPTER_INVALID',
  'RULE_INVALID',
  'VIEW_INVALID',
]);

/** Codes that are about a system which the command asked, or another process that is at it. */
const isElsewhere: ReadonlySet<ErrorCode> = new Set(['SOURCE_UNAVAILABLE', 'OVERSIGHT_STATE']);

const program = new Command('plumbline')
  .description('Plumbline (准绳): a GraphQL data-sharing hub for justice agencies')
  .exitOverride()
  .showHelpAfterError('(run with --help for what there is)')
  .addHelpText(
    'after',
    `
Environment:
  PORT, PLUMBLINE_HOST          where the demonstration listens and is asked (4000, 127.0.0.1)
  PLUMBLINE_DATA                folder of the demonstration (.data)
  PLUMBLINE_CONFIG              configuration of a hub (plumbline.yaml)
  PLUMBLINE_LOG                 error, warn (default), info or debug

Exit codes: 0 done, 1 the work failed or found something, 2 the command line or configuration is wrong`,
  );

program
  .command('demo')
  .description('run the hub over a simulated county in this process (what `npm start` runs)')
  .option('--without <systems>', 'agencies to leave switched off, separated by commas')
  .option('--scale <scale>', 'size of the population: county, city, or a number of counties (default: county)')
  .option('--seed <text>', 'seed of the population (default: plumbline)')
  .action((options) =>
    run(false, async (output) => (await import('./demo.js')).demoCommand(options, readEnvironment(), output)),
  );

registerDemoCommands(program, run);

const serve = program.command('serve').description('run one process of a deployment');
serve
  .command('gateway', { isDefault: true })
  .description('run the gateway; with its subgraphs, unless the configuration names others')
  .action(() =>
    run(false, async (output) => (await import('./serve.js')).serveGatewayCommand(readEnvironment(), output)),
  );
serve
  .command('subgraph <name>')
  .description('run one subgraph, reached by the gateway with a passport')
  .action((name: string) =>
    run(false, async (output) => (await import('./serve.js')).serveSubgraphCommand(name, readEnvironment(), output)),
  );

serve
  .command('worker')
  .description('run a worker, which takes rules of oversight that oversight.jobs shares out')
  .action(() =>
    run(false, async (output) => (await import('./serve.js')).serveWorkerCommand(readEnvironment(), output)),
  );

program
  .command('token')
  .description('make a token of the demonstration’s issuer for one of its people')
  .requiredOption('--as <name>', 'account, for example prosecutor or second-deputy-chief-procurator')
  .option('--hours <number>', 'how long it is valid', '12')
  .option('--json', 'print as JSON')
  .action((options) =>
    run(options.json, async (output) => (await import('./token.js')).tokenCommand(options, readEnvironment(), output)),
  );

program
  .command('query <file>')
  .description('ask the running demonstration the question in a file (- for standard input)')
  .requiredOption('--as <name>', 'account, for example prosecutor')
  .option('--purpose <purpose>', 'purpose of the question, for example SUPERVISION')
  .option('--matter <number>', 'case or matter number (default: the one that the account is working on)')
  .option('--no-matter', 'declare no matter')
  .option('--variables <json>', 'variables as JSON', '{}')
  .option('--operation <name>', 'operation of the file')
  .option('--json', 'print the whole answer as JSON')
  .action((file: string, options) =>
    run(options.json, async (output) =>
      (await import('./query.js')).queryCommand(file, options, readEnvironment(), output),
    ),
  );

registerPolicyCommands(program, run);
registerAdapterCommands(program, run);
registerAuditCommands(program, run);
registerOversightCommands(program, run);
registerViewCommands(program, run);
registerStoreCommands(program, run);
registerLandingCommands(program, run);

const schema = program.command('schema').description('compose and check the schema');
schema
  .command('compose')
  .description('compose the supergraph and write it, with the record types')
  .option('--allow-breaking', 'write it even though callers’ queries would break')
  .option('--json', 'print as JSON')
  .action((options) =>
    run(options.json, async (output) => (await import('./schema.js')).composeCommand(options, output)),
  );
schema
  .command('check')
  .description('say whether the committed supergraph is that of the SDL, and what a difference would break')
  .option('--json', 'print as JSON')
  .action((options) => run(options.json, async (output) => (await import('./schema.js')).checkCommand(output)));

program
  .command('reference')
  .description('write the reference pages in docs/reference out of the program’s own tables')
  .action(() => run(false, async (output) => (await import('./reference.js')).referenceCommand(program, output)));

async function run(isJson: boolean | undefined, command: (output: Output) => Promise<number>): Promise<void> {
  const output = createOutput(isJson === true);
  try {
    process.exitCode = await command(output);
  } catch (error) {
    const known =
      error instanceof PlumblineError ? error : new PlumblineError('INTERNAL', 'unexpected failure', { cause: error });
    output.fail(known.code, known.message);
    if (known.code === 'INTERNAL') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    const isOwnFault =
      (errorTable[known.code].status >= 500 && !isGiven.has(known.code)) || isElsewhere.has(known.code);
    process.exitCode = isOwnFault ? exitCodes.failed : exitCodes.usage;
  }
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}
