import type { Command } from 'commander';
import { readEnvironment } from '../gateway/environment.js';
import type { Run } from './demo-commands.js';

/** `plumbline audit …`: the log, for those who run the hub and those who audit it. */
export function registerAuditCommands(program: Command, run: Run): void {
  const audit = program.command('audit').description('the audit log of the configured hub, or of the demonstration');
  audit
    .command('verify')
    .description('verify every chain, anchor and checkpoint; exit code 1 names each fault')
    .option('--file <file>', 'an export (JSON Lines) instead of the store')
    .option('--checkpoints <file>', 'checkpoints that were kept elsewhere, one a line')
    .option('--keys <file>', 'public keys of checkpoints as JWKS (default: those of the configured key)')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./audit.js')).verifyCommand(options, readEnvironment(), output),
      ),
    );
  audit
    .command('subject <person>')
    .description(
      'who looked at a person (citizen id, or - to read it from standard input); what is not released stays hidden',
    )
    .option('--json', 'print as JSON')
    .action((person: string, options) =>
      run(options.json, async (output) =>
        (await import('./audit-subject.js')).subjectCommand(person, readEnvironment(), output),
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
        (await import('./audit.js')).exportCommand(options, readEnvironment(), output),
      ),
    );
}
