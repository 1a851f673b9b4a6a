import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { Absence, Gaps } from './facts.js';

const dayMs = 86_400_000;

/** What could not be read of a page, in sum and by row. */
export interface PageGaps {
  /** Null where the list itself is missing. */
  at(row: number): Gaps;
  readonly isListMissing: boolean;
}

/**
 * Reads out of an answer what is absent from its rows: sources that did not answer or are old, what the engine may not
 * see or sees masked, and what single errors took away.
 * @param freshness days that a source's data may be old; null: only what the hub itself calls stale
 * @param now ISO 8601 instant
 */
export function pageGaps(
  answer: OversightAnswer,
  list: string,
  { freshnessDays, now }: { readonly freshnessDays: number | null; readonly now: string },
): PageGaps {
  const coordinates = new Map<string, Absence>();
  for (const source of answer.sources) {
    const why = absenceOf(source, freshnessDays, now);
    if (why === null) continue;
    for (const field of source.fields) if (coordinates.get(field) !== 'UNAVAILABLE') coordinates.set(field, why);
  }
  const paths = new Map<string, Absence>();
  for (const { path, effect } of answer.access) {
    const below = belowRow(path.split('.'), list);
    // What is seen on some rows only is denied on the others: which they are is told by their values alone, and a value
    // that is there may be masked or not only where masking is at stake.
    if (below !== null && effect !== 'ALLOWED') paths.set(below.join('.'), 'DENIED');
  }
  const partly = new Set(
    answer.access.flatMap(({ path, effect, rows }) => {
      const below = effect === 'ALLOWED' && rows === 'SOME' ? belowRow(path.split('.'), list) : null;
      return below === null ? [] : [below.join('.')];
    }),
  );
  const rows = new Map<number, Map<string, Absence>>();
  let isListMissing = answer.data === null || answer.data[list] === null || answer.data[list] === undefined;
  for (const { code, path } of answer.errors) {
    const [root, nodes, at, ...below] = path;
    if (root !== list) continue;
    if (nodes !== 'nodes' || typeof at !== 'number') {
      isListMissing ||= path.length <= 2;
      continue;
    }
    const places = rows.get(at) ?? new Map<string, Absence>();
    places.set(below.join('.'), code === 'FIELD_DENIED' || code === 'PURPOSE_REQUIRED' ? 'DENIED' : 'UNAVAILABLE');
    rows.set(at, places);
  }
  const shared: Gaps = { coordinates, paths, partly, places: new Map() };
  return {
    isListMissing,
    at(row) {
      const places = rows.get(row);
      return places === undefined ? shared : { ...shared, places };
    },
  };
}

function absenceOf(
  { status, asOf }: OversightAnswer['sources'][number],
  freshnessDays: number | null,
  now: string,
): Absence | null {
  if (status !== 'OK') return status;
  if (freshnessDays === null || asOf === null) return null;
  return Date.parse(now) - Date.parse(asOf) > freshnessDays * dayMs ? 'STALE' : null;
}

/** A selection path below the row, without the connections' own level; null when it is another list's. */
function belowRow([root, ...path]: readonly string[], list: string): readonly string[] | null {
  if (root !== list) return null;
  return path.filter((name) => name !== 'nodes');
}
