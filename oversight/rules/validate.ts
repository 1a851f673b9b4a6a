import type { Access, RowScope } from '../../schema/access.js';
import { nearest } from '../../schema/nearest.js';
import { typeName } from '../language/fact-type.js';
import type { Checking } from './ground.js';
import { checkNightly } from './nightly.js';
import { placeholdersOf } from './text.js';
import { checkUse } from './validate-use.js';

/** Holds what the parts of a rule say against each other and against what the engine may see. */
export function checkRule(checking: Checking): void {
  checkNames(checking);
  checkTexts(checking);
  checkKeys(checking);
  checkAccess(checking);
  checkUse(checking);
  checkNightly(checking);
}

function checkNames({ file, folder, operation, ground, report, reportLine }: Checking): void {
  if (file.id !== folder) report(['id'], `id: ${file.id} lies in the folder ${folder}; call them alike`);
  const name = file.id.replace('-', '');
  if (operation.name !== name)
    reportLine(1, `the operation is called ${operation.name || 'nothing'}; call it ${name}, after the rule`);
  const records = [...ground.catalog.types.values()].filter(({ record }) => record).map((type) => type.name);
  if (!records.includes(file.record.type))
    report(
      ['record', 'type'],
      `record.type: ${file.record.type} is no record of the schema${nearest(file.record.type, records)}`,
    );
}

// Whoever may see that a finding exists reads its text: what is sensitive is evidence, which has a grant of its own.
function checkTexts({ file, plan, report }: Checking): void {
  const evidence = new Map(plan.evidence.map((each) => [each.name, each]));
  for (const language of ['zh', 'en'] as const)
    for (const name of placeholdersOf(file.text[language])) {
      const path = ['text', language];
      const shown = evidence.get(name);
      if (shown === undefined)
        report(path, `text.${language}: {${name}} is no evidence of the rule${nearest(name, evidence.keys())}`);
      else if (shown.isSensitive)
        report(
          path,
          `text.${language}: {${name}} would put what is sensitive or masked into the text; leave it to the evidence`,
        );
    }
  for (const { name, value } of plan.evidence) {
    const of = value.type.kind === 'list' ? value.type.of : value.type;
    if (of.kind === 'object' || of.kind === 'list')
      report(
        ['evidence', name, 'value'],
        `evidence.${name}.value: is ${typeName(value.type)}; evidence is one value or a list of such`,
      );
  }
}

/**
 * A fingerprint that a correction changes would make one contradiction two; one that two records share would have what is found at
 * one withdrawn at the other.
 */
function checkKeys({ plan, operation, ground, report }: Checking): void {
  const type = operation.row.name;
  const own = plan.subject === 'group' ? 'group.key' : `${type}.${ground.catalog.types.get(type)?.key ?? ''}`;
  const isOwn = ({ path, text, uses }: (typeof plan.fingerprint)[number]) =>
    text === own || (path !== null && uses.some((use) => use.path === path && use.field.coordinate === own));
  if (!plan.fingerprint.some(isOwn))
    report(['fingerprint'], `fingerprint: lacks ${own}, by which a finding is one record's alone`);
  for (const [at, { type, text }] of plan.fingerprint.entries()) {
    const isKey = type.kind !== 'double' && type.kind !== 'money' && type.kind !== 'bool' && type.kind !== 'object';
    if (!isKey)
      report(['fingerprint', at], `fingerprint.${at}: ${text} is ${typeName(type)}: a fingerprint is made of keys`);
  }
}

function checkAccess({ operation, ground, reportLine }: Checking): void {
  const { access } = ground;
  if (access === undefined) return;
  const entry = access.enter(operation.row.name);
  if (entry.effect === 'DENY') reportLine(1, `the engine may not walk ${operation.row.name}: ${entry.remedy}`);
  for (const [coordinate, line] of operation.coordinates) {
    const [type = '', field = ''] = coordinate.split('.');
    const decision = access.decide(type, field);
    if (decision.effect === 'DENY')
      reportLine(
        line,
        `the engine may not see ${coordinate}: ${decision.remedy}; leave it out, or open it by a policy`,
      );
    else if (decision.effect === 'MASK' || isMaskedSomewhere(access, type, field, decision.rows))
      reportLine(line, `the engine sees ${coordinate} masked, which says nothing; leave it out`);
  }
}

// Which rows are masked is told by nothing that a condition could see.
function isMaskedSomewhere(access: Access, type: string, field: string, rows: RowScope): boolean {
  return rows === 'SOME' && access.cases(type, field).some(({ effect }) => effect === 'MASK');
}
