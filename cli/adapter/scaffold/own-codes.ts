import { codeList } from '../../../schema/codes/code-list.js';
import { readCode } from '../../../schema/codes/read-code.js';
import { codeSystems } from '../../../schema/codes/systems.js';
import type { CanonicalField } from '../../../sdk/introspection/canonical.js';
import { similarity } from '../../../sdk/introspection/similar.js';

/** A code of the system with what it means. */
export interface OwnCode {
  readonly raw: string;
  readonly value: string;
}

/** What a column's comment says of its codes. */
export interface SaidCodes {
  readonly codes: readonly OwnCode[];
  /** Codes of the comment that nothing is like, as it writes them: `5其他`. */
  readonly unknown: readonly string[];
}

const nothingSaid: SaidCodes = { codes: [], unknown: [] };

/** Codes of an enum: `1当面 2电话`, or values as they stand, `当面|电话`. */
export function codesOfEnum(field: CanonicalField, comment: string | null): SaidCodes {
  const system = listOf(field);
  const meant = (label: string): string | null => {
    const listed = system === null ? null : readCode(system, label).value;
    return listed ?? likest(field, label);
  };
  return matched(pairsOf(comment) ?? wordsOf(comment, meant), meant);
}

/** Codes of a standard list that mean something else there, or nothing: the others need no word. */
export function codesOfList(system: string, comment: string | null): SaidCodes {
  const said = matched(pairsOf(comment) ?? [], (label) => readCode(system, label).value);
  return { ...said, codes: said.codes.filter(({ raw, value }) => readCode(system, raw).value !== value) };
}

interface Pair {
  readonly raw: string;
  readonly label: string;
}

function matched(pairs: readonly Pair[], meant: (label: string) => string | null): SaidCodes {
  if (pairs.length === 0) return nothingSaid;
  const codes: OwnCode[] = [];
  const unknown: string[] = [];
  for (const { raw, label } of pairs) {
    const value = meant(label);
    if (codes.some((code) => code.raw === raw)) continue;
    if (value === null) unknown.push(raw === label ? raw : `${raw}${label}`);
    else codes.push({ raw, value });
  }
  return codes.length === 0 ? nothingSaid : { codes, unknown };
}

const pair = /([0-9A-Za-z]{1,6})\s*[-:.=、]?\s*(\p{Script=Han}{1,20})/gu;

function pairsOf(comment: string | null): readonly Pair[] | null {
  const found = [...(comment ?? '').normalize('NFKC').matchAll(pair)].map(([, raw = '', label = '']) => ({
    raw,
    label,
  }));
  return found.length === 0 ? null : found;
}

/** A comment is a list of values where most of its words are like some. */
function wordsOf(comment: string | null, meant: (label: string) => string | null): readonly Pair[] {
  const [listed = ''] = (comment ?? '').normalize('NFKC').split(/[:(]/).slice(-1);
  const words = listed.split(/[|/、,;\s)]+/).filter((word) => word !== '');
  const known = words.filter((word) => meant(word) !== null).length;
  return known >= 2 && known * 2 > words.length ? words.map((word) => ({ raw: word, label: word })) : [];
}

function likest({ values }: CanonicalField, label: string): string | null {
  const [best] = values
    .map(({ value, labels }) => ({
      value,
      score: value === label.toUpperCase() ? 1 : Math.max(0, ...labels.map((each) => similarity(each, label))),
    }))
    .sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= 0.5 ? best.value : null;
}

/** The list of codes that has the enum's values, and knows what else they are called. */
function listOf({ values }: CanonicalField): string | null {
  const found = codeSystems.find(({ id }) => {
    const codes = codeList(id)?.codes;
    return codes !== undefined && values.every(({ value }) => codes.has(value));
  });
  return found?.id ?? null;
}
