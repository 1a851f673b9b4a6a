import { plainWord } from './codecs/shapes.js';
import { type ColumnName, nameOf } from './column.js';
import type { RawCondition, Shape } from './raw.js';
import { unreachable } from './unreachable.js';

interface OfColumn {
  readonly column: ColumnName;
  /**
   * What becomes of a record whose column is null or empty: by default it is kept under `is` and `contains`, and excluded
   * under `unless`.
   */
  readonly whenUnknown?: 'kept' | 'excluded';
}

/**
 * Records that the agency may not share (domain 5.5.8: 密级, 国家安全, 技术侦查, 监委留置, 军事, protected witnesses); they never
 * enter the hub. Closed when in doubt: under `is`, a record is excluded also when its column holds anything but a plain
 * word (letters, digits, characters; at most 60), as nobody can tell what `机密 ★` was meant to be. The condition is part of
 * every read, count and search for keys; a table without the column fails the read. Where a column may be left out of single
 * records (JSON, XML), it reads as null there: say `whenUnknown: 'excluded'`, or `unless`.
 */
export type ExclusionRule =
  /** Excluded where the column holds one of these, whatever the case of its letters. */
  | (OfColumn & { readonly is: readonly string[]; readonly contains?: never; readonly unless?: never })
  /** Excluded where the column's text has one of these words in it: charges, keywords. */
  | (OfColumn & { readonly contains: readonly string[]; readonly is?: never; readonly unless?: never })
  /** Excluded unless the column holds one of these. */
  | (OfColumn & { readonly unless: readonly string[]; readonly is?: never; readonly contains?: never });

/** The part of the raw language that has an exact negation. */
export type Negatable =
  | Extract<RawCondition, { readonly op: 'true' | 'false' | 'in' | 'notIn' | 'isNull' | 'shape' }>
  | { readonly op: 'and' | 'or'; readonly of: readonly Negatable[] };

/** The condition of the records that any rule excludes; null without rules. */
export function excludedBy(rules: readonly ExclusionRule[]): Negatable | null {
  return rules.length === 0 ? null : anyOf(...rules.map(excludedByRule));
}

function excludedByRule(rule: ExclusionRule): Negatable {
  const column = nameOf(rule.column);
  const isUnknown = anyOf({ op: 'isNull', column, value: true }, holds(column, ['']));
  if (rule.unless !== undefined) {
    const isListed = holds(column, rule.unless);
    return negated(rule.whenUnknown === 'kept' ? anyOf(isListed, isUnknown) : isListed);
  }
  const known =
    rule.is === undefined
      ? rule.contains.map((word) => ({ op: 'shape', column, shape: { has: [...word] }, value: true }) as const)
      : [holds(column, inEitherCase(rule.is)), ...inMixedCase(column, rule.is), isDoubtful(column)];
  return anyOf(...known, ...(rule.whenUnknown === 'excluded' ? [isUnknown] : []));
}

/** Neither a plain word nor empty. */
function isDoubtful(column: string): Negatable {
  const isOdd = anyOf(
    { op: 'shape', column, shape: plainWord, value: false },
    { op: 'shape', column, shape: lineBreak, value: true },
  );
  return { op: 'and', of: [isOdd, { op: 'notIn', column, values: [''] }] };
}

/** Some engines take a word with a line break at its end for the word: `$` matches before it (PCRE, ICU). */
export const lineBreak: Shape = { has: ['\n\r\u0085\u2028\u2029'] };

const holds = (column: string, values: readonly string[]): Negatable => ({ op: 'in', column, values });
const anyOf = (...of: readonly Negatable[]): Negatable => ({ op: 'or', of });

/** `Jm` for `jm`: a letter in either case, position by position. */
function inMixedCase(column: string, words: readonly string[]): readonly Negatable[] {
  return words
    .filter((word) => /^[0-9A-Za-z_\p{Script=Han}]+$/u.test(word) && /[A-Za-z].*[A-Za-z]/.test(word))
    .map((word) => ({ op: 'shape', column, shape: { each: [...word].map(eitherCase) }, value: true }));
}

/** As a set, which has three characters or more. */
function eitherCase(character: string): string {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  return lower === upper ? character : `${lower}${upper}${lower}`;
}

function inEitherCase(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]))];
}

/** Holds exactly where the condition does not, on null as well. */
export function negated(condition: Negatable): Negatable {
  switch (condition.op) {
    case 'true':
      return { op: 'false' };
    case 'false':
      return { op: 'true' };
    case 'isNull':
      return { ...condition, value: !condition.value };
    case 'in':
    case 'notIn': {
      const { column, values } = condition;
      return orNull({ op: condition.op === 'in' ? 'notIn' : 'in', column, values });
    }
    case 'shape':
      return orNull({ ...condition, value: !condition.value });
    case 'and':
    case 'or':
      return { op: condition.op === 'and' ? 'or' : 'and', of: condition.of.map(negated) };
    default:
      return unreachable(condition);
  }
}

const orNull = (leaf: Negatable & { readonly column: string }): Negatable => ({
  op: 'or',
  of: [{ op: 'isNull', column: leaf.column, value: true }, leaf],
});
