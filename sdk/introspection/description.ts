import type { SqlDialect } from '../../schema/sql.js';

/** What a database says of itself: nothing of its rows. */
export interface DatabaseDescription {
  readonly dialect: SqlDialect;
  readonly tables: readonly TableDescription[];
}

export interface TableDescription {
  /** Where it is another one than the connection's own. */
  readonly schema: string | null;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment: string | null;
  /** An estimate of the database's own; null where it has none. */
  readonly rows: number | null;
  readonly columns: readonly ColumnDescription[];
}

export interface ColumnDescription {
  readonly name: string;
  /** As declared, in lower case: `varchar(18)`, `numeric(16,2)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly comment: string | null;
  /** Place in the primary key, from 1; null where it is not in it. */
  readonly key: number | null;
  /** What its values look like, where rows were sampled. */
  readonly shape?: ValueShape | null;
}

/** What the values of a column have in common, by counting alone. */
export interface ValueShape {
  /** `citizenId`, `date` …: what nine in ten of the values read as. */
  readonly looksLike:
    | 'citizenId'
    | 'creditCode'
    | 'caseNumber'
    | 'date'
    | 'dateTime'
    | 'phone'
    | 'amount'
    | 'flag'
    | null;
  /** Notations of dates, the most common first: `YYYY-MM-DD`, `YYYYMMDD` … */
  readonly notations: readonly string[];
  /** Different values, where there are few enough for a list of codes. */
  readonly distinct: number | null;
  readonly sampled: number;
  readonly absent: number;
}
