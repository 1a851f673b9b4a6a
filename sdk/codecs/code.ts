import { lookupCode } from '../../schema/codes/lookup.js';
import { readCode } from '../../schema/codes/read-code.js';
import { codeSystems, findCodeSystem } from '../../schema/codes/systems.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Reading } from '../../schema/flags.js';
import { nearest } from '../../schema/nearest.js';
import { cleanToken } from '../../schema/values/clean.js';
import { refuse } from '../../schema/values/reading.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { CleanOption } from './clean-column.js';
import { type CodeMap, dayReader, type Meanings, meaningsOf, readOwn } from './code-map.js';
import { formOf } from './form.js';
import { seekExact, seekPresence } from './seek.js';
import { isAmong } from './sentinels.js';

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
