import { nearest } from '../../schema/nearest.js';
import type { FactField, FactType, ObjectType } from '../language/fact-type.js';
import { type Gaps, noGaps } from '../language/facts.js';
import type { Report } from '../language/fault.js';
import { caseRow } from './case-row.js';
import type { CaseFile, RuleCase } from './format.js';

/** What a case is tried on. */
export interface CaseInput {
  readonly today: string;
  /** As the hub would answer them. */
  readonly rows: readonly unknown[];
  readonly gaps: Gaps;
  readonly faults: readonly string[];
}

/** Completes a case: what it takes over from another one, and what it leaves out. */
export function caseInput(own: RuleCase, { today: fileDay, cases }: CaseFile, type: ObjectType): CaseInput {
  const faults: string[] = [];
  const report = (message: string) => void faults.push(message);
  const full = resolve(own, new Map(cases.map((each) => [each.name, each])), [], report);
  const today = full.today ?? fileDay;
  const gaps = full.without.length === 0 ? noGaps : { ...noGaps, shut: gapPaths(full, type, report) };
  return { today, rows: rowsOf(full, report).map((given) => caseRow(type, given, today, report)), gaps, faults };
}

function rowsOf({ row, rows }: RuleCase, report: Report): readonly unknown[] {
  if (rows !== null) return rows.flatMap(({ row: each, times }) => (times === 1 ? [each] : repeated(each, times)));
  if (row === null) report('says neither row nor rows');
  return row === null ? [] : [row];
}

function repeated(row: unknown, times: number): readonly unknown[] {
  const text = JSON.stringify(row);
  return Array.from({ length: times }, (_, at) => JSON.parse(text.replaceAll('{n}', String(at + 1))) as unknown);
}

function resolve(
  own: RuleCase,
  known: ReadonlyMap<string, RuleCase>,
  above: readonly string[],
  report: Report,
): RuleCase {
  if (own.like === null) return own;
  const like = known.get(own.like);
  const names = [...above, own.name];
  if (like === undefined) report(`like: there is no case "${own.like}"${nearest(own.like, known.keys())}`);
  else if (names.includes(like.name)) report(`like: "${like.name}" leads back to itself`);
  if (like === undefined || names.includes(like.name)) return own;
  const base = resolve(like, known, names, report);
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

function gapPaths({ without }: RuleCase, row: ObjectType, report: Report) {
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
