import fc from 'fast-check';
import { addMonths } from '../../schema/values/legal-term.js';
import { addDays } from '../../schema/values/plain-date.js';
import type { Reached, Row, Value } from './naive-rows.js';
import { files, persons } from './random-policies-principals.js';
import { rowFieldsOf, waysTo } from './random-policies-schema.js';

// Among them: former codes that came to lie below (372431 → 371422, 371202 → 370116), one that went elsewhere
// (370630 → 371083), and a village below a former county.
const divisions = [
  '371400',
  '371422',
  '371422100',
  '371424',
  '372431',
  '372400',
  '370116',
  '371202',
  '371202001000',
  '370602',
  '370630',
  '371083',
  '110101',
  null,
];
const agencies = ['11371422MB2850001X', '371422000000', '371422510000', '371422510007', '371424510000', '110101', null];

const datesBy = new Map<string, readonly Value[]>();

function datesOf(today: string): readonly Value[] {
  const dates = datesBy.get(today) ?? datesAround(today);
  datesBy.set(today, dates);
  return dates;
}

function datesAround(today: string): readonly Value[] {
  const back = [12, 24, 1].map((months) => addMonths(today, -months));
  const limits = [...back, ...[0, 3, 30].map((days) => addDays(today, -days))];
  return [
    null,
    '1950-01-01',
    '2099-12-31',
    '2026-06-30',
    '2026-07-01',
    ...limits,
    ...limits.map((day) => addDays(day, -1)),
  ];
}

const flags: readonly Value[] = [true, false, false, null];
const pools: Readonly<Record<string, readonly Value[]>> = {
  agencyCode: agencies,
  decidedByCode: agencies,
  judicialOfficeCode: ['371422100J', '371422200J', null],
  jurisdictionDivisionCode: divisions,
  executionDivisionCode: divisions,
  residenceDivisionCode: divisions,
  citizenId: [...persons, null],
  victimCitizenId: [...persons, null],
  claimantId: [...persons, null],
  legalRepresentativeCitizenId: [...persons, null],
  caseNumber: [...files, null],
  subjectNo: [...files, null],
  sealed: flags,
  published: [true, true, false, null],
  line: ['JUVENILE', 'CIVIL', 'CRIMINAL', 'EXECUTION', null],
  kind: ['A', 'B', 'C', null],
  number: ['鲁1422', '鲁1424', '鲁14', '京0101', null],
  amount: [9, 10, 15, 20, 21, 40, 41, null],
};

/** A row of a type, with every field that conditions look at; fields that none looks at are left null. */
function rowOf(type: string, today: string): fc.Arbitrary<Row> {
  const dates = datesOf(today);
  const fields = rowFieldsOf(type).map((field) => {
    const pool = field === 'startedOn' || field === 'endsOn' ? dates : (pools[field] ?? [null]);
    return [field, fc.constantFrom(...pool)] as const;
  });
  return fc.record(Object.fromEntries(fields));
}

/** Rows as a source holds them, each on a way that could have led to it. */
export function rowsOf(type: string, today: string): fc.Arbitrary<readonly Reached[]> {
  const ways = waysTo(type);
  const way = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...ways) });
  return fc.array(fc.record({ row: rowOf(type, today), way }), { minLength: 4, maxLength: 10 });
}

/** A list query: which of the clear fields it filters and orders by (taken modulo their number), and its page size. */
export interface Query {
  readonly filterBy: number;
  readonly filterLike: number;
  readonly isNegated: boolean;
  readonly orderBy: number;
  readonly isDescending: boolean;
  readonly pageSize: number;
}

export const queries: fc.Arbitrary<Query> = fc.record({
  filterBy: fc.nat(99),
  filterLike: fc.nat(9),
  isNegated: fc.boolean(),
  orderBy: fc.nat(99),
  isDescending: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 4 }),
});
