import type { Scalar } from '../../schema/scalar.js';
import type { Codec, Seek, Spelling } from '../codec.js';
import type { EntityBinding } from '../entity.js';
import { negated } from '../exclusion.js';
import { columnsOf, type RawCondition, type RawRecord, rawAll, rawAny, rawTrue } from '../raw.js';
import { rawMatches } from '../raw-match.js';
import type { OpenSource, SourceSetting } from '../source.js';
import { unlessAborted } from '../sources/sql/failure.js';
import { reaching } from './bound.js';

/** How long found spellings are believed, ms: a key written oddly is found at the latest this long after it was written. */
export const spellingsAge = 60_000;
/** The same where every value has to be read for it. */
export const sweptAge = 600_000;
/** Most odd spellings that are held for one field. */
export const spellingsBound = 20_000;

/** Most values of one field whose usual spellings are remembered. */
const usualBound = 8_000;

/**
 * Keys under all their spellings. The usual ones can be listed (`Spelling.of`); inner spaces, zero-width marks and look-alike
 * letters cannot, so the distinct values that have another shape than a clean key are scanned and remembered for a while.
 */
export interface KeyIndex {
  /** Looks for odd spellings of these fields, where that is due. Who gives up waits no longer; others still have what is found. */
  prepare(fields: Iterable<string>, signal: AbortSignal): Promise<void>;
  /** The records whose field reads as one of the values; null when the field cannot be spelled. */
  seek(field: string, values: readonly Scalar[]): Seek | null;
  /** Records of a swept register whose key cannot be read and may have been meant for this one; null where it is too long to be looked through. */
  unread(field: string, value: string): readonly RawRecord[] | null;
}

interface Spelled {
  /** Null: more than can be held; the odd ones are then let through and tested after reading. */
  readonly spellings: ReadonlyMap<Scalar, readonly string[]> | null;
  /** Records whose key cannot be read, by its traces. Null: more than can be looked at, so that every key may be among them. */
  readonly unread: ReadonlyMap<string, readonly RawRecord[]> | null;
}

interface Found {
  readonly at: number;
  readonly spelled: Promise<Spelled>;
}

