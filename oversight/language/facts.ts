import type { FactType, ObjectType } from './fact-type.js';

/**
 * A value as conditions see it: int is bigint, double is number; an object holds only what was read. What conditions answer
 * with are lists and maps of CEL, which iterate and get as these do.
 */
export type Fact = bigint | number | boolean | string | null | FactList | FactMap;
export type FactList = Iterable<Fact>;
export type FactMap = ReadonlyMap<string, Fact>;

/** Why something is absent from the facts. */
export type Absence = 'UNAVAILABLE' | 'STALE' | 'DENIED' | 'TOO_MANY';

/** What of an answer could not be read. */
export interface Gaps {
  /** `Type.field` → why; `UNAVAILABLE` takes what is null and every list, the others whatever there is. */
  readonly coordinates: ReadonlyMap<string, Absence>;
  /** Selection path below the row (`subject.reception`, lists passed through) → why it is absent, whatever there is. */
  readonly paths: ReadonlyMap<string, Absence>;
  /** Selection paths that are open on some rows only: absent where they are null. */
  readonly partly: ReadonlySet<string>;
  /** The same with list positions, of this row alone (`scans.nodes.3.at`). */
  readonly places: ReadonlyMap<string, Absence>;
}

export const noGaps: Gaps = { coordinates: new Map(), paths: new Map(), partly: new Set(), places: new Map() };

/** A row as rules see it, and why what is not in it is not. */
export interface Row {
  readonly facts: FactMap;
  /** Path of response names (lists are passed through without a position) → why it is absent. */
  readonly absent: ReadonlyMap<string, Absence>;
}

/** Converts rows of one operation. */
export type RowConverter = (raw: unknown, gaps: Gaps) => Row;

const nothingAbsent: ReadonlyMap<string, Absence> = new Map();

type Convert = (raw: unknown, gaps: Gaps, place: string, absent: Map<string, Absence>) => Fact | undefined;

/** Compiles the converter of a row's type: the selection is walked once, rows are converted by what it found. */
export function compileConverter(row: ObjectType): RowConverter {
  const convert = objectConverter(row, '');
  return (raw, gaps) => {
    const absent = new Map<string, Absence>();
    const facts = convert(raw, gaps, '', absent);
    const isMap = facts instanceof Map;
    return { facts: isMap ? facts : new Map(), absent: absent.size === 0 ? nothingAbsent : absent };
  };
}

interface CompiledField {
  readonly name: string;
  readonly path: string;
  readonly coordinate: string | null;
  readonly isList: boolean;
  readonly convert: Convert;
}

function objectConverter(type: ObjectType, path: string): Convert {
  const fields: readonly CompiledField[] = [...type.fields].map(([name, field]) => {
    const below = path === '' ? name : `${path}.${name}`;
    return {
      name,
      path: below,
      coordinate: field.coordinate,
      isList: field.type.kind === 'list',
      convert: converterOf(field.type, below),
    };
  });
  return (raw, gaps, place, absent) => {
    if (raw === null || raw === undefined || typeof raw !== 'object') return null;
    const source = raw as Readonly<Record<string, unknown>>;
    const facts = new Map<string, Fact>();
    const isWhole = gaps === noGaps;
    for (const field of fields) {
      const value = source[field.name];
      const below = isWhole ? '' : place === '' ? field.name : `${place}.${field.name}`;
      const why = isWhole ? undefined : whyAbsent(field, value, gaps, below);
      if (why !== undefined) {
        absent.set(field.path, why);
        continue;
      }
      const fact = field.convert(value, gaps, below, absent);
      if (fact !== undefined) facts.set(field.name, fact);
    }
    return facts;
  };
}

function whyAbsent(field: CompiledField, value: unknown, gaps: Gaps, place: string): Absence | undefined {
  const isEmpty = value === null || value === undefined;
  const own = gaps.paths.get(field.path) ?? (isEmpty ? gaps.places.get(place) : undefined);
  if (own !== undefined) return own;
  if (isEmpty && gaps.partly.has(field.path)) return 'DENIED';
  if (field.coordinate === null) return undefined;
  const why = gaps.coordinates.get(field.coordinate);
  if (why === undefined) return undefined;
  return why !== 'UNAVAILABLE' || isEmpty || field.isList ? why : undefined;
}

function converterOf(type: FactType, path: string): Convert {
  switch (type.kind) {
    case 'int':
    case 'money':
      return (raw) => (typeof raw === 'number' ? BigInt(Math.trunc(raw)) : raw === null ? null : wholeOf(raw));
    case 'list':
      return listConverter(converterOf(type.of, path), path);
    case 'object':
      return objectConverter(type, path);
    default:
      return (raw) => (raw === undefined ? null : (raw as Fact));
  }
}

function wholeOf(raw: unknown): bigint | null {
  return typeof raw === 'string' && /^-?\d+$/.test(raw) ? BigInt(raw) : null;
}

// A list that goes on after its page is not the list: conditions over it would be guesses.
function listConverter(convert: Convert, path: string): Convert {
  return (raw, gaps, place, absent) => {
    if (raw === null || raw === undefined) return null;
    const isConnection = !Array.isArray(raw);
    const { nodes, pageInfo } = (isConnection ? raw : {}) as {
      readonly nodes?: unknown;
      readonly pageInfo?: { readonly hasNextPage?: boolean };
    };
    if (pageInfo?.hasNextPage === true) {
      absent.set(path, 'TOO_MANY');
      return undefined;
    }
    const rows: unknown = isConnection ? nodes : raw;
    const below = isConnection ? `${place}.nodes` : place;
    if (!Array.isArray(rows)) {
      const why = gaps.places.get(below);
      if (why === undefined) return null;
      absent.set(path, why);
      return undefined;
    }
    return rows.map((each, at) => convert(each, gaps, gaps === noGaps ? '' : `${below}.${at}`, absent) ?? null);
  };
}
