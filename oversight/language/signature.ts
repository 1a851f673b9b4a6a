import { isIsoDate } from '../../schema/values/plain-date.js';
import { type FactType, isOpen, isText, isWhole, typeName, union, unknownType } from './fact-type.js';
import type { LegalFunction, ParameterType } from './legal-function.js';

/** What `T` and `N` stand for in a call. */
type Bound = Map<'T' | 'N', FactType>;

/**
 * The type that a call answers with; null when no signature of the name fits.
 * @param functions of the name called
 */
export function resultOf(functions: readonly LegalFunction[], args: readonly FactType[]): FactType | null {
  for (const { parameters, result } of functions) {
    if (parameters.length !== args.length) continue;
    const bound: Bound = new Map();
    if (parameters.every(({ type }, at) => fits(type, args[at] ?? unknownType, bound)))
      return resultType(result, bound);
  }
  return null;
}

/** `addDays(day: date, days: int)`, as messages and the reference show it. */
export function signatureOf({ name, parameters }: LegalFunction): string {
  return `${name}(${parameters.map((each) => `${each.name}: ${each.type}`).join(', ')})`;
}

export function argumentsOf(args: readonly FactType[]): string {
  return `(${args.map(typeName).join(', ')})`;
}

const instantText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function fits(parameter: ParameterType, type: FactType, bound: Bound): boolean {
  if (parameter === 'T' || parameter === 'N') return bind(parameter, type, bound);
  if (isOpen(type)) return type.kind === 'unknown' || parameter.endsWith('?');
  if (parameter.startsWith('list<')) {
    if (type.kind !== 'list') return false;
    const of = parameter.slice('list<'.length, -1);
    return of === 'scan' ? isScan(type.of) : fits(of as ParameterType, type.of, bound);
  }
  switch (parameter) {
    case 'int':
      return isWhole(type);
    case 'double':
    case 'bool':
      return type.kind === parameter;
    case 'text':
    case 'text?':
      return isText(type);
    case 'date':
    case 'date?':
      return isDay(type);
    case 'instant':
      return isInstant(type);
    case 'moment':
      return isDay(type) || isInstant(type);
    default:
      return false;
  }
}

function bind(name: 'T' | 'N', type: FactType, bound: Bound): boolean {
  if (name === 'N' && !isWhole(type) && !isOpen(type)) return false;
  const joined = union(bound.get(name) ?? unknownType, type);
  if (joined === null) return false;
  bound.set(name, joined);
  return true;
}

function resultType(result: LegalFunction['result'], bound: Bound): FactType {
  if (result === 'T' || result === 'N') return bound.get(result) ?? unknownType;
  if (result === 'list<T>') return { kind: 'list', of: bound.get('T') ?? unknownType };
  return { kind: result as 'int' };
}

/** What a scan has, whatever type of the schema it is of. */
export const scanFields = ['at', 'direction', 'sessionId'] as const;

function isScan(type: FactType): boolean {
  if (type.kind !== 'object') return isOpen(type);
  return scanFields.every((name) => type.fields.has(name));
}

export function isDay(type: FactType): boolean {
  return type.kind === 'date' || (type.kind === 'literal' && type.values.every(isIsoDate));
}

export function isInstant(type: FactType): boolean {
  return type.kind === 'instant' || (type.kind === 'literal' && type.values.every((value) => instantText.test(value)));
}
