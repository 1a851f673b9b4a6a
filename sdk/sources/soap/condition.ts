import type { RawCondition } from '../../raw.js';
import type { Conjunction } from '../http/conjunction.js';
import type { SoapService } from './settings.js';
import { isWritable } from './xml.js';

/** Whether one leaf can be said in the platform's language: `=`, `IN`, and limits. */
export function canSay({ equals, ranges = [], key }: SoapService, leaf: RawCondition): boolean {
  switch (leaf.op) {
    case 'false':
      return true;
    case 'in':
      return equals.includes(leaf.column) && leaf.values.map(String).every(isSayable);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return (
        (leaf.column === key || ranges.includes(leaf.column)) && leaf.type === 'text' && isSayable(String(leaf.value))
      );
    default:
      return false;
  }
}

// White space at an end would be lost on the way.
const isSayable = (value: string) => value !== '' && value.trim() === value && isWritable(value);

const signs = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** `AJBH IN ('A1','A2') AND RYBH > 'R1'`. */
export function conditionOf({ equals, ranges }: Conjunction): string {
  return [
    ...[...equals].map(([column, values]) =>
      values.length === 1 ? `${column} = ${quoted(values[0] ?? '')}` : `${column} IN (${values.map(quoted).join(',')})`,
    ),
    ...ranges.map(({ column, op, value }) => `${column} ${signs[op]} ${quoted(String(value))}`),
  ].join(' AND ');
}

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
