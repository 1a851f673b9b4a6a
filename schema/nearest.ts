/** `; did you mean X?` when a known word is close, else the remedy in general. */
export function nearest(word: string, known: Iterable<string>): string {
  const best = closest(word, known);
  return best === null ? '; correct or remove it' : `; did you mean ${best}?`;
}

/** The known word that this one was probably meant to be; null when none is close. */
export function closest(word: string, known: Iterable<string>): string | null {
  const [best] = [...known]
    .map((each) => ({ each, distance: editDistance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, word.length / 4))
    .sort((a, b) => a.distance - b.distance);
  return best?.each ?? null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
