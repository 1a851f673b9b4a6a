import { type RuleFile, ruleFile } from '../oversight/rules/format.js';
import { ownRules, readFolder } from '../oversight/rules/load.js';
import { readYaml } from '../policies/loading/yaml-file.js';
import { page, table } from './reference-page.js';

const about =
  'The rules in `oversight/catalogue`: what each finds and lets pass on purpose, on which law, with which numbers. The guide to ' +
  'writing one is [Writing an oversight rule](../guides/rules.md).';

/** The rules of the catalogue, as those who work with findings want to look them up. */
export function rulesPage(): string {
  const rules = readFolder(ownRules, []).flatMap(({ folder, rule }) => {
    const read = readYaml({ name: `${folder}/rule.yaml`, text: rule }, ruleFile, []);
    return read === null ? [] : [read.value];
  });
  const overview = rules.map(({ id, name, set, severity, line, document }) => [
    `[${id}](#${anchorOf(id)})`,
    ...[`${name.zh} · ${name.en}`, set, severity, line, document],
  ]);
  const head = ['rule', 'name', 'set', 'severity', 'line', 'document'];
  return page('Oversight rules', about, [...table(head, overview), '', ...rules.flatMap(sectionOf)]);
}

function anchorOf(id: string): string {
  return id.toLowerCase();
}

function sectionOf(rule: RuleFile): readonly string[] {
  const basis = rule.basis.map(({ law, article }) => `《${law}》${article}`).join('; ');
  return [
    `## ${rule.id}`,
    '',
    `**${rule.name.zh} · ${rule.name.en}** (version ${rule.version})`,
    '',
    rule.about.trim(),
    '',
    `Basis: ${basis}.`,
    '',
    ...nightlyOf(rule),
    ...guardsOf(rule),
    ...parametersOf(rule),
  ];
}

function nightlyOf({ scan: { nightly } }: RuleFile): readonly string[] {
  const paths = nightly.map((path) => `\`${path}\``).join(', ');
  return nightly.length === 0 ? [] : [`What changes at ${paths} is found by the nightly run.`, ''];
}

function guardsOf({ unless }: RuleFile): readonly string[] {
  const rows = Object.entries(unless).map(([name, { zh, en }]) => [`\`${name}\``, `${zh} · ${en}`]);
  return rows.length === 0 ? [] : [...table(['lets pass', 'because'], rows), ''];
}

function parametersOf({ parameters }: RuleFile): readonly string[] {
  const rows = Object.entries(parameters).map(([name, { title, unit, basis, values }]) => [
    `\`${name}\``,
    `${title.zh} · ${title.en}`,
    values.map((each) => valueWords(each, unit)).join('; '),
    basis ?? '',
  ]);
  return rows.length === 0 ? [] : [...table(['parameter', 'meaning', 'values', 'by'], rows), ''];
}

function valueWords(
  { value, division, from, until }: RuleFile['parameters'][string]['values'][number],
  unit: string | null,
): string {
  const where = division === null ? [] : [`in ${division}`];
  const since = from === null ? [] : [`from ${from}`];
  const to = until === null ? [] : [`until ${until}`];
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return [unit === null ? text : `${text} ${unit}`, ...where, ...since, ...to].join(' ');
}
