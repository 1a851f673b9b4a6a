import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { nearest } from '../../schema/nearest.js';
import { type FactField, type ObjectType, typeName } from '../language/fact-type.js';
import { operandType } from '../language/operand.js';
import type { Operation } from '../language/operation.js';
import type { RuleFile } from './format.js';
import type { ReportPath } from './plan.js';

/** A nested list of which a row is decided by those records alone that have the same value as the row. */
export interface PairedList {
  /** Field names from the row to the list. */
  readonly path: readonly string[];
  /** Field of its records. */
  readonly its: string;
  /** Field of the row. */
  readonly own: string;
  /** GraphQL type, as text, of what the list's field is compared with: `[ID!]`. */
  readonly type: string;
  /** `Type.field` of both. */
  readonly coordinates: readonly string[];
}

/** The operation as conditions see it where lists are paired with their rows; what cannot be is reported. */
export function pairLists(
  { scan }: Pick<RuleFile, 'scan'>,
  operation: Operation,
  schema: GraphQLSchema,
  report: ReportPath,
): { readonly operation: Operation; readonly pairs: readonly PairedList[] } {
  const pairs: PairedList[] = [];
  let { row } = operation;
  for (const [text, own] of Object.entries(scan.pairs)) {
    const pair = pairedList(text, own, { ...operation, row }, schema);
    if (typeof pair === 'string') {
      report(['scan', 'pairs', text], `scan.pairs.${text}: ${pair}`);
      continue;
    }
    pairs.push(pair);
    row = withPair(row, pair.path, pair);
  }
  return { operation: { ...operation, row }, pairs };
}

/** What is paired, or what is wrong with it. */
function pairedList(text: string, own: string, { row, list }: Operation, schema: GraphQLSchema): PairedList | string {
  const path = text.split('.');
  const its = path.pop() ?? '';
  const lists = listsIn(row);
  const nested = lists.find((each) => each.path === path.join('.'));
  if (nested === undefined) {
    const known = lists.map((each) => each.path);
    return `${path.join('.') || text} is no list of the query${nearest(path.join('.'), known)}`;
  }
  if (nested.field.type.kind === 'list' && nested.field.type.pair !== undefined)
    return `${nested.path} is paired already; a list is paired by one field`;
  // Which of two questions about the same records led to a row, nobody could tell.
  if (lists.filter(({ field: { coordinate } }) => coordinate === nested.field.coordinate).length > 1)
    return `${nested.path} is selected more than once; select it once`;
  const [left, right] = [fieldAt(row, [...path, its]), row.fields.get(own)];
  if (left === undefined) return `nothing selects ${its} in ${nested.path}`;
  if (right === undefined) return `nothing selects ${own} in the row${nearest(own, row.fields.keys())}`;
  const steps = [...path.map((_, at) => path.slice(0, at + 1)), [...path, its], [own]];
  const alias = steps.find((step) => !fieldAt(row, step)?.coordinate?.endsWith(`.${step.at(-1)}`));
  if (alias !== undefined) return `${alias.join('.')} is another name for a field; select it by its own`;
  if (typeName(left.type) !== typeName(right.type))
    return `${its} is ${typeName(left.type)} and ${own} ${typeName(right.type)}: they are never the same`;
  const [parent = '', name = ''] = (nested.field.coordinate ?? '').split('.');
  const holder = schema.getType(parent);
  const type = operandOf(isObjectType(holder) ? holder.getFields()[name] : undefined, its);
  if (type === null) return `${nested.path} cannot be filtered by ${its}`;
  if (operandOf(schema.getQueryType()?.getFields()[list], own) === null) return `${list} cannot be filtered by ${own}`;
  return { path, its, own, type, coordinates: [left, right].flatMap(({ coordinate }) => coordinate ?? []) };
}

const operandOf = (list: GraphQLField<unknown, unknown> | undefined, field: string) =>
  list === undefined ? null : operandType(list, field, 'in');

/** Lists of records below a row, lists in lists left out: of these no record is one row's alone. */
function listsIn(type: ObjectType, above = ''): readonly { readonly path: string; readonly field: FactField }[] {
  return [...type.fields].flatMap(([name, field]) => {
    const path = `${above}${name}`;
    if (field.type.kind === 'object') return listsIn(field.type, `${path}.`);
    return field.type.kind === 'list' && field.type.of.kind === 'object' ? [{ path, field }] : [];
  });
}

function fieldAt(type: ObjectType, [name = '', ...below]: readonly string[]): FactField | undefined {
  const field = type.fields.get(name);
  const within = field?.type.kind === 'list' ? field.type.of : field?.type;
  return below.length === 0 ? field : within?.kind === 'object' ? fieldAt(within, below) : undefined;
}

function withPair(
  type: ObjectType,
  [name = '', ...below]: readonly string[],
  pair: Pick<PairedList, 'its' | 'own'>,
): ObjectType {
  const field = type.fields.get(name);
  if (field === undefined) return type;
  const within = field.type;
  const paired =
    within.kind === 'list' ? { ...within, pair } : within.kind === 'object' ? withPair(within, below, pair) : within;
  return { ...type, fields: new Map([...type.fields, [name, { ...field, type: paired }]]) };
}
