import type { YamlFile } from '../../policies/loading/yaml-file.js';
import { nearest } from '../../schema/nearest.js';
import { compileConverter, type Row } from '../language/facts.js';
import { caseInput } from './case-input.js';
import type { RuleParts } from './compile.js';
import type { CaseFile, RuleCase } from './format.js';
import type { Decision } from './rule-book.js';

/** What a case came to. */
export interface CaseResult {
  readonly name: string;
  /** `file:line` of the case. */
  readonly at: string;
  /** What it came to: HIT, CLEAR, GUARDED:<guard>, or INDETERMINATE with its reason. */
  readonly outcome: string;
  /** What is otherwise than the case expects; empty when it passes. */
  readonly faults: readonly string[];
}

/** Runs a rule's own cases. */
export function runCases({ rule, operation }: RuleParts, file: YamlFile<CaseFile>): readonly CaseResult[] {
  const convert = compileConverter(operation.row);
  return file.value.cases.map((own, index) => {
    const { today, rows, gaps, faults: wrong } = caseInput(own, file.value, operation.row);
    const faults = [...wrong];
    const converted = rows.map((row) => convert(row, gaps));
    const decision = decisionOf(rule, converted, today, (message) => void faults.push(message));
    faults.push(...differences(own, decision));
    return { name: own.name, at: file.at(['cases', index]), outcome: outcomeOf(decision), faults };
  });
}

function decisionOf(
  rule: RuleParts['rule'],
  rows: readonly Row[],
  today: string,
  report: (message: string) => void,
): Decision {
  const none: Decision = { kind: 'CLEAR', fingerprint: null };
  if (rule.groups === null) {
    const [row, ...others] = rows;
    if (row === undefined || others.length > 0) report('a rule over single records is tried on one row');
    return row === undefined ? none : rule.decide(row, { today });
  }
  const grouping = rule.groups.start({ today });
  for (const row of rows) grouping.add(row);
  // Of several groups the first that is not clear is what the case is about.
  const decisions = [...grouping.decideAll()];
  return decisions.find(({ kind }) => kind !== 'CLEAR') ?? decisions[0] ?? none;
}

function outcomeOf(decision: Decision): string {
  if (decision.kind === 'GUARDED') return `GUARDED:${decision.guard}`;
  if (decision.kind !== 'INDETERMINATE') return decision.kind;
  return `INDETERMINATE (${decision.reason}${decision.coordinate === null ? '' : ` ${decision.coordinate}`})`;
}

function differences({ expect, evidence, severity, agency }: RuleCase, decision: Decision): readonly string[] {
  const outcome = outcomeOf(decision);
  if (outcome.split(' ')[0] !== expect) return [`expected ${expect}, and it is ${outcome}`];
  if (decision.kind !== 'HIT') return [];
  const shown = new Map(decision.hit.evidence.map((each) => [each.name, each.value]));
  const faults = Object.entries(evidence).flatMap(([name, value]) => {
    const found = shown.get(name);
    if (found === undefined) return [`evidence.${name}: the rule shows none${nearest(name, shown.keys())}`];
    return found === value ? [] : [`evidence.${name}: expected ${value}, and it is ${found}`];
  });
  const said = { severity: decision.hit.severity, agency: decision.hit.agencyCode };
  for (const [name, wanted] of Object.entries({ severity, agency }))
    if (wanted !== null && wanted !== said[name as keyof typeof said])
      faults.push(`${name}: expected ${wanted}, and it is ${said[name as keyof typeof said]}`);
  return faults;
}
