import { compareText } from '../../../schema/total-order.js';
import type { RawRecord } from '../../source.js';

/** A condition of the platform's language: `AJBH IN ('A1','A2') AND RYBH > 'R1'`. */
export interface SoapCondition {
  /** Columns that have one of some values, and columns that are limited. */
  readonly equals: readonly string[];
  readonly limited: readonly string[];
  readonly passes: (row: RawRecord) => boolean;
}

const part = /^\s*(\w+)\s*(?:(=|<=|>=|<|>)\s*('(?:[^']|'')*')|IN\s*\(((?:'(?:[^']|'')*',?)+)\))\s*(?:AND\s|$)/i;
const literal = /'((?:[^']|'')*)'/g;

/** Null for a text that is not of the language. */
export function parseSoapCondition(text: string): SoapCondition | null {
  const equals: string[] = [];
  const limited: string[] = [];
  const tests: ((row: RawRecord) => boolean)[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = part.exec(rest);
    if (match === null) return null;
    const [whole, column = '', operator = 'IN', one, many] = match;
    const values = [...(one ?? many ?? '').matchAll(literal)].map(([, value = '']) => value.replaceAll("''", "'"));
    (/^(=|IN)$/i.test(operator) ? equals : limited).push(column);
    tests.push((row) => holds(row[column] ?? null, operator, values));
    rest = rest.slice(whole.length);
  }
  return { equals, limited, passes: (row) => tests.every((test) => test(row)) };
}

function holds(value: unknown, operator: string, values: readonly string[]): boolean {
  if (value === null) return false;
  const text = String(value);
  const difference = compareText(text, values[0] ?? '');
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    default:
      return values.includes(text);
  }
}
