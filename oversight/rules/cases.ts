import type { YamlFile } from '../../policies/loading/yaml-file.js';
import { nearest } from '../../schema/nearest.js';
import type { FactField, FactType, ObjectType } from '../language/fact-type.js';
import { compileConverter, type Gaps, noGaps, type Row } from '../language/facts.js';
import { caseRow } from './case-row.js';
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
  const byName = new Map(file.value.cases.map((each) => [each.name, each]));
  return file.value.cases.map((own, index) => {
    const faults: string[] = [];
    const report = (message: string) => void faults.push(message);
    const full = resolve(own, byName, report);
    const today = full.today ?? file.value.today;
    const gaps: Gaps = full.without.length === 0 ? noGaps : { ...noGaps, shut: gapPaths(full, operation.row, report) };
    const rows = rowsOf(full, report).map((given): Row => convert(caseRow(operation.row, given, today, report), gaps));
    const decision = decisionOf(rule, rows, today, report);
    faults.push(...differences(full, decision));
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

function rowsOf({ row, rows }: RuleCase, report: (message: string) => void): readonly unknown[] {
  if (rows !== null) return rows.flatMap(({ row: each, times }) => (times === 1 ? [each] : repeated(each, times)));
  if (row === null) report('says neither row nor rows');
  return row === null ? [] : [row];
}

function repeated(row: unknown, times: number): readonly unknown[] {
  const text = JSON.stringify(row);
  return Array.from({ length: times }, (_, at) => JSON.parse(text.replaceAll('{n}', String(at + 1))) as unknown);
}

function resolve(own: RuleCase, known: ReadonlyMap<string, RuleCase>, report: (message: string) => void): RuleCase {
  if (own.like === null) return own;
  const like = known.get(own.like);
  if (like === undefined) report(`like: there is no case "${own.like}"${nearest(own.like, known.keys())}`);
  if (like === undefined || like.like === own.name) return own;
  const base = resolve(like, known, report);
  return {
    ...own,
    row: own.row === null ? base.row : (merge(base.row, own.row) as RuleCase['row']),
    rows: own.rows ?? base.rows,
    today: own.today ?? base.today,
    without: [...base.without, ...own.without],
  };
}

// Objects are merged, everything else is replaced.
function merge(base: unknown, own: unknown): unknown {
  if (!isPlain(base) || !isPlain(own)) return own;
  const names = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries([...names].map((name) => [name, name in own ? merge(base[name], own[name]) : base[name]]));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function gapPaths({ without }: RuleCase, row: ObjectType, report: (message: string) => void) {
  for (const path of without) {
    let at: ObjectType | null = row;
    for (const name of path.split('.')) {
      const field: FactField | undefined = at?.fields.get(name);
      if (field === undefined) {
        report(`without: ${path} is not selected${nearest(name, at?.fields.keys() ?? [])}`);
        break;
      }
      const below: FactType = field.type.kind === 'list' ? field.type.of : field.type;
      at = below.kind === 'object' ? below : null;
    }
  }
  return new Map(without.map((path) => [path, 'UNAVAILABLE' as const]));
}

function outcomeOf(decision: Decision): string {
  if (decision.kind === 'GUARDED') return `GUARDED:${decision.guard}`;
  if (decision.kind !== 'INDETERMINATE') return decision.kind;
  return `INDETERMINATE (${decision.reason}${decision.coordinate === null ? '' : ` ${decision.coordinate}`})`;
}

function differences({ expect, evidence, severity }: RuleCase, decision: Decision): readonly string[] {
  const outcome = outcomeOf(decision);
  if (outcome.split(' ')[0] !== expect) return [`expected ${expect}, and it is ${outcome}`];
  if (decision.kind !== 'HIT') return [];
  const shown = new Map(decision.hit.evidence.map((each) => [each.name, each.value]));
  const faults = Object.entries(evidence).flatMap(([name, value]) => {
    const found = shown.get(name);
    if (found === undefined) return [`evidence.${name}: the rule shows none${nearest(name, shown.keys())}`];
    return found === value ? [] : [`evidence.${name}: expected ${value}, and it is ${found}`];
  });
  const isAsSevere = severity === null || severity === decision.hit.severity;
  return isAsSevere ? faults : [...faults, `severity: expected ${severity}, and it is ${decision.hit.severity}`];
}
