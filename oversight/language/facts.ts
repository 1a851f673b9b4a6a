import type { FactField, FactType, ListType, ObjectType } from './fact-type.js';

/** A value as conditions see it: int is bigint, double is number; an object holds only what was read. */
export type Fact = bigint | number | boolean | string | null | FactList | FactMap;
export type FactList = Iterable<Fact>;
export type FactMap = ReadonlyMap<string, Fact>;

/** Whether a value has fields; lists have only positions. */
export function isFactMap(value: unknown): value is FactMap {
  return typeof value === 'object' && value !== null && 'get' in value && 'has' in value;
}

/** Why something is absent from the facts. */
export type Absence = 'UNAVAILABLE' | 'STALE' | 'DENIED' | 'TOO_MANY';

/** What of an answer could not be read. Paths are response names below the row; lists are passed through. */
export interface Gaps {
  /** Reads (`Type.field`) of which a source did not answer, or is old: old ones are absent, others where they came to null or a list. */
  readonly reads: ReadonlyMap<string, Absence>;
  /** Selection paths that are absent whatever stands there. */
  readonly shut: ReadonlyMap<string, Absence>;
  /** Selection paths that are absent where they are null. */
  readonly doubtful: ReadonlyMap<string, Absence>;
  /** Adapters whose own rows of the walked list are old. */
  readonly staleAdapters: ReadonlySet<string>;
}

export const noGaps: Gaps = { reads: new Map(), shut: new Map(), doubtful: new Map(), staleAdapters: new Set() };

/** A row as rules see it, and why what is not in it is not. */
export interface Row {
  readonly facts: FactMap;
  /** Path of response names → why it is absent. */
  readonly absent: ReadonlyMap<string, Absence>;
}

/** Converts rows of one operation. */
export type RowConverter = (raw: unknown, gaps: Gaps) => Row;

const nothingAbsent: ReadonlyMap<string, Absence> = new Map();

type Convert = (raw: unknown, reading: Reading) => Fact | undefined;

/** A row that is being converted. */
interface Reading {
  readonly gaps: Gaps;
  readonly absent: Map<string, Absence>;
  /** As the hub answered it. */
  readonly row: RawObject;
  /** Whether its own fields are too old to be read. */
  readonly isStale: boolean;
}

type RawObject = Readonly<Record<string, unknown>>;

/** Compiles the converter of a row's type: the selection is walked once, rows are converted by what it found. */
export function compileConverter(type: ObjectType): RowConverter {
  const convert = objectConverter(type, '', type);
  const own = [...type.fields].filter(([, { readBy }]) => readBy.length === 0).map(([name]) => name);
  return (raw, gaps) => {
    if (!isRawObject(raw)) return { facts: new Map(), absent: nothingAbsent };
    const absent = new Map<string, Absence>();
    const isStale = gaps.staleAdapters.size > 0 && isOfAny(gaps.staleAdapters, raw);
    const facts = convert(raw, { gaps, absent, row: raw, isStale }) as Map<string, Fact>;
    for (const name of isStale ? own : []) {
      facts.delete(name);
      absent.set(name, 'STALE');
    }
    return { facts, absent: absent.size === 0 ? nothingAbsent : absent };
  };
}

function isOfAny(adapters: ReadonlySet<string>, { source }: RawObject): boolean {
  const adapter = isRawObject(source) ? source.adapter : undefined;
  // A row that does not say whose it is may be of any of them.
  return adapter === undefined || adapters.has(String(adapter));
}

const isRawObject = (raw: unknown): raw is RawObject => typeof raw === 'object' && raw !== null;

interface CompiledField {
  readonly name: string;
  readonly path: string;
  readonly readBy: readonly string[];
  readonly isList: boolean;
  readonly convert: Convert;
}

