import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownRules, type RuleTexts, readFolder, readRule } from '../../oversight/rules/load.js';
import { digestOf, openPackage, packRules, type RulePackage } from '../../oversight/rules/package.js';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { signingKey } from '../adapter/signing-key.js';
import { readPublicKeys } from '../audit-keys.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';
import { readText } from '../text-file.js';
import { ruleGround } from './rules.js';

export interface ExportOptions {
  readonly folder?: string;
  readonly to: string;
  readonly key: string;
  readonly name: string;
  readonly packageVersion: string;
  readonly publisher: string;
  readonly licence: string;
}

/** Packs rules that are sound into one signed file. */
export async function exportRulesCommand(
  ids: readonly string[],
  options: ExportOptions,
  now: Date,
  output: Output,
): Promise<number> {
  const { folder = ownRules, to, key: keyFile, name, packageVersion: version, publisher, licence } = options;
  const found = readFolder(folder, []);
  const known = found.map((each) => each.folder);
  for (const id of ids)
    if (!known.includes(id)) throw new PlumblineError('BAD_USER_INPUT', `There is no rule ${id}${nearest(id, known)}`);
  const texts = found.filter((each) => ids.length === 0 || ids.includes(each.folder));
  const versions = versionsOf(texts);
  const { key, isNew } = await signingKey(keyFile);
  if (isNew) output.note(`A key was made at ${keyFile}; its public half is at ${keyFile}.pub`);
  const facts = { name, version, publisher, licence, madeAt: now.toISOString() };
  const rules = texts.map((each) => ({ ...each, version: versions.get(each.folder) ?? '' }));
  writeFileSync(to, await packRules(facts, rules, key));
  output.data(
    { ...facts, rules: rules.map(({ folder: id }) => id), to },
    `${counted(rules.length, 'rule')} packed into ${to}`,
  );
  return 0;
}

export interface ImportOptions {
  readonly folder: string;
  readonly trust: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

/** Takes over the rules of a package, all or none: signed by who is trusted, sound here, and no step back. */
export async function importRulesCommand(file: string, options: ImportOptions, output: Output): Promise<number> {
  const { folder, trust, replace = false, dryRun = false } = options;
  const opened = await openPackage(readText(file), await readPublicKeys(trust));
  versionsOf(opened.rules);
  const before = new Map(existsSync(folder) ? readFolder(folder, []).map((each) => [each.folder, each]) : []);
  const changes = opened.rules.map((each) => ({ each, kind: changeOf(each, before.get(each.folder)) }));
  const clashes = changes.filter(({ kind }) => kind === 'OTHER');
  if (clashes.length > 0 && !replace) {
    const names = clashes.map(({ each }) => each.folder).join(', ');
    throw new PlumblineError('BAD_USER_INPUT', `${folder} has other rules ${names}: look at them, then give --replace`);
  }
  const written = changes.filter(({ kind }) => kind !== 'SAME');
  if (!dryRun) for (const { each } of written) writeRule(folder, each);
  const { name, version, publisher, licence } = opened;
  output.data(
    { name, version, publisher, licence, rules: changes.map(({ each, kind }) => ({ id: each.folder, kind })) },
    [
      `${name} ${version} of ${publisher} (${licence})`,
      ...changes.map(({ each, kind }) => `${kind}\t${each.folder}\t${each.version}`),
      dryRun ? 'nothing was written' : `${counted(written.length, 'rule')} written to ${folder}`,
    ].join('\n'),
  );
  return 0;
}

type PackedRule = RulePackage['rules'][number];

function changeOf(rule: PackedRule, before: RuleTexts | undefined): 'NEW' | 'SAME' | 'OTHER' {
  if (before === undefined) return 'NEW';
  return digestOf(before) === rule.digest ? 'SAME' : 'OTHER';
}

/** Version of each rule; throws `RULE_INVALID` with every fault when one is not sound here. */
function versionsOf(texts: readonly RuleTexts[]): ReadonlyMap<string, string> {
  const problems: string[] = [];
  const ground = ruleGround();
  const read = texts.map((each) => readRule(each, ground, problems)?.rule.facts);
  if (problems.length > 0)
    throw new PlumblineError(
      'RULE_INVALID',
      `The rules are not sound:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  return new Map(read.flatMap((facts) => (facts === undefined ? [] : [[facts.id, facts.version] as const])));
}

// Beside its place first: a rule is there whole or not at all.
function writeRule(folder: string, { folder: id, rule, query, cases }: PackedRule): void {
  const incoming = join(folder, `.${id}.incoming`);
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true });
  writeFileSync(join(incoming, 'rule.yaml'), rule);
  writeFileSync(join(incoming, 'query.graphql'), query);
  writeFileSync(join(incoming, 'cases.yaml'), cases);
  rmSync(join(folder, id), { recursive: true, force: true });
  renameSync(incoming, join(folder, id));
}
