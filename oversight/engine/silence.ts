import type { OversightAnswer } from '../../schema/oversight/desk.js';

/** Adapters to blame for what is missing of a field: those that were read for it and did not answer, or answered with old data. */
export function silentAdapters(answer: OversightAnswer, coordinate: string | null): readonly string[] {
  return answer.sources
    .filter(({ status, fields }) => status !== 'OK' && (coordinate === null || fields.includes(coordinate)))
    .map(({ adapter }) => adapter);
}

/** Adapters that may hold records of the walked list and did not answer: its pages are true, and not whole. */
export function silentOfList(answer: OversightAnswer, list: string): readonly string[] {
  return answer.sources
    .filter(({ status, fields }) => status === 'UNAVAILABLE' && fields.includes(`Query.${list}`))
    .map(({ adapter }) => adapter);
}
