import type { CanonicalField } from './canonical.js';
import type { ColumnDescription } from './description.js';
import { isOpposite, similarity } from './similar.js';
import { spellingOf, type Term } from './terms.js';

/** A column as it is compared with the fields of a record type. */
export interface Candidate {
  readonly column: ColumnDescription;
  readonly terms: readonly Term[];
}

export interface Match {
  readonly column: string;
  readonly field: CanonicalField;
  readonly term: Term | null;
  readonly why: string;
  /** The column says the contrary of the field: 是否成年 where the field is 是否未成年. */
  readonly isOpposite: boolean;
  /** From 0 to 1. */
  readonly score: number;
}

const least = 0.5;

/** Which columns hold which fields: the best pairs first, a column and a field once each. */
export function assign(candidates: readonly Candidate[], fields: readonly CanonicalField[]): readonly Match[] {
  const pairs = candidates
    .flatMap((candidate, place) =>
      fields.flatMap((field, at) => {
        const found = match(candidate, field);
        return found === null || found.score < least ? [] : [{ ...found, place, at }];
      }),
    )
    .sort((a, b) => b.score - a.score || a.place - b.place || a.at - b.at);
  const [columns, held] = [new Set<string>(), new Set<string>()];
  const matches: Match[] = [];
  for (const { place: _place, at: _at, ...pair } of pairs) {
    if (columns.has(pair.column) || held.has(pair.field.name)) continue;
    columns.add(pair.column);
    held.add(pair.field.name);
    matches.push(pair);
  }
  return matches;
}

function match({ column, terms }: Candidate, field: CanonicalField): Match | null {
  let best: Match | null = null;
  const consider = (score: number, term: Term | null, why: string, isContrary = false) => {
    const fit = fits(column, term, field);
    if (score * fit > (best?.score ?? 0))
      best = { column: column.name, field, term, why, isOpposite: isContrary, score: score * fit };
  };
  for (const term of terms)
    for (const word of wordsFor(field)) {
      if (!isOpposite(term.term, word.text))
        consider(term.weight * similarity(term.term, word.text) * word.weight, term, term.why);
      // Only a yes or no can be turned round.
      else if (field.type === 'Boolean') consider(term.weight * 0.9 * word.weight, term, term.why, true);
    }
  const spelling = spellingOf(column.name);
  if (field.initials.has(spelling)) consider(0.9, null, `pinyin ${spelling}`);
  consider(english(column.name, field.name), null, 'English name');
  return best;
}

/** A code is called by what it is a code of as often as not: the name of it may stand in another column. */
function wordsFor({ terms, system }: CanonicalField): readonly { readonly text: string; readonly weight: number }[] {
  const plain = terms.map((text) => ({ text, weight: system === null ? 1 : 0.95 }));
  return system === null ? plain : [...plain, ...terms.map((text) => ({ text: `${text}代码`, weight: 1 }))];
}

/** 1 where a name in snake or camel case is the field's own; less where only some of its words are. */
function english(column: string, field: string): number {
  const [a, b] = [wordsOf(column), wordsOf(field)];
  if (a.join('') === b.join('')) return 1;
  const shared = a.filter((word) => word.length > 2 && b.includes(word)).length;
  return shared === 0 ? 0 : (0.9 * 2 * shared) / (a.length + b.length);
}

const same: Readonly<Record<string, string>> = {
  no: 'number',
  num: 'number',
  idcard: 'citizenid',
  card: 'citizen',
  birthday: 'birthdate',
  tel: 'phone',
  mobile: 'phone',
  addr: 'address',
  dob: 'birthdate',
};

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => same[word] ?? word);
}

const kinds: Readonly<Record<string, string>> = {
  CitizenId: 'citizenId',
  CreditCode: 'creditCode',
  CaseNumber: 'caseNumber',
  Date: 'date',
  DateTime: 'dateTime',
  Money: 'money',
  Boolean: 'flag',
  Int: 'number',
  Float: 'number',
};
const numeric = new Set(['integer', 'decimal', 'months']);

/** How well a column's kind of value agrees with a field's: 0 where it cannot. */
function fits(column: ColumnDescription, term: Term | null, field: CanonicalField): number {
  const wanted = kinds[field.type] ?? (field.system === 'GB/T 2260' ? 'division' : 'text');
  const held = heldBy(column, term);
  if (held === null) return wanted === 'flag' ? 0.8 : 0.95;
  if (held === wanted) return 1;
  return agreeing[`${held} ${wanted}`] ?? 0;
}

const agreeing: Readonly<Record<string, number>> = {
  'date dateTime': 0.9,
  'dateTime date': 0.9,
  'text date': 0.5,
  'text dateTime': 0.5,
  'caseNumber text': 0.85,
  'text caseNumber': 0.85,
  'text division': 0.6,
  'division text': 0.4,
  'text number': 0.6,
  'text flag': 0.4,
  'text money': 0.6,
  'number money': 0.7,
  'money number': 0.4,
  'number text': 0.3,
  'citizenId text': 0.5,
};

/** What the values, the term or the declared type say that a column holds. */
function heldBy({ type, shape }: ColumnDescription, term: Term | null): string | null {
  if (shape?.looksLike === 'citizenId' || shape?.looksLike === 'creditCode') return shape.looksLike;
  const name = term?.codec?.name;
  if (name !== undefined) {
    if (numeric.has(name)) return 'number';
    if (term?.codec?.system === 'GB/T 2260') return 'division';
    return name in kindsOfCodecs ? (kindsOfCodecs[name] ?? 'text') : name;
  }
  if (/^date$/.test(type)) return 'date';
  if (/^(datetime|timestamp)/.test(type)) return 'dateTime';
  if (/^(decimal|numeric|float|double|real|number)/.test(type)) return 'number';
  return null;
}

const kindsOfCodecs: Readonly<Record<string, string>> = {
  text: 'text',
  personName: 'text',
  code: 'text',
  documentNumber: 'text',
  policeCaseNumber: 'text',
  courtCode: 'text',
};
