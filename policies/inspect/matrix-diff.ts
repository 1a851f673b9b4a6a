import type { MatrixCell } from './matrix.js';

/** One cell that differs between two versions of the sets, with all standings in which it differs alike. */
export interface MatrixChange {
  readonly role: string;
  readonly purpose: string;
  readonly coordinate: string;
  readonly standings: readonly string[];
  /** `changed`: seen before and after, otherwise or on other rows. */
  readonly kind: 'opened' | 'closed' | 'changed';
  readonly before: CellWords;
  readonly after: CellWords;
}

export interface CellWords {
  readonly word: string;
  readonly rows: readonly string[];
}

/** A role, a purpose of it, or a type that is not there shows nothing. */
const nothing: CellWords = { word: '—', rows: [] };

/** Exactly the cells that change from one matrix to the other, in their order. */
export function diffMatrices(before: Iterable<MatrixCell>, after: Iterable<MatrixCell>): readonly MatrixChange[] {
  const old = new Map([...before].map((cell) => [keyOf(cell), cell]));
  const fresh = new Map([...after].map((cell) => [keyOf(cell), cell]));
  const found = new Map<string, MatrixChange>();
  for (const [key, cell] of new Map([...old, ...fresh])) {
    const change = compare(wordsIn(old, cell, key), wordsIn(fresh, cell, key));
    if (change === null) continue;
    const { role, purpose, coordinate } = cell;
    const alike = JSON.stringify([role, purpose, coordinate, change.before, change.after]);
    const standings = [...(found.get(alike)?.standings ?? []), cell.standing];
    found.set(alike, { role, purpose, coordinate, standings, ...change });
  }
  return [...found.values()];
}

// A line that no grant of one version names decides nothing there: what is seen is what is seen without it.
function wordsIn(cells: ReadonlyMap<string, MatrixCell>, cell: MatrixCell, key: string): CellWords {
  const standing = cell.standing.endsWith('approved') ? 'approved' : 'none';
  return cells.get(key) ?? cells.get(keyOf({ ...cell, standing })) ?? nothing;
}

function compare(
  { word: oldWord, rows: oldRows }: CellWords,
  { word, rows }: CellWords,
): Pick<MatrixChange, 'kind' | 'before' | 'after'> | null {
  if (oldWord === word && oldRows.join('\n') === rows.join('\n')) return null;
  const kind = oldWord === word || (oldWord !== '—' && word !== '—') ? 'changed' : word === '—' ? 'closed' : 'opened';
  return { kind, before: { word: oldWord, rows: oldRows }, after: { word, rows } };
}

function keyOf({ role, purpose, standing, coordinate }: MatrixCell): string {
  return `${role} ${purpose} ${standing} ${coordinate}`;
}
