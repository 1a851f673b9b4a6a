import type { SQL } from 'drizzle-orm';
import type { Scalar } from '../../../schema/scalar.js';
import type { Shape } from '../../raw.js';
import type { Given } from './given.js';

/** How one dialect says what raw conditions mean: text by code point, whatever the collation; false on null. */
export interface DialectWords {
  /** The column as text that compares and sorts by code point. */
  text(column: SQL): SQL;
  /** The same of a column that is known to hold text alone (`AgencyDatabase.textColumns`): an index on it must be usable. */
  plainText(column: SQL): SQL;
  /** The values that `isIn` is given for those that a column may have. */
  listed(values: readonly Scalar[]): readonly Scalar[];
  /** `key`: an index on the column must be usable. */
  isIn(column: SQL, values: readonly Given[], key: boolean): SQL;
  /** A long list as one value, which takes less to hand over than one each; absent where it takes more. */
  readonly long?: {
    list(values: readonly Scalar[]): Scalar;
    isIn(column: SQL, list: Given): SQL;
  };
  /** `length`: of the prefix, in characters. */
  startsWith(column: SQL, prefix: Given, length: Given): SQL;
  /** With one of several prefixes of that length; absent where they are better asked for one by one. */
  startsWithOne?(column: SQL, prefixes: readonly Given[], length: Given): SQL;
  contains(column: SQL, part: Given): SQL;
  hasShape(column: SQL, shape: Shape): SQL;
  /** Order with nulls last. */
  order(expression: SQL, direction: 'ASC' | 'DESC'): SQL;
}

export const asTexts = (values: readonly Scalar[]): readonly string[] => values.map(String);
