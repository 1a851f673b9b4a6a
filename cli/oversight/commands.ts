import type { Command } from 'commander';
import type { Run } from '../demo-commands.js';

/** `plumbline oversight …`: the rules by which the hub finds contradictions. */
export function registerOversightCommands(program: Command, run: Run): void {
  const oversight = program.command('oversight').description('rules of oversight and what they find');
  registerRules(oversight, run);
}

function registerRules(oversight: Command, run: Run): void {
  const rules = oversight.command('rules').description('the rules');
  rules
    .command('list', { isDefault: true })
    .description('list the rules: id, version, set, severity, document, name')
    .option('--folder <folder>', 'folder of rules, or of one (default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./rules.js')).rulesCommand(options, output)),
    );
  rules
    .command('check')
    .description('say what is wrong with the rules, by file and line (exit code 1: something is)')
    .option('--folder <folder>', 'folder of rules, or of one (default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./rules.js')).checkRulesCommand(options, output)),
    );
  rules
    .command('test [ids...]')
    .description('run the cases that lie beside the rules, of all or of some (exit code 1: one fails)')
    .option('--folder <folder>', 'folder of rules, or of one (default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((ids: string[], options) =>
      run(options.json, async (output) => (await import('./rules.js')).testRulesCommand(ids, options, output)),
    );
}
