import type { Conjunction } from '../http/conjunction.js';
import type { PagePlace } from './paging.js';
import type { RestRequest, RestResource } from './settings.js';

/** The parameters of one call. */
export function parametersOf(
  { fields, filters }: RestRequest,
  { ranges = {} }: RestResource,
  columns: readonly string[],
  { equals, ranges: limits }: Conjunction,
  page: PagePlace,
): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = { ...page.parameters };
  if (fields !== undefined) parameters[fields] = columns.join(',');
  if (filters.as === 'object') {
    if (equals.size > 0) parameters[filters.parameter] = Object.fromEntries(equals);
  } else {
    for (const [column, values] of equals) parameters[column] = values.join(',');
  }
  for (const [column, range] of Object.entries(ranges)) {
    const [least, greatest] = endsOf(column, limits);
    if (range.from !== undefined && least !== null) parameters[range.from] = range.write(least);
    if (range.to !== undefined && greatest !== null) parameters[range.to] = range.write(greatest);
  }
  return parameters;
}

/** The narrowest limits of a column: several conditions may name it. */
function endsOf(column: string, limits: Conjunction['ranges']) {
  const values = (op: 'ge' | 'le') =>
    limits
      .filter((limit) => limit.column === column && limit.op === op)
      .map(({ value }) => value)
      .sort((a, b) => (a < b ? -1 : 1));
  return [values('ge').at(-1) ?? null, values('le')[0] ?? null] as const;
}
