import type { Command } from 'commander';
import { readEnvironment } from '../gateway/environment.js';
import type { Run } from './demo-commands.js';

/** `plumbline audit …`: the log, for those who run the hub and those who audit it. */
export function registerAuditCommands(program: Command, run: Run): void {
  const audit = program.command('audit').description('the audit log of the configured hub, or of the demonstration');
  audit
    .command('verify')
    .description('verify every chain, anchor and checkpoint, and the index of subjects; exit code 1 names each fault')
    .option('--file <file>', 'an export (JSON Lines) instead of the store')
    .option('--checkpoints <file>', 'checkpoints that were kept elsewhere, one a line')
    .option('--keys <file>', 'public keys of checkpoints as JWKS (default: that of the configured key)')
    .option(
      '--after <chain=sequence>',
      'the export goes on after this entry of a chain (repeatable; =sequence@hash says which entry it was)',
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./audit-verify.js')).verifyCommand(options, readEnvironment(), output),
      ),
    );
  audit
    .command('subject <person>')
    .description(
      'say who looked at a person (citizen id, or - to read it from standard input); what is not released stays hidden',
    )
    .option('--first <number>', 'how many entries at most', '100')
    .option('--json', 'print as JSON')
    .action((person: string, options) =>
      run(options.json, async (output) =>
        (await import('./audit-subject.js')).subjectCommand(person, options, readEnvironment(), output),
      ),
    );
  audit
    .command('export')
    .description('write chains as JSON Lines that verify by themselves')
    .requiredOption('--out <file>', 'file to be written; it must not be there yet')
    .option('--chain <name>', 'one chain only')
    .option('--after <sequence>', 'go on after this entry of the chain', '0')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./audit-export.js')).exportCommand(options, readEnvironment(), output),
      ),
    );
}
