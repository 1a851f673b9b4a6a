import type { Command } from 'commander';
import { readEnvironment } from '../../gateway/environment.js';
import type { Run } from '../demo-commands.js';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `plumbline adapter …`: from a database never seen before to a certified adapter (docs/guides/adapters.md). */
export function registerAdapterCommands(program: Command, run: Run): void {
  const adapter = program.command('adapter').description('what integrators make and certify adapters with');
  adapter
    .command('new')
    .description('write an agency’s folder: adapter, tables, golden rows and check; asks for what no option says')
    .option('--id <id>', 'name of the adapter, in kebab-case')
    .option('--agency <agency>', 'agency whose system it is, by code or name')
    .option('--kind <kind>', 'kind of source: sql, rest, soap, files or push (default: sql)')
    .option(
      '--url <url>',
      'address of the system; a secret file or variable goes in as in a configuration, and no account is written down',
    )
    .option('--schema <name>', 'another schema or database than the connection’s own')
    .option(
      '--table <table>',
      'NAME or NAME=RecordType of a database; NAME=RecordType:column,column elsewhere, the key first; may be given again',
      collect,
    )
    .option('--out <folder>', 'folder to write (default: ./<id>); what is there is never overwritten')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./new.js')).newCommand(options, readEnvironment(), output)),
    );
  adapter
    .command('introspect <url>')
    .description('write the tables of a database as definitions, with guesses at what they hold')
    .option('--schema <name>', 'another schema or database than the connection’s own')
    .option(
      '--table <name>',
      'only this table or view; NAME=RecordType says what it holds; may be given again',
      collect,
    )
    .option('--sample <rows>', 'look at the shape of this many rows’ values; nothing of them is printed')
    .option('--out <file>', 'write tables.ts there instead of printing it; never over an existing file')
    .option('--json', 'print as JSON')
    .action((url: string, options) =>
      run(options.json, async (output) =>
        (await import('./introspect.js')).introspectCommand(url, options, readEnvironment(), output),
      ),
    );
}
