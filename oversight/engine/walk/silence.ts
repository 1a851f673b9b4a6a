import type { OversightAnswer } from '../../../schema/oversight/desk.js';

/**
 * Adapters to blame for what is missing of a field: those that were read for it and did not answer, or answered with old data. What
 * is read by a key is named by the type that it leads to: where none is named for the field, it may be any of them.
 */
export function silentAdapters(
  { sources }: Pick<OversightAnswer, 'sources'>,
  coordinate: string | null,
): readonly string[] {
  const silent = sources.filter(({ status }) => status !== 'OK');
  const own = silent.filter(({ fields }) => coordinate !== null && fields.includes(coordinate));
  return [...new Set((own.length > 0 ? own : silent).map(({ adapter }) => adapter))];
}

/** Adapters that may hold records of the walked list and did not answer: its pages are true, and not whole. */
export function silentOfList(answer: OversightAnswer, list: string): readonly string[] {
  return answer.sources
    .filter(({ status, fields }) => status === 'UNAVAILABLE' && fields.includes(`Query.${list}`))
    .map(({ adapter }) => adapter);
}
