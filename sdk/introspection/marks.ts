import type { ColumnGuess } from './guess.js';
import type { Match } from './match.js';
import { commentOf } from './names.js';
import type { Term } from './terms.js';

/** The mark beside a guessed column: `guess: 公民身份号码 → citizenId (pinyin sfzhm)`; null where nothing is guessed. */
export function markOf({ terms, match, role, column }: ColumnGuess): string | null {
  if (role === 'updated') return 'guess: when the record was last written';
  if (role === 'deleted') return 'guess: whether the record is deleted';
  if (role === 'secrecy') return 'guess: secrecy; what may not be shared is excluded (see the guide)';
  if (match !== null) {
    const words = match.term === null ? (match.field.terms[0] ?? match.field.english) : match.term.term;
    const field = `${match.isOpposite ? 'the contrary of ' : ''}${match.field.name}`;
    const others = othersOf(match, terms);
    const more = others.length === 0 ? '' : `; or ${others.join(', ')}`;
    return `guess: ${commentOf(words)} → ${field} (${match.why}${shapeOf(column.shape?.looksLike)})${more}`;
  }
  return unmatched(terms, column.shape?.looksLike ?? null);
}

/** What else the column may mean: only meanings of the same abbreviation are alternatives; a comment settles which one it is. */
export function othersOf({ term: chosen }: Match, terms: readonly Term[]): readonly string[] {
  if (chosen?.why.startsWith('pinyin') !== true) return [];
  return terms.filter(({ term, why }) => why === chosen.why && term !== chosen.term).map(({ term }) => commentOf(term));
}

/** Nothing of a record type: what it means, and what it would be read with. */
function unmatched(terms: readonly Term[], look: string | null): string | null {
  const [first] = terms;
  if (first === undefined) return look === null ? null : `guess: values look like ${look}`;
  const meant = terms.filter(({ why }) => why === first.why);
  const words = [...new Set(meant.map(({ term }) => commentOf(term)))].join(' | ');
  const codec = first.codec === null || first.codec.name === 'text' ? '' : ` → ${first.codec.name}`;
  return first.why === 'comment' && codec === '' ? null : `guess: ${words}${codec} (${first.why}${shapeOf(look)})`;
}

const shapeOf = (look: string | null | undefined): string => (look ? `; values look like ${look}` : '');
