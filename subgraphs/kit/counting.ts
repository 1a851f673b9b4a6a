import type { Keyset, RecordRow } from '../../schema/adapter.js';
import type { CountField } from '../../schema/catalog/counting.js';
import type { Condition } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { readList } from './reading.js';

/** Rows a read of grouped counting, and most rows that one is made of: a county's registers have fewer. */
const pageRows = 5_000;
const mostRows = 100_000;
/** Most groups of an answer. */
const mostGroups = 2_000;

/** How many rows a condition has, as the sources count them; null where one of them did not answer. */
export async function countRows(
  entity: string,
  where: Condition,
  coordinate: string,
  context: RequestContext,
): Promise<number | null> {
  const request = { entity, fields: [], where, order: [], first: 0, count: true };
  const { page, isWhole } = await readList(request, coordinate, context);
  return isWhole ? page.total : null;
}

/** Rows by what they are grouped by, as JSON of the values. */
export type Tally = ReadonlyMap<string, number>;

/**
 * Counts rows by groups: reads the columns grouped by and no others, page by page. Null where a source did not answer.
 * Rejects with `BOUND_EXCEEDED` beyond 100,000 rows or 2,000 groups.
 */
export async function countGroups(
  entity: string,
  where: Condition,
  by: readonly CountField[],
  coordinate: string,
  context: RequestContext,
): Promise<Tally | null> {
  const fields = [...new Set(by.map(({ field }) => field.name))];
  const tally = new Map<string, number>();
  let [after, rows]: [Keyset | undefined, number] = [undefined, 0];
  for (;;) {
    const request = { entity, fields, where, order: [], first: pageRows, count: false, ...(after ? { after } : {}) };
    const { page, isWhole, missing } = await readList(request, coordinate, context);
    if (!isWhole || fields.some((field) => missing.has(field))) return null;
    for (const row of page.rows) {
      const group = JSON.stringify(by.map((each) => groupValue(each, row)));
      tally.set(group, (tally.get(group) ?? 0) + 1);
    }
    rows += page.rows.length;
    const last = page.rows.at(-1);
    const isOver = !page.hasNext || last === undefined;
    if (tally.size > mostGroups || (!isOver && rows >= mostRows))
      throw new PlumblineError(
        'BOUND_EXCEEDED',
        `${coordinate} counts by groups up to ${mostRows} rows in ${mostGroups} groups: narrow the filter`,
      );
    if (isOver) return tally;
    after = { values: [], adapter: last.adapter, id: last.id };
  }
}

const lengths = { YEAR: 'YYYY'.length, MONTH: 'YYYY-MM'.length } as const;

// Dates are ISO 8601, so that a year is the beginning of a month and a month that of a day.
function groupValue({ field, part }: CountField, { values }: RecordRow): string | null {
  const value = values[field.name];
  if (value === null || value === undefined) return null;
  return part === 'VALUE' ? String(value) : String(value).slice(0, lengths[part]);
}
