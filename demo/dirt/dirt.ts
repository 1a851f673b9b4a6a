import { hashOf, randomOf } from '../lives/random.js';
import type { DirtLog } from './dirt-log.js';
import { type DirtKind, dirtKinds } from './kinds.js';
import {
  amountVariant,
  badIdCharacters,
  dateSentinels,
  dateVariant,
  fifteenDigits,
  fullWidth,
  instantVariant,
  invalidId,
  mojibake,
  nameVariant,
  placeholders,
  utcInstant,
} from './variants.js';

/** Which value of which record: dirt depends on these and on the seed, never on the order of writing. */
export interface Cell {
  readonly record: string;
  readonly column: string;
  /** A planted subject's: keys stay readable, and nothing is lost. */
  readonly pinned: boolean;
}

/** Dirties clean values as the agencies' clerks and systems do (domain 6.4). */
export interface Dirt {
  citizenId(value: string | null, cell: Cell): string | null;
  /** As `citizenId`, and 1–5 % placeholders, as for victims and reporters. */
  citizenIdOfOthers(value: string | null, cell: Cell): string | null;
  /** Case numbers, document numbers: full-width at times. */
  number(value: string | null, cell: Cell): string | null;
  name(value: string | null, cell: Cell, formerName?: string | null): string | null;
  text(value: string | null, cell: Cell): string | null;
  /** A date in a text column; a missing one may be a fake default. */
  date(value: string | null, cell: Cell): string | null;
  /** `YYYY-MM-DDTHH:mm:ss+08:00` in a text column, written `YYYY-MM-DD HH:mm:ss` when clean. */
  instant(value: string | null, cell: Cell): string | null;
  /** Fen in, yuan with two decimals out, or a variant of it. */
  amount(fen: number | null, cell: Cell): string | null;
  /** The system's own code, or at times one of `others`. */
  code(value: string | null, others: readonly string[], cell: Cell): string | null;
  /** Whether a defect of the whole record befalls it (duplicate, soft delete, stale update time, contradiction …). */
  befalls(kind: DirtKind, cell: Cell): boolean;
}

export function openDirt(options: { readonly seed: string; readonly log: DirtLog; readonly clean?: boolean }): Dirt {
  const { seed, log } = options;

  function befalls(kind: DirtKind, cell: Cell): boolean {
    if (options.clean) return false;
    log.met(kind);
    // One hash a question keeps a million cells under a second; a generator is opened only for the dirty ones.
    if (hashOf(`${cell.column}${kind}${seed}${cell.record}`) >= dirtKinds[kind].rate * 0x1_0000_0000) return false;
    log.dirtied(kind, cell.record, cell.column);
    return true;
  }
  const randomFor = (cell: Cell) => randomOf(`${seed}/${cell.record}/${cell.column}`);
  const lossy = (kind: DirtKind, cell: Cell) => !cell.pinned && befalls(kind, cell);

  function citizenId(value: string | null, cell: Cell): string | null {
    if (value === null || cell.pinned) return value;
    if (befalls('ID_INVALID', cell)) return invalidId(value, randomFor(cell));
    if (value.slice(6, 8) === '19' && befalls('FIFTEEN_DIGITS', cell)) return fifteenDigits(value);
    if (befalls('ID_CHARACTERS', cell)) return badIdCharacters(value, randomFor(cell));
    return befalls('FULL_WIDTH', cell) ? fullWidth(value) : value;
  }
  function text(value: string | null, cell: Cell): string | null {
    if (value === null || value.length < 2) return value;
    if (lossy('ENCODING', cell)) return mojibake(value);
    if (value.length > 12 && lossy('TRUNCATED', cell)) return `${value.slice(0, Math.floor(value.length * 0.7))}\ufffd`;
    return value.length > 12 && befalls('ESCAPED', cell) ? `${value}&amp;lt;备注&amp;gt;` : value;
  }

  return {
    befalls,
    citizenId,
    text,
    citizenIdOfOthers: (value, cell) =>
      lossy('PLACEHOLDER', cell) ? randomFor(cell).pick(placeholders) : citizenId(value, cell),
    number: (value, cell) => (value !== null && !cell.pinned && befalls('FULL_WIDTH', cell) ? fullWidth(value) : value),
    name: (value, cell, formerName = null) => {
      if (value === null) return null;
      if (lossy('ENCODING', cell)) return mojibake(value);
      return lossy('NAME_VARIANT', cell) ? nameVariant(value, formerName, randomFor(cell)) : value;
    },
    date: (value, cell) => {
      if (value === null) return befalls('DATE_SENTINEL', cell) ? randomFor(cell).pick(dateSentinels) : null;
      return befalls('DATE_VARIANT', cell) ? dateVariant(value, randomFor(cell)) : value;
    },
    instant: (value, cell) => {
      if (value === null) return befalls('DATE_SENTINEL', cell) ? randomFor(cell).pick(dateSentinels) : null;
      if (befalls('TIME_ZONE', cell)) return utcInstant(value);
      if (befalls('DATE_VARIANT', cell)) return instantVariant(value, randomFor(cell));
      return `${value.slice(0, 10)} ${value.slice(11, 19)}`;
    },
    amount: (fen, cell) => {
      if (fen === null) return null;
      return befalls('AMOUNT_VARIANT', cell) ? amountVariant(fen, randomFor(cell)) : (fen / 100).toFixed(2);
    },
    code: (value, others, cell) =>
      value !== null && others.length > 0 && befalls('CODE_DRIFT', cell) ? randomFor(cell).pick(others) : value,
  };
}
