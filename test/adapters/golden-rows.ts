import type { RawRecord } from '../../sdk/raw.js';

/** Most golden rows of a table. */
const most = 25;

/**
 * Some of a table's rows, in their order, so that everything occurs in them that occurs in the table: every notation of every column,
 * a column with a value and without one, and every code.
 */
export function chosenRows(rows: readonly RawRecord[], atMost: number = most): readonly RawRecord[] {
  const counts = new Map<string, number>();
  const featured = rows.map(featuresOf);
  for (const features of featured) for (const each of features) counts.set(each, (counts.get(each) ?? 0) + 1);
  // Every column with a value and without one; then what is rare: an ordinary row comes along by itself.
  const isPresence = (feature: string) => Number(!/ (absent|present)$/.test(feature));
  const byRarity = [...counts]
    .sort(([a, x], [b, y]) => isPresence(a) - isPresence(b) || x - y || (a < b ? -1 : 1))
    .map(([feature]) => feature);
  const chosen = new Set<number>();
  const seen = new Set<string>();
  for (const feature of byRarity) {
    if (chosen.size >= atMost) break;
    if (seen.has(feature)) continue;
    const at = featured.findIndex((features, row) => !chosen.has(row) && features.has(feature));
    if (at < 0) continue;
    chosen.add(at);
    for (const each of featured[at] ?? []) seen.add(each);
  }
  return rows.filter((_, at) => chosen.has(at));
}

function featuresOf(row: RawRecord): ReadonlySet<string> {
  return new Set(
    Object.entries(row).flatMap(([column, value]) =>
      value === null ? [`${column} absent`] : [`${column} present`, `${column} ${notationOf(value)}`],
    ),
  );
}

/** How a value is written, without what it says: `2024-01-05` is `9-9-9`, a name `文`. */
function notationOf(value: unknown): string {
  if (typeof value !== 'string') return typeof value;
  // A code is short, and each one is a case of its own.
  if (value.length <= 2) return `code ${value}`;
  return value
    .replace(/[0-9]+/g, '9')
    .replace(/[A-Za-z]+/g, 'a')
    .replace(/\p{Script=Han}+/gu, '文')
    .slice(0, 24);
}