function objectConverter(type: ObjectType, path: string, row: ObjectType): Convert {
  const fields = [...type.fields].map(([name, field]) => compileField(name, field, path, row));
  return (raw, reading) => {
    if (!isRawObject(raw)) return null;
    const { gaps, absent } = reading;
    const facts = new Map<string, Fact>();
    for (const field of fields) {
      const value = raw[field.name];
      const why = gaps === noGaps ? undefined : whyAbsent(field, value, gaps);
      if (why !== undefined) {
        absent.set(field.path, why);
        continue;
      }
      const fact = field.convert(value, reading);
      if (fact !== undefined) facts.set(field.name, fact);
    }
    return facts;
  };
}

function compileField(name: string, { type, readBy }: FactField, above: string, row: ObjectType): CompiledField {
  const path = above === '' ? name : `${above}.${name}`;
  return { name, path, readBy, isList: type.kind === 'list', convert: converterOf(type, path, row) };
}

function whyAbsent({ path, readBy, isList }: CompiledField, value: unknown, gaps: Gaps): Absence | undefined {
  const isEmpty = value === null || value === undefined;
  const own = gaps.shut.get(path) ?? (isEmpty ? gaps.doubtful.get(path) : undefined);
  if (own !== undefined) return own;
  for (const read of readBy) {
    const why = gaps.reads.get(read);
    if (why !== undefined && (why !== 'UNAVAILABLE' || isEmpty || isList)) return why;
  }
  return undefined;
}

function converterOf(type: FactType, path: string, row: ObjectType): Convert {
  switch (type.kind) {
    case 'int':
    case 'money':
      return (raw) => (typeof raw === 'number' ? BigInt(Math.trunc(raw)) : null);
    case 'list':
      return listConverter(type, path, row);
    case 'object':
      return objectConverter(type, path, row);
    default:
      return (raw) => (raw === undefined ? null : (raw as Fact));
  }
}

interface RawConnection {
  readonly nodes?: unknown;
  readonly pageInfo?: { readonly hasNextPage?: boolean };
  /** Null: nobody says how many there are. */
  readonly totalCount?: number | null;
}

// A list that goes on after its page, or of which nobody says how long it is, is not the list: conditions over it would be guesses.
function listConverter(type: ListType, path: string, row: ObjectType): Convert {
  const convert = converterOf(type.of, path, row);
  const paired = pairing(type, path, row);
  return (raw, reading) => {
    if (raw === null || raw === undefined) return null;
    const { nodes, pageInfo, totalCount }: RawConnection = Array.isArray(raw) ? { nodes: raw } : (raw as RawConnection);
    if (pageInfo?.hasNextPage === true || totalCount === null) {
      reading.absent.set(path, 'TOO_MANY');
      return undefined;
    }
    if (!Array.isArray(nodes)) return null;
    const those = paired === null ? nodes : paired(nodes, reading);
    if (typeof those === 'string') {
      reading.absent.set(path, those);
      return undefined;
    }
    return those.map((each) => convert(each, reading) ?? null);
  };
}

/** Leaves of a list what has the row's value; says why where it is not known which do. Null where all do. */
function pairing({ of, pair }: ListType, path: string, row: ObjectType) {
  const [its, own] = [
    of.kind === 'object' ? of.fields.get(pair?.its ?? '') : undefined,
    row.fields.get(pair?.own ?? ''),
  ];
  if (pair === undefined || its === undefined || own === undefined) return null;
  const [left, right] = [compileField(pair.its, its, path, row), compileField(pair.own, own, '', row)];
  return (nodes: readonly unknown[], { gaps, row: raw, isStale }: Reading): readonly unknown[] | Absence => {
    const wanted = raw[pair.own] ?? null;
    const why = isStale ? 'STALE' : whyAbsent(right, wanted, gaps);
    if (why !== undefined) return why;
    // As with relations: what has no value has it in common with nothing.
    if (wanted === null) return [];
    const those: unknown[] = [];
    for (const each of nodes) {
      const value = isRawObject(each) ? (each[pair.its] ?? null) : null;
      const unread = gaps === noGaps ? undefined : whyAbsent(left, value, gaps);
      if (unread !== undefined) return unread;
      if (value === wanted) those.push(each);
    }
    return those;
  };
}
