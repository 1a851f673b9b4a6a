import { type Command, Option } from 'commander';
import { readEnvironment } from '../../gateway/environment.js';
import type { Run } from '../demo-commands.js';

/** `plumbline view …`: named views over every agency, and their export. */
export function registerViewCommands(program: Command, run: Run): void {
  const view = program.command('view').description('named views across agencies, and their export');
  asked(view.command('list').description('list the views that the hub offers')).action((options) =>
    run(options.json, async (output) =>
      (await import('./ask-views.js')).listViewsCommand(options, readEnvironment(), output),
    ),
  );
  asked(view.command('show <id>').description('show a view: what it is for, its variables, its columns')).action(
    (id: string, options) =>
      run(options.json, async (output) =>
        (await import('./ask-views.js')).showViewCommand(id, options, readEnvironment(), output),
      ),
  );
  asked(
    view.command('run <id>').description('export a view (exit code 1: the file is not whole, and says so at its end)'),
  )
    .addOption(new Option('--format <format>', 'what is written').choices(['csv', 'xlsx', 'json']).default('csv'))
    .option('--set <name=value...>', 'variables of the view; lists with commas')
    .option('--out <file>', 'where to (default: standard output)')
    .action((id: string, options) =>
      run(options.json, async (output) =>
        (await import('./run-view.js')).runViewCommand(id, options, readEnvironment(), output),
      ),
    );
  view
    .command('check')
    .description('say what is wrong with views, by file and line (exit code 1: something is)')
    .option('--folder <folder>', 'folder of views, or of one (default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./check-views.js')).checkViewsCommand(options, output)),
    );
}

function asked(command: Command): Command {
  return command
    .requiredOption('--as <name>', 'account, for example prosecutor')
    .option('--purpose <purpose>', 'purpose (default: SUPERVISION)', 'SUPERVISION')
    .option('--matter <number>', 'case or matter number (default: the one that the account is working on)')
    .option('--no-matter', 'declare no matter')
    .option('--json', 'print as JSON');
}
