import { type Command, Option } from 'commander';
import { readEnvironment } from '../../gateway/environment.js';
import type { Run } from '../demo-commands.js';

/** `plumbline oversight …`: the rules by which the hub finds contradictions. */
export function registerOversightCommands(program: Command, run: Run): void {
  const oversight = program
    .command('oversight')
    .description('run, check and hand on rules of oversight, and report what they find');
  registerRules(oversight, run);
  registerRun(oversight, run);
  registerStop(oversight, run);
  registerReport(oversight, run);
}

function registerRun(oversight: Command, run: Run): void {
  oversight
    .command('run')
    .description('run rules over the configured hub, or over the demonstration (exit code 1: one failed)')
    .option('--rule <ids...>', 'rules (default: all)')
    .option('--division <code>', 'division (GB/T 2260) within that of the engine’s account (default: all of it)')
    .option('--today <date>', 'the day that conditions call today (default: today)')
    .option(
      '--since <when>',
      'only what changed since then: an instant, a time like 90m, 2h or 3d ago, or "last", the run before (default: everything)',
    )
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) => (await import('./run.js')).runCommand(options, readEnvironment(), output)),
    );
}

function registerStop(oversight: Command, run: Run): void {
  oversight
    .command('stop <run>')
    .description('stop a run that is under way, whoever walks it: it is not gone on with')
    .option('--json', 'print as JSON')
    .action((id: string, options) =>
      run(options.json, async (output) => (await import('./stop.js')).stopCommand(id, readEnvironment(), output)),
    );
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
  registerPackages(rules, run);
}

function registerPackages(rules: Command, run: Run): void {
  rules
    .command('export [ids...]')
    .description('pack rules, all or some, into one signed file')
    .requiredOption('--to <file>', 'file to write')
    .requiredOption('--key <file>', 'private key (JWK, Ed25519) of the publisher; made where it is not there')
    .requiredOption('--publisher <name>', 'who publishes them')
    .requiredOption('--licence <id>', 'licence (SPDX), for example Apache-2.0')
    .option('--name <name>', 'name of the package', 'rules')
    .option('--package-version <version>', 'version of the package', '1.0.0')
    .option('--folder <folder>', 'folder of rules (default: the program’s own)')
    .option('--json', 'print as JSON')
    .action((ids: string[], options) =>
      run(options.json, async (output) =>
        (await import('./rule-packages.js')).exportRulesCommand(ids, options, new Date(), output),
      ),
    );
  rules
    .command('import <file>')
    .description('take over the rules of a package, all or none: signed by who is trusted, and sound here')
    .requiredOption('--folder <folder>', 'folder of rules to write to')
    .requiredOption('--trust <file>', 'public keys (JWKS) of publishers')
    .option('--replace', 'write over rules that are otherwise')
    .option('--dry-run', 'only say what would be written')
    .option('--json', 'print as JSON')
    .action((file: string, options) =>
      run(options.json, async (output) =>
        (await import('./rule-packages.js')).importRulesCommand(file, options, output),
      ),
    );
}

function registerReport(oversight: Command, run: Run): void {
  oversight
    .command('report')
    .description('write the figures of a period as one document, with the period before and the year before')
    .requiredOption('--as <name>', 'account, for example deputy-chief-procurator; it asks for STATISTICS')
    .requiredOption('--from <date>', 'first day')
    .requiredOption('--to <date>', 'day after the last')
    .option('--division <code>', 'division (GB/T 2260; default: all that the account may count)')
    .addOption(new Option('--format <format>', 'what is written').choices(['docx', 'json']).default('docx'))
    .requiredOption('--out <file>', 'file to write')
    .option('--json', 'print as JSON')
    .action((options) =>
      run(options.json, async (output) =>
        (await import('./report.js')).reportCommand(options, readEnvironment(), new Date(), output),
      ),
    );
}
