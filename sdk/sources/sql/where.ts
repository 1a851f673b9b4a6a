import { type SQL, sql } from 'drizzle-orm';
import type { RawCondition } from '../../raw.js';
import { unreachable } from '../../unreachable.js';
import { lengthOf, longListOf, valuesOf } from './form.js';
import type { Given } from './given.js';
import type { DialectWords } from './words.js';

/** How a statement names a column. */
export type Naming = (column: string) => SQL;

/** How a statement names columns that it compares. */
export interface Compared {
  readonly name: Naming;
  /** As text. */
  readonly text: Naming;
}

const operators = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/**
 * A raw condition as SQL, with places for its values in the order of `formOf`. Leaves are null or false on null, which comes to
 * the same as there is no `not` above them.
 */
export function whereOf(condition: RawCondition, words: DialectWords, { name, text }: Compared): SQL {
  let next = 0;
  const written = (each: RawCondition): SQL => {
    switch (each.op) {
      case 'true':
        return sql`1 = 1`;
      case 'false':
        return sql`1 = 0`;
      case 'and':
      case 'or': {
        const parts = each.op === 'or' ? together(each.of) : each.of.map(written);
        if (parts.length === 0) return each.op === 'and' ? sql`1 = 1` : sql`1 = 0`;
        return sql`(${sql.join(parts, each.op === 'and' ? sql` and ` : sql` or `)})`;
      }
      default: {
        const places = valuesOf(each, words).map((): Given => ({ given: next++ }));
        return leafOf(each, words, { column: name(each.column), text: () => text(each.column) }, places);
      }
    }
  };
  const together = (parts: readonly RawCondition[]): SQL[] => {
    const { startsWithOne } = words;
    if (startsWithOne === undefined) return parts.map(written);
    return runsOf(parts).flatMap((run) => {
      const [first, second] = run;
      if (first?.op !== 'prefix' || second === undefined) return run.map(written);
      // Each has a place for its text and one for its length.
      const prefixes = run.map((_, at): Given => ({ given: next + 2 * at }));
      next += 2 * run.length;
      return [startsWithOne(name(first.column), prefixes, { given: next - 1 })];
    });
  };
  return written(condition);
}

/** Parts in their order; prefixes of one length of one column that follow each other, as divisions do, in one run. */
function runsOf(parts: readonly RawCondition[]): readonly (readonly RawCondition[])[] {
  const runs: RawCondition[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    const last = run?.[0];
    const isLike =
      part.op === 'prefix' &&
      last?.op === 'prefix' &&
      part.column === last.column &&
      lengthOf(part.value) === lengthOf(last.value);
    if (run !== undefined && isLike) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

type Leaf = Extract<RawCondition, { readonly column: string }>;

interface Named {
  readonly column: SQL;
  readonly text: () => SQL;
}

function leafOf(leaf: Leaf, words: DialectWords, { column, text }: Named, places: readonly Given[]): SQL {
  const [first, second] = places;
  switch (leaf.op) {
    case 'in':
      return first === undefined
        ? sql`1 = 0`
        : (longListOf(leaf, words)?.isIn(column, first) ?? words.isIn(column, places, leaf.key === true));
    case 'notIn':
      return first === undefined
        ? sql`${column} is not null`
        : sql`not (${longListOf(leaf, words)?.isIn(column, first) ?? words.isIn(column, places, false)})`;
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge': {
      const compared = leaf.type === 'number' ? column : text();
      return sql`${compared} ${sql.raw(operators[leaf.op])} ${first}`;
    }
    case 'prefix':
      return first === undefined || second === undefined ? sql`1 = 0` : words.startsWith(column, first, second);
    case 'contains':
      return first === undefined ? sql`1 = 0` : words.contains(column, first);
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
