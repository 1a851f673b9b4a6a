import { compareText } from '../../../schema/total-order.js';

/** A group of counted records. */
export interface Cell {
  readonly values: readonly (string | null)[];
  /** What a coarser question would group them by besides: the years of months. */
  readonly coarser: readonly (string | null)[];
  /**
   * How many they are, then by how many more they would be without one or more conditions of the filter: what a caller learns
   * by asking again without them. The same follows of those among them that hold each number that is measured.
   */
  readonly numbers: readonly number[];
}

/** What may be told of counted groups. */
export interface Told<C extends Cell = Cell> {
  /** Null where the whole is too small, or differs too little from the whole under a wider filter. */
  readonly total: number | null;
  readonly listed: readonly C[];
  readonly rest: number | null;
}

/**
 * Suppresses small cells: every number told, and every number that follows from those told by subtraction, is 0 or at least
 * `smallest` (domain 5.3: n < 3, for the public n < 5).
 *
 * - Primary: a group below the threshold is not listed. Its records are in `rest`.
 * - Complementary: where the groups not listed add up to too little, over all or within one value of the fields grouped
 *   by (which the same question with fewer fields, or by year for month, would tell), the smallest listed group joins them.
 * - Query-set-size control, against differencing of filters: the same holds of what the conditions of the filter take away,
 *   one by one and together. A caller who asks again without some of them learns no difference below the threshold.
 *
 * Limits: it looks at one answer at a time. Differences over conditions that are replaced and not left out (`in` lists with one
 * value less, ranges moved by a day) and sums over many overlapping questions (trackers) are not caught; nor is it known what
 * the caller learnt before. No per-answer rule can (Denning, Denning & Schwartz, The tracker, ACM TODS 4(1), 1979; Adam &
 * Wortmann, Security-control methods for statistical databases, ACM Computing Surveys 21(4), 1989): the audit log is what tells.
 */
export function suppressSmall<C extends Cell>(
  cells: readonly C[],
  whole: readonly number[],
  smallest: number,
): Told<C> {
  const inOrder = [...cells].sort(byValues);
  const [total = 0] = whole;
  if (smallest === 0) return { total, listed: inOrder.filter(hasRows), rest: 0 };
  // None at all is not told either: that nobody does something is about everybody.
  if (total < smallest || hasSmall(whole, smallest)) return { total: null, listed: [], rest: null };
  const hidden = new Set<Cell>(inOrder.filter((cell) => !hasRows(cell) || hasSmall(cell.numbers, smallest)));
  const margins = marginsOf(inOrder);
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const margin of margins) {
      let next = wantedIn(margin, hidden, smallest);
      while (next !== undefined) {
        hidden.add(next);
        isStable = false;
        next = wantedIn(margin, hidden, smallest);
      }
    }
  }
  const listed = inOrder.filter((cell) => !hidden.has(cell));
  return { total, listed, rest: total - listed.reduce((known, cell) => known + (cell.numbers[0] ?? 0), 0) };
}

function hasRows({ numbers: [count = 0] }: Cell): boolean {
  return count > 0;
}

function hasSmall(numbers: readonly number[], smallest: number): boolean {
  return numbers.some((number) => isSmall(number, smallest));
}

function isSmall(number: number, smallest: number): boolean {
  return number > 0 && number < smallest;
}

// The smallest listed group that makes up for what the hidden ones of a margin lack; none where they lack nothing, or the
// margin as a whole does: then no question tells it.
function wantedIn(margin: readonly Cell[], hidden: ReadonlySet<Cell>, smallest: number): Cell | undefined {
  const pooled = sum(margin.filter((cell) => hidden.has(cell)));
  const candidates = margin.filter(
    (cell) => !hidden.has(cell) && cell.numbers.some((number, at) => number > 0 && isSmall(pooled[at] ?? 0, smallest)),
  );
  return candidates.sort((a, b) => (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0) || byValues(a, b))[0];
}

function sum(cells: readonly Cell[]): readonly number[] {
  const [first] = cells;
  return (first?.numbers ?? []).map((_, at) => cells.reduce((known, { numbers }) => known + (numbers[at] ?? 0), 0));
}

// Groups that agree in some of what they were grouped by: in one value, in each pair of values, and (in none) all of them.
function marginsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const width = cells[0] === undefined ? 0 : cells[0].values.length + cells[0].coarser.length;
  return Array.from({ length: 2 ** width }, (_, chosen) => {
    const margins = new Map<string, Cell[]>();
    for (const cell of cells) {
      const key = JSON.stringify([...cell.values, ...cell.coarser].filter((_value, at) => (chosen >> at) % 2 === 1));
      margins.set(key, [...(margins.get(key) ?? []), cell]);
    }
    return [...margins.values()];
  }).flat();
}

function byValues(a: Cell, b: Cell): number {
  for (const [at, value] of a.values.entries()) {
    const other = b.values[at] ?? null;
    if (value === other) continue;
    if (value === null || other === null) return value === null ? 1 : -1;
    return compareText(value, other);
  }
  return 0;
}
