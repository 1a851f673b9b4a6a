import { nearest } from '../../schema/nearest.js';
import { type FactType, isNumber, isOpen, isText, nullType, typeName, unknownType } from './fact-type.js';
import type { Report } from './fault.js';
import type { LegalFunction } from './legal-function.js';
import { legalFunctions } from './legal-functions.js';
import { argumentsOf, resultOf, signatureOf } from './signature.js';

const textTests: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches']);
const byName: ReadonlyMap<string, readonly LegalFunction[]> = new Map(
  legalFunctions.map(({ name }) => [name, legalFunctions.filter((each) => each.name === name)]),
);
const callable: readonly string[] = [...byName.keys(), 'size', 'int', 'double', 'string', ...textTests];

/** What a call of a function answers with. */
export function callType(name: string, types: readonly FactType[], isMethod: boolean, report: Report): FactType {
  const [a = unknownType] = types;
  if (name === 'size' && types.length === 1) {
    if (a.kind !== 'list' && !isText(a) && !isOpen(a)) report(`size of ${typeName(a)} has no meaning`);
    return { kind: 'int' };
  }
  if (textTests.has(name) && isMethod) {
    if (!types.every((type) => isText(type) || isOpen(type))) report(`${name} is asked of texts`);
    return { kind: 'bool' };
  }
  if (name === 'int' || name === 'double') {
    if (!isNumber(a) && !isOpen(a)) report(`${name}(${typeName(a)}) has no meaning`);
    return { kind: name };
  }
  if (name === 'string') return { kind: 'text' };
  return legalType(name, types, isMethod, report);
}

function legalType(name: string, types: readonly FactType[], isMethod: boolean, report: Report): FactType {
  const known = byName.get(name);
  if (known === undefined || isMethod) {
    const isMisplaced = isMethod && known !== undefined;
    report(isMisplaced ? `${name} is written ${name}(…)` : `unknown function ${name}${nearest(name, callable)}`);
    return unknownType;
  }
  const result = resultOf(known, types);
  if (result === null) report(`${name}${argumentsOf(types)} does not fit ${known.map(signatureOf).join(' or ')}`);
  return result ?? unknownType;
}

/** Places of the arguments of which a function reads fields by itself. */
export function scanParameters(name: string): readonly number[] {
  const [{ parameters } = { parameters: [] }] = byName.get(name) ?? [];
  return parameters.flatMap(({ type }, at) => (type === 'list<scan>' ? [at] : []));
}

export function constantType(
  constant: { readonly case?: string | undefined; readonly value?: unknown } | undefined,
): FactType {
  switch (constant?.case) {
    case 'nullValue':
      return nullType;
    case 'boolValue':
      return { kind: 'bool' };
    case 'int64Value':
      return { kind: 'int' };
    case 'doubleValue':
      return { kind: 'double' };
    case 'stringValue':
      return { kind: 'literal', values: [String(constant.value)] };
    default:
      return unknownType;
  }
}
