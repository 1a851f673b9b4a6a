import type { SQL } from 'drizzle-orm';
import type { Scalar } from '../../../schema/scalar.js';
import type { Shape } from '../../raw.js';

/** How one dialect says what raw conditions mean: text by code point, whatever the collation; false on null. */
export interface DialectWords {
  /** The column as text that compares and sorts by code point. */
  text(column: SQL): SQL;
  /** `key`: an index on the column must be usable. */
  isIn(column: SQL, values: readonly Scalar[], key: boolean): SQL;
  startsWith(column: SQL, prefix: string): SQL;
  contains(column: SQL, part: string): SQL;
  hasShape(column: SQL, shape: Shape): SQL;
  /** Order with nulls last. */
  order(expression: SQL, direction: 'ASC' | 'DESC'): SQL;
}
