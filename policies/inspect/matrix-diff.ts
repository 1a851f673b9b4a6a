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

/** Exactly the cells that change from one matrix to the other: role by role and purpose by purpose, in their order. */
export function diffMatrices(before: Iterable<MatrixCell>, after: Iterable<MatrixCell>): readonly MatrixChange[] {
  const changes: MatrixChange[] = [];
  for (const [old, fresh] of paired(before, after)) changes.push(...diffSeats(old, fresh));
  return changes;
}

/** What one role sees for one purpose, by standing and coordinate. */
interface Seat {
  readonly role: string;
  readonly purpose: string;
  readonly standings: Map<string, Map<string, CellWords>>;
}

function diffSeats(old: Seat, fresh: Seat): readonly MatrixChange[] {
  const { role, purpose } = old;
  const found = new Map<string, MatrixChange>();
  for (const standing of union(old.standings, fresh.standings)) {
    const [from, to] = [seenIn(old, standing), seenIn(fresh, standing)];
    for (const coordinate of union(from, to)) {
      const change = compare(from.get(coordinate) ?? nothing, to.get(coordinate) ?? nothing);
      if (change === null) continue;
      const alike = JSON.stringify([coordinate, change.before, change.after]);
      const standings = [...(found.get(alike)?.standings ?? []), standing];
      found.set(alike, { role, purpose, coordinate, standings, ...change });
    }
  }
  return [...found.values()];
}

const union = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): ReadonlySet<string> =>
  new Set([...one.keys(), ...other.keys()]);

const unseen: ReadonlyMap<string, CellWords> = new Map();

// A line that no grant of one version names decides nothing there: what is seen is what is seen without it.
function seenIn({ standings }: Seat, standing: string): ReadonlyMap<string, CellWords> {
  const without = standing.endsWith('approved') ? 'approved' : 'none';
  return standings.get(standing) ?? standings.get(without) ?? unseen;
}

/** The same seat of both matrices. One pair is held at a time while both list them alike: a matrix has a million cells. */
function* paired(before: Iterable<MatrixCell>, after: Iterable<MatrixCell>): Generator<readonly [Seat, Seat]> {
  const coming = seatsOf(after);
  const passed = new Map<string, Seat>();
  const take = (key: string): Seat | undefined => {
    while (!passed.has(key)) {
      const next = coming.next();
      if (next.done) return undefined;
      passed.set(keyOf(next.value), next.value);
    }
    const seat = passed.get(key);
    passed.delete(key);
    return seat;
  };
  for (const seat of seatsOf(before)) yield [seat, take(keyOf(seat)) ?? emptyAs(seat)];
  for (const seat of [...passed.values(), ...coming]) yield [emptyAs(seat), seat];
}

const emptyAs = ({ role, purpose }: Pick<Seat, 'role' | 'purpose'>): Seat => ({ role, purpose, standings: new Map() });

function* seatsOf(cells: Iterable<MatrixCell>): Generator<Seat> {
  let seat: Seat | undefined;
  for (const cell of cells) {
    if (seat !== undefined && keyOf(seat) !== keyOf(cell)) {
      yield seat;
      seat = undefined;
    }
    seat ??= emptyAs(cell);
    const { standings } = seat;
    const seen = standings.get(cell.standing) ?? new Map<string, CellWords>();
    standings.set(cell.standing, seen.set(cell.coordinate, wordsOf(cell)));
  }
  if (seat !== undefined) yield seat;
}

const wordsOf = ({ word, rows }: MatrixCell): CellWords =>
  word === nothing.word && rows.length === 0 ? nothing : { word, rows };

function compare(
  { word: oldWord, rows: oldRows }: CellWords,
  { word, rows }: CellWords,
): Pick<MatrixChange, 'kind' | 'before' | 'after'> | null {
  if (oldWord === word && oldRows.length === rows.length && oldRows.every((row, at) => row === rows[at])) return null;
  const kind = oldWord === word || (oldWord !== '—' && word !== '—') ? 'changed' : word === '—' ? 'closed' : 'opened';
  return { kind, before: { word: oldWord, rows: oldRows }, after: { word, rows } };
}

function keyOf({ role, purpose }: Pick<Seat, 'role' | 'purpose'>): string {
  return `${role} ${purpose}`;
}
