import { PlumblineError } from '../../schema/errors.js';
import type { DataFlag, Reading } from '../../schema/flags.js';
import { cleanToken } from '../../schema/values/clean.js';
import { readDate } from '../../schema/values/date.js';
import { isPlaceholder } from '../../schema/values/placeholder.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import { missing, read, refuse } from '../../schema/values/reading.js';
import { type ColumnName, nameOf } from '../column.js';
import type { RawRecord } from '../raw.js';

/** A code of the system's own; with days, what it means from the one to the other, both inclusive (`YYYY-MM-DD`). */
export type OwnCode = string | { readonly code: string; readonly from?: string; readonly to?: string };

/** For each value the codes that mean it: today's first, then what older records hold. */
export type CodeMap<V extends string> = Readonly<Record<V, OwnCode | readonly OwnCode[]>>;

/** One meaning of a code. */
export interface Meaning<V extends string = string> {
  readonly value: V;
  readonly from: string | null;
  readonly to: string | null;
  readonly flags: readonly DataFlag[];
}

/** The meanings of each code, by its text without spaces and width variants. */
export interface Meanings<V extends string = string> {
  readonly byCode: ReadonlyMap<string, readonly Meaning<V>[]>;
  /** The codes as they were given. */
  readonly codes: readonly string[];
  /** Whether a code's meaning depends on the day. */
  readonly isDated: boolean;
}

/**
 * Reads a code map. Throws `ADAPTER_INVALID` when a code means two things on one day, or a day is none.
 * @param current how many of each list are written today; the others carry `CODE_LEGACY`
 */
export function meaningsOf<V extends string>(name: string, codes: CodeMap<V>, current: number): Meanings<V> {
  const byCode = new Map<string, Meaning<V>[]>();
  const given: string[] = [];
  for (const [value, listed] of Object.entries(codes) as [V, OwnCode | readonly OwnCode[]][]) {
    for (const [at, own] of (isList(listed) ? listed : [listed]).entries()) {
      const { code, from = null, to = null } = typeof own === 'string' ? { code: own } : own;
      for (const day of [from, to]) {
        if (day !== null && !isIsoDate(day)) throw invalid(name, `${day} is no day: write YYYY-MM-DD`);
      }
      const meaning: Meaning<V> = { value, from, to, flags: at >= current || to !== null ? ['CODE_LEGACY'] : [] };
      const key = cleanToken(code)?.text ?? '';
      const known = byCode.get(key) ?? [];
      const other = known.find((each) => overlap(each, meaning));
      if (other !== undefined && other.value !== value) {
        throw invalid(name, `code ${code} means ${other.value} and ${value} on one day`);
      }
      byCode.set(key, [...known, meaning]);
      given.push(code);
    }
  }
  const isDated = [...byCode.values()].flat().some(({ from, to }) => from !== null || to !== null);
  return { byCode, codes: [...new Set(given)], isDated };
}

/**
 * What a code meant on a day; where the day is not known, what it means if it never meant anything else. Null: nothing, or
 * nobody can tell.
 */
export function meaningOn<V extends string>(meanings: readonly Meaning<V>[], day: string | null): Meaning<V> | null {
  if (day !== null) return meanings.find(({ from, to }) => (from ?? day) <= day && day <= (to ?? day)) ?? null;
  const [first] = meanings;
  return first !== undefined && meanings.every(({ value }) => value === first.value) ? first : null;
}

/** Reads a code of the map; `dayOf` is asked only where a meaning depends on the day. */
export function readOwn<V extends string>(raw: unknown, meanings: Meanings<V>, dayOf: () => string | null): Reading<V> {
  if (raw === null || raw === undefined) return missing;
  const token = cleanToken(raw);
  if (token === null) return refuse('CODE_UNKNOWN');
  const { text, flags } = token;
  if (text === '') return { value: null, flags };
  const known = meanings.byCode.get(text);
  if (known === undefined) return refuse(...flags, isPlaceholder(text) ? 'PLACEHOLDER' : 'CODE_UNKNOWN');
  const meaning = meaningOn(known, meanings.isDated ? dayOf() : null);
  return meaning === null ? refuse(...flags, 'CODE_UNKNOWN') : read(meaning.value, [...flags, ...meaning.flags]);
}

/** Reads the day that dated codes are judged by. Throws `ADAPTER_INVALID` when there are such and no column says it. */
export function dayReader(
  name: string,
  { isDated }: Meanings,
  on: ColumnName | undefined,
): (raw: RawRecord) => string | null {
  if (on === undefined && isDated)
    throw invalid(name, 'codes have days: name in `on` the column that they are judged by');
  if (on === undefined) return () => null;
  const column = nameOf(on);
  return (raw) => readDate(raw[column]).value;
}

/** For each code as given what it may read as: several values, or null, where that depends on the day. */
export function rawMeanings({ byCode, codes }: Meanings): ReadonlyMap<string, readonly (string | null)[]> {
  return new Map(
    codes.map((code) => {
      const meanings = byCode.get(cleanToken(code)?.text ?? '') ?? [];
      const isSure = meanings.every(({ from, to }) => from === null && to === null);
      const values = [...new Set(meanings.map(({ value }) => value))];
      return [code, isSure ? values : [...values, null]] as const;
    }),
  );
}

function overlap(a: Meaning, b: Meaning): boolean {
  return (a.from ?? '') <= (b.to ?? '9999-12-31') && (b.from ?? '') <= (a.to ?? '9999-12-31');
}

const isList = (listed: OwnCode | readonly OwnCode[]): listed is readonly OwnCode[] => Array.isArray(listed);

const invalid = (name: string, what: string) => new PlumblineError('ADAPTER_INVALID', `${name}: ${what}`);
