import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { Fact, FactKind, FactOf, Life } from '../../lives/facts.js';
import type { OrganizationFact, PersonFact } from '../../lives/person-facts.js';
import type { OwnCodes } from '../own-codes.js';

export type SqlValue = string | number | null;

/** What a column is declared as; `text` holds what clerks typed, dates and amounts included. */
export type SqlType = 'key' | 'short' | 'text' | 'long' | 'integer' | 'decimal' | 'date' | 'datetime';

/** The life a row is written from. */
export interface RowSource {
  readonly life: Life;
  readonly dirt: Dirt;
  person(key: string | null): PersonFact | null;
  organization(key: string | null): OrganizationFact | null;
}

export interface SqlColumn<F> {
  readonly name: string;
  readonly type: SqlType;
  /** What the interface document says of it. */
  readonly label: string;
  /** `code 含义` pairs, for the interface document. */
  readonly codes: readonly string[];
  readonly value: (fact: F, source: RowSource, cell: Cell) => SqlValue;
}

export interface SqlTable<K extends FactKind = FactKind> {
  readonly kind: K;
  readonly name: string;
  readonly label: string;
  readonly columns: readonly SqlColumn<FactOf<K>>[];
  readonly indexes: readonly string[];
  /** Which facts of the kind it takes; all where absent. */
  readonly takes?: (fact: FactOf<K>) => boolean;
  /** Re-pushed after corrections under a new key (domain 6.4, line 10). */
  readonly duplicates?: boolean;
}

type Get<F, V> = (fact: F, source: RowSource) => V;

/** The columns of a table, by what they hold. */
export interface Columns<F> {
  readonly text: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly long: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  /** A value that no clerk typed: written as it is. */
  readonly plain: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  /** Case numbers and other numbers of documents. */
  readonly number: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly citizenId: (name: string, label: string, get: Get<F, PersonFact | null>) => SqlColumn<F>;
  readonly personName: (name: string, label: string, get: Get<F, PersonFact | null>) => SqlColumn<F>;
  readonly date: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly textDate: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly datetime: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly textTime: (name: string, label: string, get: Get<F, string | null>) => SqlColumn<F>;
  readonly integer: (name: string, label: string, get: Get<F, number | null>) => SqlColumn<F>;
  readonly decimal: (name: string, label: string, get: Get<F, number | null>) => SqlColumn<F>;
  /** Fen in, DECIMAL yuan out. */
  readonly yuan: (name: string, label: string, get: Get<F, number | null>) => SqlColumn<F>;
  /** Fen in, text of yuan out, at times in other notations. */
  readonly textYuan: (name: string, label: string, get: Get<F, number | null>) => SqlColumn<F>;
  readonly code: <C extends string>(
    name: string,
    label: string,
    codes: OwnCodes<C>,
    get: Get<F, C | null>,
  ) => SqlColumn<F>;
  /** National codes that older rows hold in other forms. */
  readonly national: (
    name: string,
    label: string,
    older: Readonly<Record<string, readonly string[]>>,
    get: Get<F, string | null>,
  ) => SqlColumn<F>;
  /** Several own codes, joined by commas. */
  readonly codeList: <C extends string>(
    name: string,
    label: string,
    codes: OwnCodes<C>,
    get: Get<F, readonly C[]>,
  ) => SqlColumn<F>;
  /** `1` yes, `0` no. */
  readonly flag: (name: string, label: string, get: Get<F, boolean | null>) => SqlColumn<F>;
}

const local = (instant: string) => `${instant.slice(0, 10)} ${instant.slice(11, 19)}`;

function columnsOf<F extends Fact>(): Columns<F> {
  const column =
    <V>(type: SqlType, write: (value: V, source: RowSource, cell: Cell) => SqlValue) =>
    (name: string, label: string, get: Get<F, V>): SqlColumn<F> => ({
      name,
      type,
      label,
      codes: [],
      value: (fact, source, cell) => write(get(fact, source), source, cell),
    });
  const described = (codes: OwnCodes<string>) => Object.values(codes).map(({ code, label }) => `${code} ${label}`);
  return {
    text: column('text', (value, { dirt }, cell) => dirt.text(value, cell)),
    long: column('long', (value, { dirt }, cell) => dirt.text(value, cell)),
    plain: column('short', (value: string | null) => value),
    number: column('text', (value, { dirt }, cell) => dirt.number(value, cell)),
    citizenId: column('short', (person, { dirt }, cell) => dirt.citizenId(person?.citizenId ?? null, cell)),
    personName: column('short', (person, { dirt }, cell) => dirt.name(person?.name ?? null, cell, person?.formerName)),
    date: column('date', (value: string | null) => value),
    textDate: column('short', (value, { dirt }, cell) => dirt.date(value, cell)),
    datetime: column('datetime', (value: string | null) => (value === null ? null : local(value))),
    textTime: column('short', (value, { dirt }, cell) => dirt.instant(value, cell)),
    integer: column('integer', (value: number | null) => value),
    decimal: column('decimal', (value: number | null) => value),
    yuan: column('decimal', (fen: number | null) => (fen === null ? null : fen / 100)),
    textYuan: column('short', (fen, { dirt }, cell) => dirt.amount(fen, cell)),
    code: (name, label, codes, get) => ({
      name,
      type: 'short',
      label,
      codes: described(codes),
      value: (fact, source, cell) => {
        const value = get(fact, source);
        return value === null ? null : source.dirt.code(codes[value].code, codes[value].older, cell);
      },
    }),
    national: (name, label, older, get) => ({
      name,
      type: 'short',
      label,
      codes: [],
      value: (fact, source, cell) => {
        const value = get(fact, source);
        return value === null ? null : source.dirt.code(value, older[value] ?? [], cell);
      },
    }),
    codeList: (name, label, codes, get) => ({
      name,
      type: 'text',
      label,
      codes: described(codes),
      value: (fact, source) =>
        get(fact, source)
          .map((value) => codes[value].code)
          .join(',') || null,
    }),
    flag: column('short', (value: boolean | null) => (value === null ? null : value ? '1' : '0')),
  };
}

/** Declares the table that holds the facts of a kind. */
export function sqlTable<K extends FactKind>(
  kind: K,
  name: string,
  label: string,
  declare: (columns: Columns<FactOf<K>>) => readonly SqlColumn<FactOf<K>>[],
  indexes: readonly string[],
  more: Pick<SqlTable<K>, 'takes' | 'duplicates'> = {},
): SqlTable<K> {
  return { kind, name, label, columns: declare(columnsOf<FactOf<K>>()), indexes, ...more };
}

/** Every table of a system, whatever kind of fact each holds. */
export type AnySqlTable = Omit<SqlTable, 'columns' | 'takes'> & {
  // biome-ignore lint/suspicious/noExplicitAny: a table reads only facts of its own kind, which `kind` states at run time
  readonly columns: readonly SqlColumn<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly takes?: (fact: any) => boolean;
};
