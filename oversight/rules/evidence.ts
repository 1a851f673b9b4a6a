import { type DataFlag, dataFlags } from '../../schema/flags.js';
import type { Evidence } from '../../schema/oversight/finding.js';
import type { Words } from '../../schema/oversight/rule.js';
import { check, type Names } from '../language/check.js';
import { planned, type Scope, undecided } from '../language/expression.js';
import { type FactField, type FactType, isText } from '../language/fact-type.js';
import { type FactMap, isFactMap } from '../language/facts.js';
import type { Report } from '../language/fault.js';
import type { Tree } from '../language/tree.js';
import type { Compiled } from './expressions.js';
import type { RuleFile } from './format.js';
import { valueText } from './value-text.js';

/** One line of evidence, compiled. */
export interface EvidencePlan {
  readonly name: string;
  readonly value: Compiled;
  /** Whether its value is of class SENSITIVE or under a mask, or is text made of such. */
  readonly isSensitive: boolean;
  /** What it shows where the source holds no value on the way. */
  readonly empty: Evidence;
  /** @returns `undecided` where the value was not read, or leads through what is empty */
  show(scope: Scope): Evidence | typeof undecided;
}

type EvidenceFile = RuleFile['evidence'][string];

/** Where a plain path ends: the field, and the object whose `source` it is of. */
interface Origin {
  readonly field: FactField;
  /** Key of the source in the owner. */
  readonly sourceKey: string;
  readonly owner: ((scope: Scope) => unknown) | null;
}

/** Definitions of names that may stand for plain paths. */
export type Definitions = ReadonlyMap<string, Compiled>;

export function compileEvidence(
  name: string,
  file: EvidenceFile,
  value: Compiled,
  context: { readonly names: Names; readonly definitions: Definitions; readonly report: Report },
): EvidencePlan {
  const label: Words = { zh: file.zh, en: file.en };
  const origin = value.tree === null ? null : originOf(value.tree, context);
  const sensitive = origin === null ? isMadeOfSensitive(value) : isSensitive(origin.field);
  const base = { name, label, unit: file.unit, isSensitive: sensitive };
  const coordinate = origin?.field.coordinate ?? null;
  return {
    name,
    value,
    isSensitive: sensitive,
    empty: { ...base, value: null, coordinate, adapter: null, recordId: null, asOf: null, flags: [] },
    show(scope) {
      const fact = value.evaluate(scope);
      if (fact === undecided) return undecided;
      const source = origin?.owner == null ? null : sourceOf(origin.owner(scope), origin.sourceKey);
      return {
        ...base,
        value: valueText(fact, file.unit),
        coordinate,
        adapter: textAt(source, 'adapter'),
        recordId: textAt(source, 'recordId'),
        asOf: textAt(source, 'asOf'),
        flags: source === null || coordinate === null ? [] : flagsOf(source, coordinate),
      };
    },
  };
}

/** Case numbers are masked for the public; a finding names its files by them. */
export function isSensitive(field: FactField): boolean {
  const isPersonal = field.mask !== null && field.mask !== 'CASE_NUMBER';
  return field.class === 'SENSITIVE' || field.class === 'SEALED' || isPersonal;
}

/** Words that were put together of sensitive ones are sensitive; days, numbers and the rule's own words are not. */
export function isMadeOfSensitive({ type, uses }: Compiled): boolean {
  return isWording(type) && uses.some(({ field }) => isSensitive(field));
}

function isWording(type: FactType): boolean {
  const of = type.kind === 'list' ? type.of : type;
  return isText(of) && of.kind !== 'date' && of.kind !== 'instant' && of.kind !== 'enum' && of.kind !== 'literal';
}

/** Follows a chain of fields up to the nearest object that says where it came from. */
function originOf(
  tree: Tree,
  context: { readonly names: Names; readonly definitions: Definitions; readonly report: Report },
): Origin | null {
  if (tree.exprKind.case === 'identExpr') {
    const defined = context.definitions.get(tree.exprKind.value.name)?.tree;
    return defined == null ? null : originOf(defined, context);
  }
  if (tree.exprKind.case !== 'selectExpr' || tree.exprKind.value.testOnly) return null;
  const field = fieldAt(tree, context.names);
  if (field === null || field.coordinate === null) return null;
  for (let at: Tree | undefined = operandOf(tree), name = tree.exprKind.value.field; at; ) {
    const { type } = check(at, context.names, () => {});
    if (type.kind === 'object') {
      if (type.name === 'kept') return { field, sourceKey: `@${name}`, owner: planned(at) };
      if (type.fields.has('source')) return { field, sourceKey: 'source', owner: planned(at) };
    }
    if (at.exprKind.case !== 'selectExpr') break;
    name = at.exprKind.value.field;
    at = operandOf(at);
  }
  context.report(
    `${field.coordinate} is evidence, but nothing above it selects source { adapter recordId asOf flags { field flag } }`,
  );
  return { field, sourceKey: 'source', owner: null };
}

function operandOf(tree: Tree): Tree | undefined {
  return tree.exprKind.case === 'selectExpr' ? tree.exprKind.value.operand : undefined;
}

function fieldAt(tree: Tree, names: Names): FactField | null {
  const operand = operandOf(tree);
  if (operand === undefined || tree.exprKind.case !== 'selectExpr') return null;
  const { type } = check(operand, names, () => {});
  return type.kind === 'object' ? (type.fields.get(tree.exprKind.value.field) ?? null) : null;
}

function sourceOf(owner: unknown, key: string): FactMap | null {
  const source = isFactMap(owner) ? owner.get(key) : null;
  return isFactMap(source) ? source : null;
}

function textAt(source: FactMap | null, name: string): string | null {
  const value = source?.get(name);
  return typeof value === 'string' ? value : null;
}

function flagsOf(source: FactMap, coordinate: string): readonly DataFlag[] {
  const flags = source.get('flags');
  if (flags === null || flags === undefined || typeof flags !== 'object' || isFactMap(flags)) return [];
  const name = coordinate.slice(coordinate.indexOf('.') + 1);
  return [...(flags as Iterable<unknown>)].flatMap((each) => {
    const flag = isFactMap(each) && each.get('field') === name ? each.get('flag') : null;
    return typeof flag === 'string' && isFlag(flag) ? [flag] : [];
  });
}

function isFlag(flag: string): flag is DataFlag {
  return flag in dataFlags;
}
