import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { within } from '../../policies/engine/territory.js';
import { covers } from '../../schema/codes/division.js';
import { allDivisions } from '../../schema/codes/division-history.js';
import type { Condition } from '../../schema/condition.js';

const codes = [...allDivisions()].map(({ code }) => code);
const former = [...allDivisions()].filter(({ successor }) => successor !== null).map(({ code }) => code);
const any = fc.oneof(fc.constantFrom(...codes), fc.constantFrom(...former));
const territories = fc.oneof(
  any,
  any.map((code) => code.slice(0, 4)),
  any.map((code) => code.slice(0, 2)),
  any.map((code) => `${code.slice(0, 4)}00`),
  any.map((code) => `${code.slice(0, 2)}0000`),
);
const places = fc.oneof(
  any,
  any.map((code) => `${code}001`),
  any.map((code) => `${code}001002`),
);

function meets(condition: Condition, code: string): boolean {
  switch (condition.op) {
    case 'true':
      return true;
    case 'prefix':
      return code.startsWith(condition.value);
    case 'or':
      return condition.of.some((each) => meets(each, code));
    case 'and':
      return condition.of.every((each) => meets(each, code));
    case 'not':
      return !meets(condition.of, code);
    default:
      return false;
  }
}

test('the condition of a territory says of every record what the historic division map says', () => {
  fc.assert(
    fc.property(territories, places, (territory, place) => {
      expect(meets(within('d', territory), place)).toBe(covers(territory, place));
    }),
    { numRuns: 20_000 },
  );
});

test('a city has the records of what it took in, by their former codes', () => {
  expect(within('d', '370100')).toEqual({
    op: 'or',
    of: expect.arrayContaining([
      { op: 'prefix', field: 'd', value: '3701' },
      { op: 'prefix', field: 'd', value: '371202' },
    ]),
  });
});

test('a county has the records of its former code; an office, whose past is not known, its own', () => {
  expect([within('d', '371422'), within('d', '371422100')]).toEqual([
    {
      op: 'or',
      of: [
        { op: 'prefix', field: 'd', value: '371422' },
        { op: 'prefix', field: 'd', value: '372431' },
      ],
    },
    { op: 'prefix', field: 'd', value: '371422100' },
  ]);
});

test('a record whose division went to another city is no longer within the old one', () => {
  const moved = former.find(
    (code) => !covers(`${code.slice(0, 4)}00`, code) && covers(`${code.slice(0, 2)}0000`, code),
  );
  expect(meets(within('d', `${moved?.slice(0, 4)}00`), moved ?? '')).toBe(false);
});
