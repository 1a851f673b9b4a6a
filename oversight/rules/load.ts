import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readYaml, type YamlFile } from '../../policies/loading/yaml-file.js';
import { PlumblineError } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';
import { type CaseResult, runCases } from './cases.js';
import { compileRule } from './compile.js';
import { type CaseFile, caseFile, ruleFile } from './format.js';
import type { Ground } from './ground.js';
import type { CompiledRule, RuleBook } from './rule-book.js';

/** The rules that this program came with. */
export const ownRules = join(packageRoot, 'oversight', 'catalogue');

export interface LoadOptions extends Ground {
  /** Folder of rule folders; absent: the program's own. */
  readonly folder?: string | undefined;
}

/** What was read of a folder of rules, faults and all. */
export interface ReadRules {
  readonly rules: readonly CompiledRule[];
  /** Rule id → what its cases came to. */
  readonly cases: ReadonlyMap<string, readonly CaseResult[]>;
  /** `file:line: fact and remedy`. */
  readonly problems: readonly string[];
}

/**
 * Loads every rule of a folder, held against the schema, the engine's access and the rules' own cases.
 * @throws `RULE_INVALID` that names file, line and remedy of everything that is wrong
 */
export function loadRules(options: LoadOptions): RuleBook {
  const { rules, problems } = readRules(options);
  if (problems.length > 0)
    throw new PlumblineError(
      'RULE_INVALID',
      `The rules are not sound:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  return bookOf(rules);
}

/** Folders whose rules are kept: hubs that share a process hold the same texts against the same schema and access. */
const kept = 4;
const readBefore: (Pick<Ground, 'schema' | 'catalog'> & { readonly key: string; readonly read: ReadRules })[] = [];

/** Reads a folder of rules, or of one rule, and tells what is wrong instead of refusing it. */
export function readRules({ folder = ownRules, ...ground }: LoadOptions): ReadRules {
  const problems: string[] = [];
  const texts = readFolder(folder, problems);
  const { schema, catalog, access } = ground;
  const all = JSON.stringify([folder, texts, problems, access?.shape, access?.policyVersion]);
  const key = createHash('sha256').update(all).digest('hex');
  const known = readBefore.find((each) => each.schema === schema && each.catalog === catalog && each.key === key);
  if (known !== undefined) return known.read;
  const read = readTexts(texts, folder, ground, problems);
  readBefore.push({ schema, catalog, key, read });
  if (readBefore.length > kept) readBefore.shift();
  return read;
}

function readTexts(folderTexts: readonly RuleTexts[], folder: string, ground: Ground, problems: string[]): ReadRules {
  const rules: CompiledRule[] = [];
  const cases = new Map<string, readonly CaseResult[]>();
  for (const texts of folderTexts) {
    const read = readRule(texts, ground, problems);
    if (read === null) continue;
    rules.push(read.rule);
    cases.set(read.rule.facts.id, read.cases);
  }
  if (rules.length === 0 && problems.length === 0) problems.push(`${folder}: holds no folder with a rule.yaml`);
  return { rules, cases, problems };
}

export function bookOf(rules: readonly CompiledRule[]): RuleBook {
  const byId = new Map(rules.map((rule) => [rule.facts.id, rule]));
  return { rules, rule: (id) => byId.get(id) };
}

/** The texts of every rule of a folder, or of the one that it is; files that are missing are added to `problems`. */
export function readFolder(folder: string, problems: string[]): readonly RuleTexts[] {
  return ruleFolders(folder)
    .map((place) => textsIn(place, problems))
    .filter((texts) => texts !== null);
}

function ruleFolders(folder: string): readonly string[] {
  if (!existsSync(folder))
    throw new PlumblineError('RULE_INVALID', `${folder} is no folder; name one that holds rules`);
  if (existsSync(join(folder, 'rule.yaml'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'rule.yaml')))
    .map(({ name }) => join(folder, name))
    .sort();
}

/** The three texts of a rule. */
export interface RuleTexts {
  /** As messages call the folder: `CC-05`. */
  readonly folder: string;
  readonly rule: string;
  readonly query: string;
  readonly cases: string;
}

/** What one rule came to; null where there is nothing to run. */
export interface ReadRule {
  readonly rule: CompiledRule;
  /** Empty where faults keep the cases from being run. */
  readonly cases: readonly CaseResult[];
}

/** Reads one rule from its texts; what is wrong is added to `problems`. Pure. */
export function readRule(texts: RuleTexts, ground: Ground, problems: string[]): ReadRule | null {
  const file = (name: string, text: string) => ({ name: `${texts.folder}/${name}`, text });
  const rule = readYaml(file('rule.yaml', texts.rule), ruleFile, problems);
  const cases = readYaml(file('cases.yaml', texts.cases), caseFile, problems);
  if (rule === null || cases === null) return null;
  const before = problems.length;
  const query = file('query.graphql', texts.query);
  const parts = compileRule({ folder: texts.folder, rule, query }, ground, problems);
  if (parts === null) return null;
  if (problems.length > before) return { rule: parts.rule, cases: [] };
  const results = runCases(parts, cases);
  for (const { at, name, faults } of results)
    problems.push(...faults.map((fault) => `${at}: case "${name}": ${fault}`));
  problems.push(...missingCases(cases, texts.folder));
  return { rule: parts.rule, cases: results };
}

function textsIn(place: string, problems: string[]): RuleTexts | null {
  const folder = basename(place);
  const text = (name: string) => {
    const path = join(place, name);
    if (existsSync(path)) return readFileSync(path, 'utf8');
    problems.push(`${folder}/${name}:1: is missing; every rule has one`);
    return null;
  };
  const [rule, query, cases] = [text('rule.yaml'), text('query.graphql'), text('cases.yaml')];
  return rule === null || query === null || cases === null ? null : { folder, rule, query, cases };
}

// What a rule leaves open, and what it must let pass, are as much its meaning as what it finds.
function missingCases({ value }: YamlFile<CaseFile>, folder: string): readonly string[] {
  const count = (kind: string) => value.cases.filter(({ expect }) => expect.startsWith(kind)).length;
  const lacks = [
    ...(count('HIT') < 2 ? ['two hits'] : []),
    ...(count('CLEAR') + count('GUARDED') < 1 ? ['a near miss'] : []),
    ...(count('INDETERMINATE') < 1 ? ['one that is INDETERMINATE'] : []),
  ];
  return lacks.length === 0 ? [] : [`${folder}/cases.yaml:1: has not ${lacks.join(', ')}; every rule shows them`];
}
