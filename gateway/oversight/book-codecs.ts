import type { Seals } from '../../schema/context.js';
import type { LegalBasis } from '../../schema/oversight/rule.js';
import type { Scalar } from '../../schema/scalar.js';
import { readDateTime } from '../../schema/values/date.js';
import type { Codec } from '../../sdk/codec.js';
import { seekExact, seekPresence } from '../../sdk/codecs/seek.js';
import { type RawRecord, rawFalse } from '../../sdk/raw.js';
import { utcOf } from '../../store/instant.js';

/*
 * How the hub's own books hold canonical values. Nothing of it is an agency's: what is read is what was written, to the character,
 * so every comparison is exact and nothing is flagged.
 */

/** Text, codes, days. */
export function kept<T extends string>(column: string): Codec<T> {
  return {
    kind: 'text',
    columns: [column],
    read: (raw) => unflagged(textIn(raw, column) as T | null),
    seek: seekExact(column, 'text'),
    order: { column, type: 'text', toRaw: (value) => value },
    spelling: { column, odd: rawFalse, of: (value) => [value] },
  };
}

export function keptNumber(column: string): Codec<number> {
  return {
    kind: 'number',
    columns: [column],
    read: (raw) => unflagged(numberIn(raw, column)),
    seek: seekExact(column, 'number', (value) => (typeof value === 'number' ? value : null)),
    order: { column, type: 'number', toRaw: (value) => value },
    spelling: null,
  };
}

/** 1 or 0. */
export function keptFlag(column: string): Codec<boolean> {
  return {
    kind: 'boolean',
    columns: [column],
    read: (raw) => {
      const held = numberIn(raw, column);
      return unflagged(held === null ? null : held === 1);
    },
    seek: seekExact(column, 'number', (value) => (typeof value === 'boolean' ? Number(value) : null)),
    order: null,
    spelling: null,
  };
}

/** An instant that the books wrote: in UTC, and shown in China's time. */
export function keptInstant(column: string): Codec<string> {
  const toRaw = (value: Scalar) => utcOf(String(value));
  return {
    ...instantAsGiven(column),
    seek: seekExact(column, 'text', toRaw),
    order: { column, type: 'text', toRaw: (value) => toRaw(value) ?? value },
  };
}

/** An instant as somebody else wrote it, in a notation of their own: it is shown, not sought. */
export function instantAsGiven(column: string): Codec<string> {
  return {
    kind: 'text',
    columns: [column],
    read: (raw) => unflagged(readDateTime(raw[column] ?? null).value),
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}

/** A JSON list of texts. */
export function keptList<T extends string>(column: string): Codec<readonly T[]> {
  return listOf(column, (item) => item as T);
}

/** A JSON list of laws and articles, as documents cite them: 《刑事诉讼法》第二百八十六条. */
export function keptBasis(column: string): Codec<readonly string[]> {
  return listOf(column, (item) => cited(item as LegalBasis));
}

export const cited = ({ law, article }: LegalBasis): string => `《${law}》${article}`;

function listOf<T extends string>(column: string, of: (item: unknown) => T): Codec<readonly T[]> {
  return {
    kind: 'list',
    columns: [column],
    read: (raw) => {
      const text = textIn(raw, column);
      return unflagged(text === null ? null : (JSON.parse(text) as readonly unknown[]).map(of));
    },
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}

/**
 * The citizen id of a person whom the books hold as a token: opened where it is shown, and sealed where it is sought, as equal persons
 * have equal tokens. A person without a valid id has none.
 */
export function keptCitizen(column: string, seals: Seals): Codec<string> {
  const tokenOf = (citizenId: Scalar) => seals.sealPerson({ kind: 'citizen', citizenId: String(citizenId) });
  const exactly = seekExact(column, 'text', tokenOf);
  return {
    kind: 'text',
    columns: [column],
    read: (raw) => {
      const token = textIn(raw, column);
      const handle = token === null ? null : seals.openPerson(token);
      return unflagged(handle?.kind === 'citizen' ? handle.citizenId : null);
    },
    seek: (test) => (test.op === 'eq' || test.op === 'in' ? exactly(test) : seekPresence(column)(test)),
    order: null,
    spelling: { column, odd: rawFalse, of: (value) => [tokenOf(value)] },
  };
}

const unflagged = <T>(value: T | null) => ({ value, flags: [] });

export function textIn(raw: RawRecord, column: string): string | null {
  const held = raw[column] ?? null;
  return held === null ? null : String(held);
}

export function numberIn(raw: RawRecord, column: string): number | null {
  const held = raw[column] ?? null;
  return held === null ? null : Number(held);
}
