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
import { readDateTime } from '../../schema/values/date.js';
import { partsOf } from '../../schema/values/plain-date.js';
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
  const read = scalars[getNamedType(type).name] ?? asIs;
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  const values = (isList ? text.split(',').map((each) => each.trim()) : [text]).map(read);
  let isWrong = values.includes(undefined);
  const value = coerceInputValue(isList ? values : values[0], type, () => {
    isWrong = true;
  });
  if (isWrong) throw new PlumblineError('BAD_USER_INPUT', `${name} of the view ${view} must be ${String(type)}`);
  return value;
}

const wholeNumber = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined);
const asIs = (text: string) => text;

/** Values out of text, by scalar; undefined what is none. The graph takes scalars of its own as they are given. */
const scalars: Readonly<Record<string, (text: string) => unknown>> = {
  Int: wholeNumber,
  Money: wholeNumber,
  Float: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined),
  Boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  Date: (text) => (partsOf(text) === null ? undefined : text),
  DateTime: (text) => readDateTime(text).value ?? undefined,
};

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
