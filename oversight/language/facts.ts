import type { FactField, FactType, ObjectType } from './fact-type.js';

/**
 * A value as conditions see it: int is bigint, double is number; an object holds only what was read. What conditions answer
 * with are lists and maps of CEL, which iterate and get as these do.
 */
export type Fact = bigint | number | boolean | string | null | FactList | FactMap;
export type FactList = Iterable<Fact>;
export type FactMap = ReadonlyMap<string, Fact>;

/** Whether a value has fields: maps of ours and of CEL have them, lists of both only positions. */
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

type Convert = (raw: unknown, gaps: Gaps, absent: Map<string, Absence>) => Fact | undefined;

/** Compiles the converter of a row's type: the selection is walked once, rows are converted by what it found. */
export function compileConverter(type: ObjectType): RowConverter {
  const convert = objectConverter(type, '');
  const own = [...type.fields].filter(([, { readBy }]) => readBy.length === 0).map(([name]) => name);
  return (raw, gaps) => {
    const absent = new Map<string, Absence>();
    const facts = convert(raw, gaps, absent);
    if (!(facts instanceof Map)) return { facts: new Map(), absent: nothingAbsent };
    if (gaps.staleAdapters.size > 0 && isStale(facts, gaps.staleAdapters))
      for (const name of own) {
        facts.delete(name);
        absent.set(name, 'STALE');
      }
    return { facts, absent: absent.size === 0 ? nothingAbsent : absent };
  };
}

function isStale(facts: FactMap, adapters: ReadonlySet<string>): boolean {
  const source = facts.get('source');
  const adapter = isFactMap(source) ? source.get('adapter') : undefined;
  // A row that does not say whose it is may be of any of them.
  return adapter === undefined || adapters.has(String(adapter));
}

interface CompiledField {
  readonly name: string;
  readonly path: string;
  readonly readBy: readonly string[];
  readonly isList: boolean;
  readonly convert: Convert;
}

function objectConverter(type: ObjectType, path: string): Convert {
  const fields = [...type.fields].map(([name, field]) => compileField(name, field, path));
  return (raw, gaps, absent) => {
    if (raw === null || raw === undefined || typeof raw !== 'object') return null;
    const source = raw as Readonly<Record<string, unknown>>;
    const facts = new Map<string, Fact>();
    for (const field of fields) {
      const value = source[field.name];
      const why = gaps === noGaps ? undefined : whyAbsent(field, value, gaps);
      if (why !== undefined) {
        absent.set(field.path, why);
        continue;
      }
      const fact = field.convert(value, gaps, absent);
      if (fact !== undefined) facts.set(field.name, fact);
    }
    return facts;
  };
}

function compileField(name: string, { type, readBy }: FactField, above: string): CompiledField {
  const path = above === '' ? name : `${above}.${name}`;
  return { name, path, readBy, isList: type.kind === 'list', convert: converterOf(type, path) };
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

function converterOf(type: FactType, path: string): Convert {
  switch (type.kind) {
    case 'int':
    case 'money':
      return (raw) => (typeof raw === 'number' ? BigInt(Math.trunc(raw)) : null);
    case 'list':
      return listConverter(converterOf(type.of, path), path);
    case 'object':
      return objectConverter(type, path);
    default:
      return (raw) => (raw === undefined ? null : (raw as Fact));
  }
}

interface RawConnection {
  readonly nodes?: unknown;
  readonly pageInfo?: { readonly hasNextPage?: boolean };
}

// A list that goes on after its page is not the list: conditions over it would be guesses.
function listConverter(convert: Convert, path: string): Convert {
  return (raw, gaps, absent) => {
    if (raw === null || raw === undefined) return null;
    const { nodes, pageInfo }: RawConnection = Array.isArray(raw) ? { nodes: raw } : (raw as RawConnection);
    if (pageInfo?.hasNextPage === true) {
      absent.set(path, 'TOO_MANY');
      return undefined;
    }
    if (!Array.isArray(nodes)) return null;
    return nodes.map((each) => convert(each, gaps, absent) ?? null);
  };
}
