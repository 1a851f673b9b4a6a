import type { Command } from 'commander';
import { readEnvironment } from '../../gateway/environment.js';
import type { Run } from '../demo-commands.js';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `plumbline adapter …`: from a database never seen before to a certified adapter (docs/guides/adapters.md). */
export function registerAdapterCommands(program: Command, run: Run): void {
  const adapter = program.command('adapter').description('what integrators make and certify adapters with');
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
