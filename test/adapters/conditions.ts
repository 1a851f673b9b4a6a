import fc from 'fast-check';
import type { EntityReader, RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { Scalar } from '../../schema/scalar.js';
import { matches, positive } from '../../sdk/completion/condition.js';
import { everything } from './county.js';

/**
 * Law: whatever is left to the system, a filter answers what it would answer over all records read without one.
 * Tries `numRuns` conditions over values that occur, among the records `within`.
 */
export async function filtersExactly(
  reader: EntityReader,
  numRuns: number,
  within: Condition = { op: 'true' },
): Promise<void> {
  const rows = await everything(reader, { where: within });
  const condition = conditionOver([...reader.fields], rows);
  await fc.assert(
    fc.asyncProperty(condition, async (where) => {
      const expected = rows.filter(({ values }) => matches(positive(where), (field) => values[field] ?? null));
      const found = await everything(reader, { where: { op: 'and', of: [within, where] }, fields: [] });
      return sameIds(found, expected);
    }),
    { numRuns },
  );
}

function sameIds(found: readonly RecordRow[], expected: readonly RecordRow[]): boolean {
  const ids = (rows: readonly RecordRow[]) => JSON.stringify(rows.map(({ id }) => id));
  return ids(found) === ids(expected);
}

function conditionOver(fields: readonly string[], rows: readonly RecordRow[]): fc.Arbitrary<Condition> {
  const leaf = fc
    .tuple(fc.constantFrom(...fields), fc.array(fc.nat({ max: rows.length - 1 }), { minLength: 1, maxLength: 4 }))
    .chain(([field, picks]): fc.Arbitrary<Condition> => {
      const values = picks.flatMap((pick): Scalar[] => {
        const value = rows[pick]?.values[field] ?? null;
        return value === null || typeof value === 'object' ? [] : [value];
      });
      const [value] = values;
      const isNull = fc.boolean().map((is): Condition => ({ op: 'isNull', field, value: is }));
      if (value === undefined) return isNull;
      const text = String(value);
      return fc.oneof(
        isNull,
        fc.constant<Condition>({ op: 'in', field, values }),
        fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge').map((op): Condition => ({ op, field, value })),
        fc.nat({ max: text.length }).map((end): Condition => ({ op: 'prefix', field, value: text.slice(0, end) })),
      );
    });
  const negated = leaf.map((of): Condition => ({ op: 'not', of }));
  const part = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: negated });
  const joined = fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(part, { minLength: 1, maxLength: 3 }))
    .map(([op, of]): Condition => ({ op, of }));
  return fc.oneof(part, joined);
}
