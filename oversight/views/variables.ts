import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputType,
  isListType,
  isNonNullType,
  parseType,
  typeFromAST,
} from 'graphql';
import { PlumblineError } from '../../schema/errors.js';
import { nearest } from '../../schema/nearest.js';
import { undecided } from '../language/expression.js';
import type { Fact } from '../language/facts.js';
import type { Operation } from '../language/operation.js';
import { type Compiled, compileExpression } from '../rules/expressions.js';
import type { ReportPath } from '../rules/plan.js';
import type { ViewFile } from './format.js';
import type { CompiledView, ViewVariable } from './view-book.js';

interface Variable extends ViewVariable {
  readonly input: GraphQLInputType | undefined;
  readonly standard: Compiled | null;
}

/** What a view's variables are, and how they come by their values. */
export interface ViewVariables {
  readonly list: readonly ViewVariable[];
  readonly resolve: CompiledView['variables'];
}

/** Compiles the variables that whoever runs a view may set: typed by the operation, their defaults CEL over `today`. */
export function compileVariables(
  file: ViewFile,
  operation: Operation,
  schema: GraphQLSchema,
  report: ReportPath,
): ViewVariables {
  const names = new Map([['today', { type: { kind: 'date' as const }, path: null, uses: [] }]]);
  const variables: Variable[] = [];
  for (const [name, { zh, en, default: text }] of Object.entries(file.variables)) {
    const path = ['variables', name];
    const type = operation.variables.get(name);
    if (type === undefined)
      report(path, `variables.${name}: the operation takes no $${name}${nearest(name, operation.variables.keys())}`);
    const complain = (message: string) => report(path, `variables.${name}: ${message}`);
    const standard = text === undefined ? null : compileExpression(text, names, complain);
    variables.push({
      name,
      title: { zh, en },
      type: type ?? 'String',
      isNeeded: standard === null && operation.needed.has(name),
      input: inputType(schema, type),
      standard,
    });
  }
  for (const name of operation.variables.keys())
    if (!(name in file.variables))
      report(['variables'], `variables: the operation takes $${name}, and the view names none`);
  return {
    list: variables.map(({ name, title, type, isNeeded }) => ({ name, title, type, isNeeded })),
    resolve(given, today) {
      const unknown = Object.keys(given).find((name) => !variables.some((each) => each.name === name));
      if (unknown !== undefined)
        throw new PlumblineError('BAD_USER_INPUT', `the view ${file.id} has no variable of that name`);
      return Object.fromEntries(variables.flatMap((each) => settingOf(each, given[each.name], today, file.id)));
    },
  };
}

function settingOf(
  { name, input, standard, isNeeded }: Variable,
  text: string | undefined,
  today: string,
  view: string,
): readonly (readonly [string, unknown])[] {
  if (text === undefined) {
    if (isNeeded) throw new PlumblineError('BAD_USER_INPUT', `the view ${view} needs its variable ${name}`);
    if (standard === null) return [];
    const fact = standard.evaluate({ today });
    return [[name, fact === undecided ? null : plain(fact)]];
  }
  return [[name, input === undefined ? text : coerced(text, input, name, view)]];
}

/** A value out of text, as the operation takes it: lists are written with commas. */
function coerced(text: string, type: GraphQLInputType, name: string, view: string): unknown {
  let isWrong = false;
  const raw = isListType(isNonNullType(type) ? type.ofType : type)
    ? text.split(',').map((each) => scalar(each.trim(), type))
    : scalar(text, type);
  const value = coerceInputValue(raw, type, () => {
    isWrong = true;
  });
  if (isWrong) throw new PlumblineError('BAD_USER_INPUT', `${name} of the view ${view} must be ${String(type)}`);
  return value;
}

const numeric: ReadonlySet<string> = new Set(['Int', 'Float', 'Money']);

function scalar(text: string, type: GraphQLInputType): unknown {
  const { name } = getNamedType(type);
  if (numeric.has(name)) return text === '' ? Number.NaN : Number(text);
  if (name === 'Boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function inputType(schema: GraphQLSchema, text: string | undefined): GraphQLInputType | undefined {
  if (text === undefined || text === '') return undefined;
  const type = typeFromAST(schema, parseType(text) as never);
  return isInputType(type) ? type : undefined;
}

function plain(fact: Fact): unknown {
  if (typeof fact === 'bigint') return Number(fact);
  if (typeof fact !== 'object' || fact === null) return fact;
  return [...(fact as Iterable<Fact>)].map(plain);
}
