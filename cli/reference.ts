import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { adapterDefinitions } from '../gateway/adapters.js';
import { configShape } from '../gateway/config.js';
import { parsePolicies } from '../policies/loading/load.js';
import { readCatalog } from '../schema/catalog/read.js';
import { errorTable } from '../schema/errors.js';
import { dataFlags } from '../schema/flags.js';
import { packageRoot } from '../schema/package-root.js';
import type { Output } from './output.js';
import { ownPolicies, readPolicies } from './policy-files.js';
import { conformancePage } from './reference-conformance.js';
import { matrixPage } from './reference-matrix.js';
import { functionsPage } from './reference-oversight.js';
import { page, table } from './reference-page.js';
import { rolesPage } from './reference-roles.js';
import { rulesPage } from './reference-rules.js';
import { sdkPage } from './reference-sdk.js';
import { statisticsPage } from './reference-statistics.js';
import { viewsPage } from './reference-views.js';

const folder = join(packageRoot, 'docs', 'reference');

/** Writes the reference pages out of what the program itself reads: tables cannot disagree with it. */
export function referenceCommand(program: Command, output: Output): number {
  const catalog = readCatalog();
  const sets = parsePolicies(readPolicies(ownPolicies).files, catalog);
  const pages: Readonly<Record<string, string>> = {
    'errors.md': errorsPage(),
    'data-flags.md': flagsPage(),
    'configuration.md': configurationPage(),
    'roles-and-purposes.md': rolesPage(sets),
    'access-matrix.md': matrixPage(sets, catalog),
    'cli.md': cliPage(program),
    'sdk.md': sdkPage(),
    'conformance.md': conformancePage(),
    'oversight-functions.md': functionsPage(),
    'views.md': viewsPage(catalog),
    'oversight-rules.md': rulesPage(),
    'statistics.md': statisticsPage(),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
  output.data({ written: Object.keys(pages) }, `${Object.keys(pages).length} pages written to docs/reference`);
  return 0;
}

function adapterTables(): readonly string[] {
  return adapterDefinitions.flatMap(({ id, options, secrets, timeoutMs }) => {
    const schema = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    const rows = Object.entries(schema.properties ?? {}).map(([name, each]) => [
      `\`${name}\`${secrets.includes(name) ? ' (secret)' : ''}`,
      each.type ?? 'text',
      defaultOf(each),
      each.description ?? '',
    ]);
    const head = ['', `### \`${id}\``, '', `Time-out of a read: ${timeoutMs} ms.`, ''];
    return [...head, ...table(['option', 'type', 'default', 'meaning'], rows)];
  });
}

function errorsPage(): string {
  const rows = Object.entries(errorTable).map(([code, { status, exposed, remedy }]) => [
    `\`${code}\``,
    String(status),
    exposed ? remedy : `Leaves as \`INTERNAL\`; in the log or on the command line: ${remedy}`,
  ]);
  const about =
    'Every error has a code in `extensions.code`. The status is that of the HTTP answer when the whole request is refused; ' +
    'errors that cost only their own fields come with status 200.';
  return page('Errors', about, table(['code', 'status', 'remedy'], rows));
}

function flagsPage(): string {
  const about =
    'Flags in `source { flags { field flag } }`: what was found in a value as its source holds it (domain 6.4).';
  return page(
    'Data quality flags',
    about,
    table(
      ['flag', 'meaning'],
      Object.entries(dataFlags).map(([flag, text]) => [`\`${flag}\``, text]),
    ),
  );
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

function configurationPage(): string {
  const rows: string[][] = [];
  const walk = (schema: JsonSchema, path: string): void => {
    for (const [name, each] of Object.entries(schema.properties ?? {})) {
      const place = path === '' ? name : `${path}.${name}`;
      const kind = each.enum ? each.enum.join(' / ') : (each.type ?? 'object');
      if (!each.properties || each.description)
        rows.push([`\`${place}\``, kind, defaultOf(each), each.description ?? '']);
      walk(each, place);
      if (each.items?.properties) walk(each.items, `${place}[]`);
    }
  };
  walk(z.toJSONSchema(configShape, { io: 'input', unrepresentable: 'any' }) as JsonSchema, '');
  const about =
    `The file that \`PLUMBLINE_CONFIG\` names (default \`plumbline.yaml\`). \`\${env:NAME}\` and \`\${file:PATH}\` are replaced ` +
    'before it is read; unknown options are refused. Other environment variables: `PORT`, `PLUMBLINE_HOST`, ' +
    '`PLUMBLINE_DATA` (folder of the demonstration), `PLUMBLINE_LOG` (level: error, warn, info, debug).';
  const options = table(['option', 'type', 'default', 'meaning'], rows);
  return page('Configuration', about, [...options, '', '## Options of adapters', ...adapterTables()]);
}

function defaultOf({ default: value }: JsonSchema): string {
  return value === undefined || typeof value === 'object' ? '' : `\`${JSON.stringify(value)}\``;
}

function cliPage(program: Command): string {
  const lines: string[] = [];
  const visit = (command: Command, path: string): void => {
    for (const each of command.commands) {
      const name = `${path} ${each.name()}`;
      const args = each.registeredArguments
        .map((arg) => (arg.required ? ` <${arg.name()}>` : ` [${arg.name()}]`))
        .join('');
      if (each.commands.length === 0) {
        lines.push(`## \`${name}${args}\``, '', `${each.description()}.`, '');
        const options = each.options.map(({ flags, description }) => [`\`${flags}\``, description]);
        if (options.length > 0) lines.push(...table(['option', 'meaning'], options), '');
      }
      visit(each, name);
    }
  };
  visit(program, 'plumbline');
  const about =
    'Data goes to standard output, everything else to standard error; colours only on a terminal. ' +
    'Exit codes: 0 done, 1 the work failed or found something, 2 the command line, configuration or question is wrong.';
  return page('Command line', about, lines);
}
