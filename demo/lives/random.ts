/** Random numbers that depend on nothing but their seeds: the same key draws the same numbers at every scale. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer in [low, high]. */
  between(low: number, high: number): number;
  /** True with probability `share`. */
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Draws by weight: `[['a', 3], ['b', 1]]` gives `a` three times out of four. */
  weighted<T>(table: readonly (readonly [T, number])[]): T;
  /** `count` decimal digits. */
  digits(count: number): string;
}

/** A 32-bit hash of a text (FNV-1a with a final mix). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) that belongs to a text: one draw without a generator. */
export function shareOf(text: string): number {
  return hashOf(text) / 0x1_0000_0000;
}

/** Opens the random numbers of a key (mulberry32). */
export function randomOf(key: string): Random {
  let state = hashOf(key);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (list) => itemAt(list, Math.floor(next() * list.length)),
    weighted: (table) => {
      const total = table.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [value, weight] of table) {
        left -= weight;
        if (left < 0) return value;
      }
      return itemAt(table, table.length - 1)[0];
    },
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(''),
  };
}

function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('a random choice needs a list that is not empty');
  return item;
}
