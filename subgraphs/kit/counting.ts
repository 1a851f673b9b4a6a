import type { Keyset } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { groupOf, type Measured, measure, nothingMeasured } from './count-measures.js';
import type { CountQuestion } from './count-question.js';
import { fewAtOnce } from './few-at-once.js';
import { perRequest } from './per-request.js';
import { type PageRead, readList } from './reading.js';

/**
 * Reads of a request under way at once: a count that hides small numbers asks its question once more for each set of its
 * conditions, and a source that others ask too must not be overrun.
 */
const readsAtOnce = 4;
const turnsOf = perRequest(() => fewAtOnce(readsAtOnce));

function readInTurn(...read: Parameters<typeof readList>): Promise<PageRead> {
  return turnsOf(read[2])(() => readList(...read));
}

/** Rows a read of grouped counting, and most rows that one is made of: a county's registers have fewer. */
const pageRows = 5_000;
const mostRows = 300_000;
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
  const { page, isWhole } = await readInTurn(request, coordinate, context);
  return isWhole ? page.total : null;
}

/** What is known of rows by what they are grouped by, as JSON of the values. */
export type Tally = ReadonlyMap<string, Measured>;

/**
 * Counts and measures rows by groups: reads the columns grouped by or measured and no others, page by page. Null where a
 * source did not answer. Rejects with `BOUND_EXCEEDED` beyond 300,000 rows or 2,000 groups.
 */
export async function countGroups(
  entity: string,
  where: Condition,
  question: CountQuestion,
  coordinate: string,
  context: RequestContext,
): Promise<Tally | null> {
  const { columns, key } = question;
  const fields = [...new Set(key === null ? columns : [...columns, key])];
  const seen = new Set<unknown>();
  const tally = new Map<string, Measured>();
  let [after, rows]: [Keyset | undefined, number] = [undefined, 0];
  for (;;) {
    const request = { entity, fields, where, order: [], first: pageRows, count: false, ...(after ? { after } : {}) };
    const { page, isWhole, missing } = await readInTurn(request, coordinate, context);
    if (!isWhole || fields.some((field) => missing.has(field))) return null;
    for (const { values } of page.rows) {
      if (key !== null && isRepeated(seen, values[key])) continue;
      const group = JSON.stringify(groupOf(question, values));
      const known = tally.get(group) ?? nothingMeasured(question);
      measure(known, question, values);
      tally.set(group, known);
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

// Whether two records without a key are one nobody knows: both are counted.
function isRepeated(seen: Set<unknown>, key: unknown): boolean {
  if (key === null || key === undefined) return false;
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}
