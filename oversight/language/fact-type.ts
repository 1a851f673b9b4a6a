import type { DataClass, MaskKind } from '../../schema/access.js';

/** Kinds of single values. `money` is an int of fen; `date` and `instant` are texts of ISO 8601. */
export type ScalarKind = 'int' | 'money' | 'double' | 'bool' | 'text' | 'date' | 'instant' | 'null' | 'unknown';

/** What an expression may stand for, as far as the schema and the expression say. Every value may be null. */
export type FactType =
  | { readonly kind: ScalarKind }
  /** One of the values of an enum of the schema. */
  | { readonly kind: 'enum'; readonly name: string; readonly values: readonly string[] }
  /** A code of a code system (`schema/codes`). */
  | { readonly kind: 'code'; readonly system: string }
  /** Texts that the rule itself writes down. */
  | { readonly kind: 'literal'; readonly values: readonly string[] }
  | ListType
  | ObjectType;

export interface ListType {
  readonly kind: 'list';
  readonly of: FactType;
  /** Of a nested list whose records a row has no other of than those with a value of its own. */
  readonly pair?: Pair;
}

/** Response names of what is the same: of the list's records, and of the walked row; null is the same as nothing. */
export interface Pair {
  readonly its: string;
  readonly own: string;
}

/** An object that the operation selects, by response names. */
export interface ObjectType {
  readonly kind: 'object';
  /** Name in the schema; `group`, `p` or `kept` for what the language itself makes. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FactField>;
}

export interface FactField {
  readonly type: FactType;
  /** `Type.field` of the schema; null for what is no field of it. */
  readonly coordinate: string | null;
  /** Reads (`Type.field`) by which the hub comes to it, where it is more than a value of its object. */
  readonly readBy: readonly string[];
  readonly class: DataClass;
  readonly mask: MaskKind | null;
}

export const unknownType: FactType = { kind: 'unknown' };
export const nullType: FactType = { kind: 'null' };

/** How messages call a type. */
export function typeName(type: FactType): string {
  switch (type.kind) {
    case 'enum':
      return type.name;
    case 'code':
      return `a code of ${type.system}`;
    case 'literal':
      return 'text';
    case 'list':
      return `list<${typeName(type.of)}>`;
    case 'object':
      return type.name;
    default:
      return type.kind;
  }
}

/** Whether values of the type are text to the language, whatever they mean. */
export function isText({ kind }: FactType): boolean {
  return kind === 'text' || kind === 'date' || kind === 'instant' || kind === 'enum' || isWord(kind);
}

function isWord(kind: FactType['kind']): boolean {
  return kind === 'code' || kind === 'literal';
}

export function isWhole({ kind }: FactType): boolean {
  return kind === 'int' || kind === 'money';
}

export function isNumber(type: FactType): boolean {
  return type.kind === 'double' || isWhole(type);
}

/** Whether nothing is known, so that nothing can be said against it. */
export function isOpen({ kind }: FactType): boolean {
  return kind === 'unknown' || kind === 'null';
}

/** The type of what is either; null when no value is both. */
export function union(a: FactType, b: FactType): FactType | null {
  if (isOpen(a)) return b;
  if (isOpen(b)) return a;
  if (a.kind === 'list' && b.kind === 'list') {
    const of = union(a.of, b.of);
    return of === null ? null : { kind: 'list', of };
  }
  if (a.kind === 'literal' && b.kind === 'literal')
    return { kind: 'literal', values: [...new Set([...a.values, ...b.values])] };
  if (a.kind === 'object' && b.kind === 'object') return a.name === b.name ? a : null;
  if (isWhole(a) && isWhole(b)) return a.kind === b.kind ? a : { kind: 'int' };
  if (a.kind === 'literal' && isText(b)) return b;
  if (b.kind === 'literal' && isText(a)) return a;
  if (a.kind === b.kind) return a.kind === 'enum' && b.kind === 'enum' && a.name !== b.name ? { kind: 'text' } : a;
  const isLoose = (type: FactType) => type.kind === 'text' || type.kind === 'code' || type.kind === 'enum';
  return isLoose(a) && isLoose(b) ? { kind: 'text' } : null;
}

/** A field that is none of the schema: the language's own. */
export function ownField(type: FactType): FactField {
  return { type, coordinate: null, readBy: [], class: 'INTERNAL', mask: null };
}
