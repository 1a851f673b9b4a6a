import type { RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Scalar } from '../../schema/scalar.js';
import type { OpenSource } from '../source.js';
import { type Bench, type CheckResult, readList } from './bench.js';

/** Values of a field that conditions are made of. */
const tried = 2;

/**
 * Conditions give the same rows whether the source applies them or everything is read and filtered here. Finds bindings that
 * call a column clean that is not, codes that are missing from a map, and sources that compare by their own rules.
 */
export async function pushesDownHonestly<Place>(bench: Bench<Place>): Promise<CheckResult> {
  const { entity, fields } = bench.binding;
  const failures: string[] = [];
  const { rows } = await readList(bench, bench.source, {});
  const plain = blunt(bench.source);
  for (const field of Object.keys(fields)) {
    for (const where of conditionsOn(field, rows)) {
      const request = { where, fields: [field], count: true };
      try {
        const [pushed, naive] = [await readList(bench, bench.source, request), await readList(bench, plain, request)];
        if (idsOf(pushed.rows) !== idsOf(naive.rows) || pushed.total !== naive.total) {
          failures.push(`${field} ${where.op} gives other rows at the source`);
        }
      } catch (error) {
        // More rows than the naive reading may hold: nothing to compare with.
        if (!(error instanceof PlumblineError) || error.code !== 'BOUND_EXCEEDED') throw error;
      }
    }
  }
  return { entity, check: 'pushes down honestly', failures: [...new Set(failures)] };
}

const idsOf = (rows: readonly RecordRow[]) => rows.map(({ id }) => id).join('\n');

/** The same source with its abilities taken away; it answers what it answered before, as the same rows are asked for. */
function blunt<Place>(source: OpenSource<Place>): OpenSource<Place> {
  const answers = new Map<string, ReturnType<typeof source.rows>>();
  return {
    takes: () => false,
    orders: false,
    groups: false,
    rows: (query, context) => {
      const asked = query.columns.join('\n');
      const answer = answers.get(asked) ?? source.rows(query, context);
      answers.set(asked, answer);
      return answer;
    },
    close: async () => {},
  };
}

function conditionsOn(field: string, rows: readonly RecordRow[]): readonly Condition[] {
  const found = rows.flatMap(({ values }): Scalar[] => {
    const value = values[field] ?? null;
    return value === null || typeof value === 'object' ? [] : [value];
  });
  const distinct = [...new Set(found)];
  const step = Math.max(1, Math.floor(distinct.length / tried));
  const values = distinct.filter((_, at) => at % step === 0).slice(0, tried);
  const first = values[0];
  return [
    { op: 'isNull', field, value: true },
    { op: 'isNull', field, value: false },
    { op: 'in', field, values },
    ...(first === undefined ? [] : [{ op: 'not', of: { op: 'eq', field, value: first } } as const]),
    ...values.flatMap((value): Condition[] => [
      { op: 'eq', field, value },
      { op: 'ge', field, value },
      { op: 'lt', field, value },
      ...(typeof value === 'string' ? [{ op: 'prefix', field, value: value.slice(0, 4) } as const] : []),
    ]),
  ];
}
