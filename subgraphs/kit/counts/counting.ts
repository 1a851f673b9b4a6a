import type { Keyset, RecordRow } from '../../../schema/adapter.js';
import { all, type Condition } from '../../../schema/condition.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import { perRequest } from '../per-request.js';
import { type PageRead, readList } from '../reads/reading.js';
import { groupOf, type Measured, measure, nothingMeasured } from './count-measures.js';
import type { CountQuestion } from './count-question.js';
import { fewAtOnce } from './few-at-once.js';

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

/** Which rows are counted, and under which conditions besides. */
export interface Counted {
  readonly where: Condition;
  readonly parts: readonly Condition[];
}

/**
 * Counts and measures rows by groups, under all conditions and without each set of them: a tally for each set that is left out, as bits
 * of its number. Reads the columns grouped by or measured and no others, page by page, and which rows meet each condition: the sources say
 * it once, however many sets there are. Null where a source did not answer. Rejects with `BOUND_EXCEEDED` beyond 300,000 rows or 2,000 groups.
 */
export async function countGroups(
  entity: string,
  { where, parts }: Counted,
  question: CountQuestion,
  coordinate: string,
  context: RequestContext,
): Promise<readonly Tally[] | null> {
  const { columns, key } = question;
  const read = { entity, coordinate, context };
  const met = await Promise.all(parts.map((part) => rowsUnder(all(where, part), read)));
  if (met.includes(null)) return null;
  const tallies = Array.from({ length: 2 ** parts.length }, () => new Map<string, Measured>());
  const counted = new Map<unknown, number[]>();
  const fields = [...new Set(key === null ? columns : [...columns, key])];
  for await (const rows of pagesOf(where, fields, read)) {
    if (rows === null) return null;
    for (const row of rows) {
      const unmet = met.reduce((bits, under, at) => bits | (under?.has(nameOf(row)) ? 0 : 1 << at), 0);
      const before = key === null ? [] : countedBefore(counted, row.values[key]);
      const group = JSON.stringify(groupOf(question, row.values));
      for (const [left, tally] of tallies.entries()) {
        const isIn = (bits: number) => (bits & ~left) === 0;
        if (!isIn(unmet) || before.some(isIn)) continue;
        const known = tally.get(group) ?? nothingMeasured(question);
        measure(known, question, row.values);
        tally.set(group, known);
      }
      before.push(unmet);
    }
    if (tallies.some(({ size }) => size > mostGroups)) throw tooMany(coordinate);
  }
  return tallies;
}

/** What rows of a record were counted under already; whether two records without a key are one nobody knows: both are counted. */
function countedBefore(counted: Map<unknown, number[]>, key: unknown): number[] {
  if (key === null || key === undefined) return [];
  const before = counted.get(key) ?? [];
  counted.set(key, before);
  return before;
}

interface Read {
  readonly entity: string;
  readonly coordinate: string;
  readonly context: RequestContext;
}

const nameOf = ({ adapter, id }: RecordRow): string => `${adapter}\n${id}`;

async function rowsUnder(where: Condition, read: Read): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>();
  for await (const rows of pagesOf(where, [], read)) {
    if (rows === null) return null;
    for (const row of rows) found.add(nameOf(row));
  }
  return found;
}

// Page by page; null in the place of one that is not whole.
async function* pagesOf(
  where: Condition,
  fields: readonly string[],
  { entity, coordinate, context }: Read,
): AsyncGenerator<readonly RecordRow[] | null> {
  let [after, count]: [Keyset | undefined, number] = [undefined, 0];
  for (;;) {
    const request = { entity, fields, where, order: [], first: pageRows, count: false, ...(after ? { after } : {}) };
    const { page, isWhole, missing } = await readInTurn(request, coordinate, context);
    if (!isWhole || fields.some((field) => missing.has(field))) return yield null;
    yield page.rows;
    count += page.rows.length;
    const last = page.rows.at(-1);
    if (!page.hasNext || last === undefined) return;
    if (count >= mostRows) throw tooMany(coordinate);
    after = { values: [], adapter: last.adapter, id: last.id };
  }
}

function tooMany(coordinate: string): PlumblineError {
  return new PlumblineError(
    'BOUND_EXCEEDED',
    `${coordinate} counts by groups up to ${mostRows} rows in ${mostGroups} groups: narrow the filter`,
  );
}
