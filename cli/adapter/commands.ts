import type { Command } from 'commander';
import { readEnvironment } from '../../gateway/environment.js';
import type { Run } from '../demo-commands.js';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `plumbline adapter …`: from a database never seen before to a certified adapter (docs/guides/adapters.md). */
export function registerAdapterCommands(program: Command, run: Run): void {
  const adapter = program.command('adapter').description('make, try and certify adapters');
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
      '--division <code>',
      'division of the records where their tables name none, by GB/T 2260 (default: that of the agency’s code)',
    )
    .option(
      '--table <table>',
      'NAME or NAME=RecordType of a database; NAME=RecordType:column,column elsewhere, the key first; may be given again',
      collect,
    )
    .option(
      '--nothing-sealed',
      'say that no record of the system is sealed; else a column has to say it, or nobody sees them',
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
  adapter
    .command('try <folder>')
    .description('read some records of the real system and show how they read; sensitive values are masked')
    .option(
      '--options <file>',
      'YAML with `options` (and `divisions`); a secret file or variable goes in as in a configuration',
    )
    .option('--url <url>', 'instead of --options, where the adapter takes a url alone')
    .option('--entity <name>', 'only this record type; may be given again', collect)
    .option('--rows <number>', 'records of each entity', '10')
    .option('--reveal', 'show sensitive values in clear; not for a screen that others see')
    .option('--json', 'print as JSON')
    .action((folder: string, options) =>
      run(options.json, async (output) =>
        (await import('./try.js')).tryCommand(folder, options, readEnvironment(), output),
      ),
    );
  adapter
    .command('check <folder>')
    .description('hold a built adapter to everything that the hub relies on, and certify it')
    .option('--options <file>', 'YAML with `options` (default: check.yaml of the folder)')
    .option('--system', 'ask the system of the options instead of one of golden data; it is only read')
    .option('--only <check>', 'only this check or family of checks; may be given again', collect)
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--certificate <file>', 'write a signed certificate when nothing failed; with --key')
    .option('--key <file>', 'private key (JWK, Ed25519) that certificates are signed with; made when it is not there')
    .option('--json', 'print as JSON')
    .action((folder: string, options) =>
      run(options.json, async (output) =>
        (await import('./check.js')).checkCommand(folder, options, readEnvironment(), output),
      ),
    );
  adapter
    .command('verify <certificate>')
    .description('say whether a certificate was signed with a key, and what it says')
    .requiredOption('--key <file>', 'public keys (JWKS)')
    .option('--folder <folder>', 'the adapter’s folder, to say whether its files are those that were certified')
    .option('--json', 'print as JSON')
    .action((certificate: string, options) =>
      run(options.json, async (output) => (await import('./verify.js')).verifyCommand(certificate, options, output)),
    );
}
