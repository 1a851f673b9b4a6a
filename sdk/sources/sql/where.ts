import { type SQL, sql } from 'drizzle-orm';
import type { RawCondition } from '../../raw.js';
import { unreachable } from '../../unreachable.js';
import type { DialectWords } from './words.js';

/** How a statement names a column. */
export type Naming = (column: string) => SQL;

const operators = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** A raw condition as SQL. Leaves are null or false on null, which comes to the same as there is no `not` above them. */
export function whereOf(condition: RawCondition, words: DialectWords, name: Naming): SQL {
  switch (condition.op) {
    case 'true':
      return sql`1 = 1`;
    case 'false':
      return sql`1 = 0`;
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => whereOf(part, words, name));
      if (parts.length === 0) return condition.op === 'and' ? sql`1 = 1` : sql`1 = 0`;
      return sql`(${sql.join(parts, condition.op === 'and' ? sql` and ` : sql` or `)})`;
    }
    default:
      return leafOf(condition, words, name(condition.column));
  }
}

type Leaf = Extract<RawCondition, { readonly column: string }>;

function leafOf(leaf: Leaf, words: DialectWords, column: SQL): SQL {
  switch (leaf.op) {
    case 'in':
      return leaf.values.length === 0 ? sql`1 = 0` : words.isIn(column, leaf.values, leaf.key === true);
    case 'notIn':
      if (leaf.values.length === 0) return sql`${column} is not null`;
      return sql`not (${words.isIn(column, leaf.values, false)})`;
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge': {
      const operator = sql.raw(operators[leaf.op]);
      if (leaf.type === 'number') return sql`${column} ${operator} ${leaf.value}`;
      return sql`${words.text(column)} ${operator} ${String(leaf.value)}`;
    }
    case 'prefix':
      return words.startsWith(column, leaf.value);
    case 'contains':
      return words.contains(column, leaf.value);
    case 'isNull':
      return leaf.value ? sql`${column} is null` : sql`${column} is not null`;
    case 'shape':
      return leaf.value ? words.hasShape(column, leaf.shape) : sql`not (${words.hasShape(column, leaf.shape)})`;
    default:
      return unreachable(leaf);
  }
}

// NUL and halves of surrogate pairs cannot be sent to every server as what they are.
const unsendable = /[\0\p{Cs}]/u;

/** Whether every value of the condition survives the way to a server. */
export function isSendable(condition: RawCondition): boolean {
  if (condition.op === 'and' || condition.op === 'or') return condition.of.every(isSendable);
  if ('values' in condition) return condition.values.every((value) => !unsendable.test(String(value)));
  return !('value' in condition) || !unsendable.test(String(condition.value));
}
