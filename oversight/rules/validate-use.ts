import type { FactType } from '../language/fact-type.js';
import type { Compiled } from './expressions.js';
import type { RuleFile } from './format.js';
import type { Checking } from './ground.js';
import type { GroupPlan } from './grouping.js';
import type { RulePlan } from './plan.js';

/** What a rule takes and does not need: fields (个人信息保护法 6), parameters, names. */
export function checkUse({ file, plan, group, operation, pairs, ground, report, reportLine }: Checking): void {
  const used = new Set([
    ...expressionsOf(plan, group).flatMap(({ uses }) => uses.map(({ field }) => field.coordinate)),
    ...pairs.flatMap(({ coordinates }) => coordinates),
  ]);
  const relations = new Set(relationsIn(operation.row));
  // What is asked for only to be there is asked for by its key.
  const isKey = (coordinate: string) => {
    const [type = '', field] = coordinate.split('.');
    return ground.catalog.types.get(type)?.key === field;
  };
  for (const [coordinate, line] of operation.coordinates)
    if (!used.has(coordinate) && !relations.has(coordinate) && !coordinate.endsWith('.source') && !isKey(coordinate))
      reportLine(line, `nothing in the rule uses ${coordinate}: leave it out, the engine reads what it needs`);
  const texts = textsOf(file).join('\n');
  for (const name of Object.keys(file.parameters))
    if (!new RegExp(`\\bp\\.${name}\\b`).test(texts))
      report(['parameters', name], `parameters.${name}: nothing uses it; remove it`);
  for (const name of Object.keys(file.let))
    if (!new RegExp(`(?<![.\\w])${name}\\b`).test(texts))
      report(['let', name], `let.${name}: nothing uses it; remove it`);
}

function expressionsOf(plan: RulePlan, group: GroupPlan | null): readonly Compiled[] {
  const maybe = [plan.person, plan.agency, plan.division].filter((each) => each !== null);
  const grouping = group === null ? [] : [group.by, group.where, ...group.keep.map(({ value }) => value)];
  return [
    ...[plan.when, plan.key, plan.sealed, ...plan.files, ...plan.fingerprint, ...plan.lets.values(), ...maybe],
    ...[...plan.guards, ...plan.severities].map(({ when }) => when),
    ...plan.evidence.map(({ value }) => value),
    ...grouping,
  ];
}

/** Relations are selected for what lies below them, which is asked about by itself. */
function relationsIn(type: FactType): readonly string[] {
  if (type.kind === 'list') return relationsIn(type.of);
  if (type.kind !== 'object') return [];
  return [...type.fields.values()].flatMap(({ coordinate, type: below }) => {
    const isLeaf = below.kind !== 'object' && !(below.kind === 'list' && below.of.kind === 'object');
    return isLeaf || coordinate === null ? [] : [coordinate, ...relationsIn(below)];
  });
}

function textsOf(file: RuleFile): readonly string[] {
  const { group, person, agency, division } = file;
  return [
    ...[file.when, file.record.key, file.sealed, ...file.files, ...file.fingerprint],
    ...[person, agency, division].filter((each) => each !== null),
    ...[...Object.values(file.let), ...Object.values(file.variables), ...Object.values(file.severityWhen)],
    ...Object.values(file.unless).map(({ when }) => when),
    ...Object.values(file.evidence).map(({ value }) => value),
    ...(group === null ? [] : [group.by, group.where, ...Object.values(group.keep)]),
  ];
}
