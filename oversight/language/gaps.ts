import type { OversightAnswer } from '../../schema/oversight/desk.js';
import type { Absence, Gaps } from './facts.js';

const dayMs = 86_400_000;

/** What could not be read of a page. */
export interface PageGaps extends Gaps {
  /** The list itself is missing: there are no rows to look at. */
  readonly isListMissing: boolean;
}

/**
 * Reads out of an answer what is absent from its rows: sources that did not answer or are old, what the engine may not see or
 * sees masked, and what errors took away. The hub tells one error a selection path, never which rows it hit.
 * @param freshnessDays days that a source's data may be old; null: only what the hub itself calls stale
 * @param now ISO 8601 instant
 */
export function pageGaps(
  answer: OversightAnswer,
  list: string,
  { freshnessDays, now }: { readonly freshnessDays: number | null; readonly now: string },
): PageGaps {
  const reads = new Map<string, Absence>();
  const staleAdapters = new Set<string>();
  for (const source of answer.sources) {
    const why = absenceOf(source, freshnessDays, now);
    if (why === null) continue;
    for (const read of source.fields) if (reads.get(read) !== 'STALE') reads.set(read, why);
    if (why === 'STALE' && source.fields.includes(`Query.${list}`)) staleAdapters.add(source.adapter);
  }
  const shut = new Map<string, Absence>();
  const doubtful = new Map<string, Absence>();
  for (const { path, effect, rows } of answer.access) {
    const below = belowRow(path.split('.'), list);
    if (below === null) continue;
    if (effect !== 'ALLOWED') shut.set(below, 'DENIED');
    else if (rows === 'SOME') doubtful.set(below, 'DENIED');
  }
  let isListMissing = answer.data?.[list] === null || answer.data?.[list] === undefined;
  for (const { code, path } of answer.errors) {
    if (path[0] !== list) continue;
    const below = belowRow(
      path.filter((part) => typeof part === 'string'),
      list,
    );
    if (below === '') isListMissing = true;
    else if (below !== null) doubtful.set(below, errorAbsence[code] ?? 'UNAVAILABLE');
  }
  return { reads, shut, doubtful, staleAdapters, isListMissing };
}

const errorAbsence: Readonly<Record<string, Absence>> = {
  FIELD_DENIED: 'DENIED',
  PURPOSE_REQUIRED: 'DENIED',
  BOUND_EXCEEDED: 'TOO_MANY',
};

/** Why what a source answered is not to be read; null where it is. */
export function absenceOf(
  { status, asOf }: OversightAnswer['sources'][number],
  freshnessDays: number | null,
  now: string,
): Absence | null {
  if (status !== 'OK') return status;
  if (freshnessDays === null || asOf === null) return null;
  return Date.parse(now) - Date.parse(asOf) > freshnessDays * dayMs ? 'STALE' : null;
}

/** A selection path below the row, without the level of connections; '' for the list itself, null for another list's. */
function belowRow([root, ...path]: readonly string[], list: string): string | null {
  return root === list ? path.filter((name) => name !== 'nodes').join('.') : null;
}
