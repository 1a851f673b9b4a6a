import type { Amount, SeriesDefinition, Where, Words } from '../definition.js';

/** What a series has that is not as in most. */
type Otherwise = Partial<Pick<SeriesDefinition, 'unit' | 'show' | 'time' | 'rows'>>;

/** Whose day lies in the period. */
export const within = (field: string): Where => ({ [field]: { ge: '$from', lt: '$to' } });

/** Whose instant lies in the period. */
export const withinAt = (field: string): Where => ({ [field]: { ge: '$fromAt', lt: '$toAt' } });

/** What a period comes to, in groups that each have their share of it. */
export function breakdown(id: string, name: Words, count: Amount, otherwise: Otherwise = {}): SeriesDefinition {
  return { id, name, time: 'FLOW', is: { count }, rows: { kind: 'GROUPS', share: true }, ...otherwise };
}

/** How much of what a period comes to meets a condition. */
export function share(
  id: string,
  name: Words,
  [whole, condition]: readonly [Amount, Where],
  otherwise: Otherwise = {},
): SeriesDefinition {
  const count = { ...whole, where: { ...whole.where, ...condition } };
  return { id, name, time: 'FLOW', is: { count, outOf: whole }, ...otherwise };
}