export function openKeyIndex<Place>(
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  setting: SourceSetting,
): KeyIndex {
  const found = new Map<string, Found>();
  const settled = new Map<string, Spelled>();

  // Shared by all requests that wait for it, so no single request's signal may end it: its time is that of one read.
  const contextOf = () => ({
    requestId: `${setting.adapter}-spellings`,
    signal: AbortSignal.timeout(setting.timeoutMs),
  });

  async function scan(codec: Codec, spelling: Spelling): Promise<Spelled> {
    if (isSwept(binding, source, spelling)) return sweep(codec, spelling);
    return { spellings: await looked(codec, spelling), unread: nothingUnread };
  }

  async function looked(codec: Codec, spelling: Spelling): Promise<Spelled['spellings']> {
    const { column } = spelling;
    const where = scanOf(binding, source, spelling);
    if (where === 'NEEDLESS' || source.distinct === undefined) return noSpellings;
    if (where === 'UNLISTED') return null;
    const query = { table: binding.table, column, where, limit: spellingsBound + 1 };
    const raws = await source.distinct(query, contextOf());
    return raws.length > spellingsBound ? null : spelledBy(codec, column, raws);
  }

  /** Of a register that is longer than can be held, only the usual spellings are known. */
  async function sweep(codec: Codec, { column, odd, traces }: Spelling): Promise<Spelled> {
    const columns = traces === undefined ? [column] : everyColumnOf(binding);
    const query = { table: binding.table, columns, where: rawTrue, order: [], limit: spellingsBound + 1 };
    const { rows } = await source.rows(query, contextOf());
    if (rows.length > spellingsBound)
      return { spellings: noSpellings, unread: traces === undefined ? nothingUnread : null };
    const spelled = [...new Set(rows.filter((row) => rawMatches(odd, row)).map((row) => row[column]))];
    const unread = new Map<string, RawRecord[]>();
    for (const row of rows) {
      if (codec.read(row).value !== null) continue;
      for (const trace of traces?.(row[column]) ?? []) {
        const alike = unread.get(trace);
        if (alike === undefined) unread.set(trace, [row]);
        else alike.push(row);
      }
    }
    return { spellings: spelledBy(codec, column, spelled), unread };
  }

  function spelledBy(codec: Codec, column: string, raws: readonly unknown[]): ReadonlyMap<Scalar, readonly string[]> {
    const spellings = new Map<Scalar, string[]>();
    for (const raw of raws) {
      const { value } = codec.read({ [column]: raw });
      if (value === null || typeof value === 'object') continue;
      const known = spellings.get(value);
      if (known === undefined) spellings.set(value, [String(raw)]);
      else known.push(String(raw));
    }
    return spellings;
  }

  async function prepare(field: string): Promise<void> {
    const codec = binding.fields[field];
    if (codec === undefined || codec.spelling === null) return;
    const now = setting.clock().getTime();
    let entry = found.get(field);
    const age = isSwept(binding, source, codec.spelling) ? sweptAge : spellingsAge;
    if (entry === undefined || now - entry.at >= age) {
      entry = { at: now, spelled: scan(codec, codec.spelling) };
      found.set(field, entry);
    }
    try {
      settled.set(field, await entry.spelled);
    } catch (cause) {
      if (found.get(field) === entry) found.delete(field);
      throw cause;
    }
  }

  // What the codec makes of a spelling never changes, and the same keys are asked for again and again.
  const usual = new Map<string, Map<Scalar, readonly string[]>>();
  const usualIn = (field: string): Map<Scalar, readonly string[]> => {
    const known = usual.get(field);
    if (known !== undefined) return known;
    const made = new Map<Scalar, readonly string[]>();
    usual.set(field, made);
    return made;
  };
  const usualOf = (known: Map<Scalar, readonly string[]>, codec: Codec, value: Scalar): readonly string[] => {
    const remembered = known.get(value);
    if (remembered !== undefined) return remembered;
    const made = listed(codec, codec.spelling, value);
    if (known.size >= usualBound) known.clear();
    known.set(value, made);
    return made;
  };

  return {
    prepare: async (fields, signal) => {
      const due = [...new Set(fields)].filter((field) => binding.lookups.includes(field));
      await reaching(setting.adapter, signal, () => unlessAborted(Promise.all(due.map(prepare)), signal, () => {}));
    },
    seek: (field, values) => {
      const codec = binding.fields[field];
      if (codec === undefined || codec.spelling === null || !settled.has(field)) return null;
      const { column, odd } = codec.spelling;
      const known = settled.get(field)?.spellings ?? null;
      const remembered = usualIn(field);
      const raws = new Set<string>();
      for (const value of values) {
        for (const raw of usualOf(remembered, codec, value)) raws.add(raw);
        for (const raw of known?.get(value) ?? []) raws.add(raw);
      }
      const listedRaws = { op: 'in', column, values: [...raws], key: true } as const;
      if (known !== null) return { condition: listedRaws, exact: true };
      return { condition: rawAny([listedRaws, odd]), exact: false };
    },
    unread: (field, value) => {
      const unread = settled.get(field)?.unread;
      if (unread === null) return null;
      if (unread === undefined || unread.size === 0) return [];
      return (binding.fields[field]?.spelling?.traces?.(value) ?? []).flatMap((trace) => unread.get(trace) ?? []);
    },
  };
}

/**
 * The condition under which odd spellings are looked for: none is needed where the source has none or cannot look for them, and
 * they stay unlisted where records that may not be shared would be looked through.
 */
export function scanOf<Place>(
  { table, excluded }: EntityBinding<Place>,
  source: OpenSource<Place>,
  { odd }: Spelling,
): RawCondition | 'NEEDLESS' | 'UNLISTED' {
  if (odd.op === 'false' || source.distinct === undefined || !source.takes(table, odd)) return 'NEEDLESS';
  if (excluded === null) return odd;
  const shared = negated(excluded);
  return source.takes(table, shared) ? rawAll([odd, shared]) : 'UNLISTED';
}

/** What any condition over the records can test. */
function everyColumnOf<Place>({ key, fields, alive, updated }: EntityBinding<Place>): readonly string[] {
  const ofFields = Object.values(fields).flatMap(({ columns }) => columns);
  return [...new Set([key, ...ofFields, ...(updated?.columns ?? []), ...columnsOf(alive ?? rawTrue)])];
}

/** Where records that may not be shared would be looked through, nothing is. */
function isSwept<Place>(
  { table, excluded }: EntityBinding<Place>,
  source: OpenSource<Place>,
  { column, odd }: Spelling,
) {
  return excluded === null && odd.op !== 'false' && (source.sweeps?.(table, column) ?? false);
}

const noSpellings: ReadonlyMap<Scalar, readonly string[]> = new Map();
const nothingUnread: ReadonlyMap<string, readonly RawRecord[]> = new Map();

/** Only the spellings that read back as the value: a placeholder, say, is never looked for. */
function listed(codec: Codec, spelling: Spelling | null, value: Scalar): readonly string[] {
  if (spelling === null || typeof value !== 'string') return [];
  const readsSo = (raw: string) => codec.read({ [spelling.column]: raw }).value === value;
  const spellings = spelling.of(value);
  return spelling.isLawful === true && readsSo(value) ? spellings : spellings.filter(readsSo);
}
