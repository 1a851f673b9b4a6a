import type { Command } from 'commander';
import type { Run } from './demo-commands.js';

/** `plumbline policy …`: what the sets say, before they are in force. */
export function registerPolicyCommands(program: Command, run: Run): void {
  const policy = program.command('policy').description('test, explain, print and compare the access policies');
  policy
    .command('test [place]')
    .description('run the tests beside the policy sets (of a folder or a revision; default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((place: string | undefined, options) =>
      run(options.json, async (output) => (await import('./policy.js')).testCommand(place, output)),
    );
  policy
    .command('explain <coordinate>')
    .description('say what a role sees of Type.field (or of Type), by which grant and law, and what would flip it')
    .requiredOption('--as <role>', 'role, for example prosecutor')
    .option('--for <purpose>', 'purpose, for example SUPERVISION')
    .option('--under <kind>', 'kind of the open matter: CASE or CAMPAIGN')
    .option('--lines <lines>', 'business lines, separated by commas, for example EXECUTION')
    .option('--approved <coordinates>', 'what is approved, separated by commas, for example Person.phone')
    .option('--policies <place>', 'folder or revision of the policies')
    .option('--json', 'print as JSON')
    .action((coordinate: string, options) =>
      run(options.json, async (output) => (await import('./policy.js')).explainCommand(coordinate, options, output)),
    );
  policy
    .command('matrix')
    .description('print role × purpose × standing × field: F full, M masked, S some rows, D counted, — nothing')
    .option('--role <role>', 'one role only')
    .option('--purpose <purpose>', 'one purpose only')
    .option('--standing <standing>', 'one standing only: none, CASE, CAMPAIGN, approved, or a business line')
    .option('--type <type>', 'one type only')
    .option('--policies <place>', 'folder or revision of the policies')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./policy.js')).matrixCommand(options, output)),
    );
  policy
    .command('diff <before> [after]')
    .description('print exactly the cells that differ between two folders or revisions (exit code 1: something opened)')
    .option('--json', 'print as JSON')
    .action((before: string, after: string | undefined, options) =>
      run(options.json, async (output) => (await import('./policy.js')).diffCommand(before, after, output)),
    );
}
