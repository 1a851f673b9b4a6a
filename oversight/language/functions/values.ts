import { covers } from '../../../schema/codes/division.js';
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
