import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { statistics } from '../../../oversight/statistics/catalogue/statistics.js';
import type { StatisticDefinition } from '../../../oversight/statistics/definition.js';
import { evaluate } from '../../../oversight/statistics/evaluate.js';
import { settingOf } from '../../../oversight/statistics/setting.js';
import { readCatalog, readSubgraphSources } from '../../../schema/catalog/read.js';
import { openSubgraph } from '../../../subgraphs/subgraphs.js';
import type { Kept } from '../../subgraphs/array-reader.js';
import { clientOver } from './client-over.js';
import '../../fixed-seed.js';

// Whoever is told no number below three asks for every statistic of who is in correction, and subtracts what is told from what is told.

const smallest = 3;
const source = readSubgraphSources().find(({ name }) => name === 'corrections');
if (source === undefined) throw new Error('there are no corrections');
const subgraph = openSubgraph(readCatalog(), source);

const person = fc.record({
  status: fc.constantFrom('IN_CORRECTION', 'IN_CORRECTION', 'RELEASED'),
  correctionType: fc.constantFrom('PROBATION', 'PAROLE'),
  chargeCode: fc.constantFrom('A', 'B'),
  originalTermMonths: fc.constantFrom(3, 30),
  probationMonths: fc.constantFrom(6, 20),
  householdCode: fc.constantFrom('371422', '371424', '320102', null),
  judicialOfficeCode: fc.constantFrom('J1', 'J2'),
  birthDate: fc.constantFrom('1990-01-01', '2003-01-01'),
});
const fields = new Set(['status', 'correctionType', 'chargeCode', 'originalTermMonths', 'probationMonths']);
for (const field of ['householdCode', 'judicialOfficeCode', 'birthDate', 'jurisdictionDivisionCode']) fields.add(field);

/** What is known of the records that a number counts: of its series, and by the keys of its line. */
const series: Readonly<
  Record<string, { readonly all?: Readonly<Record<string, string>>; readonly keys: readonly string[] }>
> = {
  subjects: { keys: ['charge'] },
  term: { keys: ['type', 'term'] },
  probation: { all: { type: 'PROBATION' }, keys: ['probation'] },
  category: { keys: ['type'] },
  age: { keys: ['age'] },
  household: { keys: ['home'] },
  stock: { keys: ['office'] },
};

interface Told {
  readonly of: Readonly<Record<string, string | null>>;
  readonly count: number;
}

const setting = settingOf({ division: '371422' }, '2026-11-02', '371422');
const views: Readonly<Record<string, string>> = { 'ST-05': 'AS_OF' };
const asked = statistics.filter(({ id }) => ['ST-01', 'ST-02', 'ST-04', 'ST-05', 'ST-06', 'ST-23'].includes(id));

/** The totals and the breakdowns that a statistic tells. */
async function toldBy(definition: StatisticDefinition, kept: readonly Kept[]): Promise<readonly (readonly Told[])[]> {
  const client = clientOver({
    subgraph,
    smallest,
    kept: { CorrectionSubject: kept },
    counts: { CorrectionSubject: fields },
  });
  const asking = { show: views[definition.id] ?? 'STOCK', setting, compare: [], labelOf: () => null };
  const answer = await evaluate(definition, asking, client, new AbortController().signal);
  return answer.series.flatMap(({ definition: { id }, total, rows }) => {
    const { all = {}, keys } = series[id] ?? { keys: [] };
    if (keys.length === 0) return [];
    const lines = (rows ?? []).flatMap(({ keys: values, figure: { count } }): readonly Told[] => {
      const of = Object.fromEntries(keys.map((key, at) => [key, values[at]?.value ?? null]));
      return count === null ? [] : [{ of: { ...all, ...of }, count }];
    });
    return [total?.count === null || total === null ? [] : [{ of: all, count: total.count }], lines];
  });
}

const isWithin = ({ of }: Told, whole: Told): boolean =>
  Object.entries(whole.of).every(([key, value]) => of[key] === value);

test('no total, line or difference of a line and its parts is below the smallest number, across all statistics of subjects', async () => {
  let [most, differences] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(person, fc.integer({ min: 0, max: 7 })), { maxLength: 9 }), async (groups) => {
      const kept = groups.flatMap(([values, many], group) =>
        Array.from({ length: many }, (_, at): Kept => {
          const id = `${group}-${at}`;
          return { adapter: 'c', id, values: { ...values, subjectNo: id, jurisdictionDivisionCode: '371422' } };
        }),
      );
      const told = (await Promise.all(asked.map((definition) => toldBy(definition, kept)))).flat();
      most = Math.max(most, told.flat().length);
      for (const whole of told.flat())
        for (const parts of [[], ...told]) {
          const within = parts.filter((part) => isWithin(part, whole));
          const rest = whole.count - within.reduce((sum, { count }) => sum + count, 0);
          differences += 1;
          expect({ whole, within, isSafe: rest === 0 || rest >= smallest }).toEqual({ whole, within, isSafe: true });
        }
    }),
    { numRuns: 60 },
  );
  // The attack had something to work on.
  expect([most > 15, differences > 1_000]).toEqual([true, true]);
});
