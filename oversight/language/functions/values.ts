import { covers, currentDivision } from '../../../schema/codes/division.js';
import { findDivision } from '../../../schema/codes/division-history.js';
import { type LegalFunction, legal, text, whole } from '../legal-function.js';

/** Money, divisions and numbers. */
export const valueFunctions: readonly LegalFunction[] = [
  legal(
    'yuan(amount: int)',
    'money',
    'An amount of yuan, in fen as all money is.',
    { 'yuan(10000)': '1000000' },
    (amount) => BigInt(whole(amount)) * 100n,
  ),
  legal(
    'within(division: text, territory: text)',
    'bool',
    'Whether a division (GB/T 2260, former codes too) lies in a territory.',
    { 'within("371422", "370000")': 'true', 'within("150402", "370000")': 'false' },
    (division, territory) => covers(text(territory), text(division)),
  ),
  legal(
    'leaves(home: text, division: text)',
    'bool',
    'Whether a division is known to lie outside of the city or county of another (社区矫正法 27): districts of one city are one (实施办法 26), and what holds the home, or is no county, tells nothing.',
    {
      'leaves("371422", "370102")': 'true',
      'leaves("371402", "371403")': 'false',
      'leaves("371402", "371422")': 'true',
      'leaves("371422", "371400")': 'false',
    },
    (home, division) => leaves(text(home), text(division)),
  ),
  legal(
    'province(division: text)',
    'text',
    'The province of a division (GB/T 2260), by its code.',
    { 'province("371422")': '370000', 'province("150402004")': '150000' },
    (division) => {
      const code = text(division);
      if (!/^[1-8]\d{5,}$/.test(code)) throw new RangeError('a division is needed');
      return `${code.slice(0, 2)}0000`;
    },
  ),
  legal('abs(value: N)', 'N', 'A whole number without its sign.', { 'abs(-3)': '3' }, (value) => {
    const number = BigInt(whole(value));
    return number < 0n ? -number : number;
  }),
];

function leaves(home: string, division: string): boolean {
  const [from, to] = [livingArea(home), livingArea(division)];
  if (from === null) throw new RangeError('a county is needed');
  return to !== null && to !== from;
}

/** The city whose districts are one, or the county by itself; null where the code tells no county. */
function livingArea(division: string): string | null {
  const county = currentDivision(division.slice(0, 6)).slice(0, 6);
  const known = findDivision(county);
  if (known === null || county.endsWith('00')) return null;
  const isDistrict = known.name.endsWith('区') && !/[林特]区$/.test(known.name);
  return isDistrict ? county.slice(0, 4) : county;
}
