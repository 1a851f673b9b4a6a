import { expect, test } from '@jest/globals';
import { intakeOf, issuerIn } from '../../../gateway/oversight/houses.js';

const house = (code: string, division: string) => ({ code, name: code, short: code, division, officers: [] });
const houses = [house('city', '371400'), house('county', '371422'), house('province', '370000')];

test('findings come to the nearest procuratorate that covers their division', () => {
  const { houseOf } = intakeOf(houses);
  expect(['371422', '371422101', '371423', '370100', '110101', ''].map((each) => houseOf(each)?.code ?? null)).toEqual([
    'county',
    'county',
    'city',
    'province',
    null,
    null,
  ]);
});

test('a procuratorate signs that is set up, and no other', () => {
  expect(issuerIn(houses, 'county').name).toBe('county');
  expect(() => issuerIn(houses, 'elsewhere')).toThrow(expect.objectContaining({ code: 'OVERSIGHT_GUARD' }));
});
