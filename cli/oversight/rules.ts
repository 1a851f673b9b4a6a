import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlanner } from '../../gateway/execution/planner.js';
import type { Ground } from '../../oversight/rules/ground.js';
import { type ReadRules, readRules } from '../../oversight/rules/load.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { principalOf, type Specimen, specimenDay } from '../../policies/inspect/specimen.js';
import { parsePolicies } from '../../policies/loading/load.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { packageRoot } from '../../schema/package-root.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { ownPolicies, readPolicies } from '../policy-files.js';

export interface RuleOptions {
  readonly folder?: string;
}

/** Lists the rules: id, version, severity, name and the document that they lead to. */
export function rulesCommand(options: RuleOptions, output: Output): number {
  const { rules, problems } = readGiven(options);
  output.list('fault', problems);
  const facts = rules.map((rule) => rule.facts);
  const lines = facts.map(({ id, version, set, severity, name, document, nightly }) =>
    [
      ...[id, version, set, severity, document, `${name.zh} · ${name.en}`],
      ...(nightly.length === 0 ? [] : [`left to the night: ${nightly.join(', ')}`]),
    ].join('\t'),
  );
  output.data(facts, [...lines, counted(rules.length, 'rule')].join('\n'));
  return problems.length === 0 ? 0 : 1;
}

/** Says of every rule what is wrong with it, by file and line. Exit code 1 when something is. */
export function checkRulesCommand(options: RuleOptions, output: Output): number {
  const { rules, problems } = readGiven(options);
  output.list('fault', problems);
  output.data(
    { rules: rules.length, problems },
    `${counted(rules.length, 'rule')}, ${counted(problems.length, 'fault')}`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** Runs the cases of all rules or of some, and prints each. Exit code 1 when one fails. */
export function testRulesCommand(ids: readonly string[], options: RuleOptions, output: Output): number {
  const { cases, problems } = readGiven(options);
  for (const id of ids)
    if (!cases.has(id) && !problems.some((each) => each.startsWith(`${id}/`)))
      throw new PlumblineError('BAD_USER_INPUT', `There is no rule ${id}${nearest(id, cases.keys())}`);
  const isAsked = (id: string) => ids.length === 0 || ids.includes(id);
  const faults = problems.filter((each) => isAsked(each.slice(0, each.indexOf('/'))));
  const results = [...cases].filter(([id]) => isAsked(id)).flatMap(([id, own]) => own.map((each) => ({ id, ...each })));
  const failed = results.filter((each) => each.faults.length > 0).length;
  output.list('fault', faults);
  const lines = results.map(
    ({ id, name, outcome, faults: own }) => `${own.length === 0 ? 'ok  ' : 'FAIL'} ${id}\t${outcome}\t${name}`,
  );
  output.data(
    results,
    [...lines, `${counted(results.length, 'case')}, ${failed} failed, ${counted(faults.length, 'fault')}`].join('\n'),
  );
  return faults.length === 0 ? 0 : 1;
}

/** The account that rules run under: what it may not see no rule can go by. */
const engine: Specimen = { role: 'oversight-engine', purpose: 'SUPERVISION' };

/** What rules are held against on the command line: the schema and the engine's policies of the program. */
export function ruleGround(): Ground {
  const { apiSchema } = createPlanner(readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8'));
  const catalog = readCatalog();
  const compiler = createAccessCompiler(parsePolicies(readPolicies(ownPolicies).files, catalog), catalog);
  return { schema: apiSchema, catalog, access: compiler.compile(principalOf(engine), specimenDay) };
}

function readGiven({ folder }: RuleOptions): ReadRules {
  return readRules({ folder, ...ruleGround() });
}
