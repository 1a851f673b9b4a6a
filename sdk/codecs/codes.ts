import { lookupCode } from '../../schema/codes/lookup.js';
import { readCode } from '../../schema/codes/read-code.js';
import { codeSystems, findCodeSystem } from '../../schema/codes/systems.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Reading } from '../../schema/flags.js';
import { nearest } from '../../schema/nearest.js';
import { readBoolean } from '../../schema/values/boolean.js';
import { cleanToken } from '../../schema/values/clean.js';
import { isPlaceholder } from '../../schema/values/placeholder.js';
import { missing, read, refuse } from '../../schema/values/reading.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { CleanOption, TrustOption } from './clean-column.js';
import { type CodeMap, dayReader, type Meanings, meaningOn, meaningsOf, rawMeanings } from './code-map.js';
import { formOf } from './form.js';
import { seekExact, seekMapped, seekPresence } from './seek.js';
import { heeding, isAmong } from './sentinels.js';

/** How a code map is read. */
export interface CodeMapOptions {
  /** Column of the day, in any notation, that dated codes are judged by: of filing, of decision … */
  readonly on?: ColumnName;
  /** How many of each list are written today: 2 where records hold a code or its label. Default 1. */
  readonly current?: number;
}

/**
 * A closed list of the schema (an enum, or codes of the hub's own) from the system's own codes: for each value its code,
 * or its code and then what older records hold instead (`CODE_LEGACY`). A code that meant something else at another time
 * has days, both inclusive: `{ OPEN: ['1', { code: '2', to: '2020-06-30' }], CLOSED: { code: '2', from: '2020-07-01' } }`,
 * judged by the column `on` of the same record; where that cannot be read, a code of two meanings is null. Other codes are
 * null with `CODE_UNKNOWN`, sentinels and the usual words for nothing with `PLACEHOLDER` (domain 6.4 #8). A value that the
 * field's enum lacks does not compile. Throws `ADAPTER_INVALID` when a code means two things on one day.
 */
export function enumeration<const V extends string>(
  from: ColumnName,
  codes: CodeMap<V>,
  options: CodeMapOptions & TrustOption<string> = {},
): Codec<V> {
  const { on, current = 1, clean = false, sentinels } = options;
  const column = nameOf(from);
  const name = `enumeration of ${column}`;
  const meanings = meaningsOf(name, codes, current);
  const dayOf = dayReader(name, meanings, on);
  const isNothing = isAmong(sentinels);
  const both = meanings.codes.find(isNothing);
  if (both !== undefined) throw new PlumblineError('ADAPTER_INVALID', `${name}: code ${both} is a sentinel as well`);
  return {
    kind: 'text',
    form: formOf('enumeration', { codes, on: on && nameOf(on), current, clean, sentinels }),
    columns: on === undefined ? [column] : [column, nameOf(on)],
    read: (raw) => (isNothing(raw[column]) ? refuse('PLACEHOLDER') : readOwn(raw[column], meanings, () => dayOf(raw))),
    seek: seekMapped(column, rawMeanings(meanings), clean),
    order: null,
    spelling: null,
  };
}

/** How a column of a standard list is read: as it stands, or with local codes, by the day, without sentinels. */
export type CodeOptions =
  | (CleanOption & { readonly on?: never; readonly local?: never; readonly sentinels?: never })
  | {
      readonly clean?: false;
      /** Column of the day, in any notation: codes that did not hold then are unknown, former ones that did are kept. */
      readonly on?: ColumnName;
      /** For each code of the standard the system's own ones, with days where they changed. */
      readonly local?: CodeMap<string>;
      readonly sentinels?: readonly string[];
    };

/**
 * A code of a standard list (`GB/T 2260`, `GB/T 3304` …; see schema/codes), from codes, labels, former spellings and the
 * system's `local` codes: `汉族`, `汉`, `1` → `01`, with `CODE_LEGACY`; null with `CODE_UNKNOWN` when nobody knows it (domain
 * 6.4 #8). Divisions come to the codes of today, or with `on` to those of the day. Throws `ADAPTER_INVALID` for a list or a
 * code of it that there is none of.
 */
export function code(from: ColumnName, system: string, options: CodeOptions = {}): Codec<string> {
  const { clean = false, on, local = {}, sentinels } = options;
  const column = nameOf(from);
  const name = `code of ${column}`;
  assertListed(name, system, Object.keys(local));
  const meanings = meaningsOf(name, local, 0);
  const dayOf = dayReader(name, meanings, on);
  const isNothing = isAmong(sentinels);
  const isAsItStands = clean && on === undefined && meanings.codes.length === 0;
  return {
    kind: 'text',
    form: formOf('code', {
      system,
      on: on && nameOf(on),
      local: meanings.codes.length === 0 ? undefined : local,
      clean,
      sentinels,
    }),
    columns: on === undefined ? [column] : [column, nameOf(on)],
    read: (raw) =>
      isNothing(raw[column]) ? refuse('PLACEHOLDER') : readListed(raw[column], system, meanings, dayOf(raw)),
    seek: isAsItStands ? seekExact(column, 'text') : seekPresence(column),
    order: null,
    spelling: null,
  };
}

function readOwn<V extends string>(raw: unknown, meanings: Meanings<V>, dayOf: () => string | null): Reading<V> {
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

function readListed(raw: unknown, system: string, local: Meanings, day: string | null): Reading<string> {
  const standard = readCode(system, raw, day ?? undefined);
  const known = local.byCode.get(cleanToken(raw)?.text ?? '');
  if (known === undefined) return standard;
  const own = readOwn(raw, local, () => day);
  const isSure = day !== null || !known.some(({ from, to }) => from !== null || to !== null);
  // A local code that is the standard's own at other times cannot be told apart without the day.
  if (!isSure && standard.value !== null && standard.value !== own.value) return refuse('CODE_UNKNOWN');
  return own.value === null ? standard : own;
}

function assertListed(name: string, system: string, codes: readonly string[]): void {
  if (findCodeSystem(system) === null) {
    const ids = codeSystems.map(({ id }) => id);
    throw new PlumblineError('ADAPTER_INVALID', `${name}: there is no code system ${system}${nearest(system, ids)}`);
  }
  for (const listed of codes) {
    if (lookupCode(system, listed) !== null) continue;
    throw new PlumblineError('ADAPTER_INVALID', `${name}: ${system} has no code ${listed}`);
  }
}

const flagWords = ['1', '0', 'Y', 'N', 'true', 'false', '是', '否', '有', '无'];

/**
 * Yes or no, in any of the notations that systems use: 1/0, Y/N, true/false, 是/否, 有/无, √/×, the byte of a BIT column. Anything
 * else is null with `BOOLEAN_INVALID`, words and sentinels for nothing with `PLACEHOLDER`.
 */
export function flag(from: ColumnName, { clean = false, sentinels }: TrustOption<string> = {}): Codec<boolean> {
  const column = nameOf(from);
  const heeded = heeding(sentinels, readBoolean);
  return {
    kind: 'boolean',
    form: formOf('flag', { clean, sentinels }),
    columns: [column],
    read: (raw) => heeded(raw[column]),
    seek: seekMapped(column, new Map(flagWords.map((word) => [word, [heeded(word).value]])), clean),
    order: null,
    spelling: null,
  };
}
