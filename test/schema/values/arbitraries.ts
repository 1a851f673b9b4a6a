import fc from 'fast-check';
import { citizenIdCheckDigit } from '../../../schema/values/citizen-id.js';
import { creditCodeCheckDigit } from '../../../schema/values/credit-code.js';
import { dateOfDayNumber, dayNumber } from '../../../schema/values/plain-date.js';

/** Days from 1900 to 2099. */
export const isoDate = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2099-12-31') }).map(dateOfDayNumber);

const divisions = ['371422', '370181', '370114', '371202', '372431', '150402', '140522', '110105', '440524', '510202'];

/** Valid citizen ids of made-up persons. */
export const citizenId = fc
  .tuple(
    fc.constantFrom(...divisions),
    fc.integer({ min: dayNumber('1880-01-01'), max: dayNumber('2026-11-01') }).map(dateOfDayNumber),
    fc.integer({ min: 1, max: 998 }),
  )
  .map(([division, date, serial]) => {
    const first17 = `${division}${date.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
    return `${first17}${citizenIdCheckDigit(first17)}`;
  });

const creditAlphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** Valid credit codes of made-up organisations. */
export const creditCode = fc
  .tuple(
    fc.constantFrom('11', '51', '91', '92', '93', 'Y1'),
    fc.constantFrom(...divisions),
    fc.array(fc.constantFrom(...creditAlphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([head, division, body]) => {
    const first17 = `${head}${division}${body.join('')}`;
    return `${first17}${creditCodeCheckDigit(first17)}`;
  });

/** Anything a source, a driver or a mistake can hand to a reader. */
export const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'0123456789０１二三十百千万年月日元角分整点号第字(（〔[./-: ,XxOoＩ壹贰零〇廿半'),
    maxLength: 24,
  }),
  fc.double(),
  fc.integer(),
  fc.constantFrom(
    null,
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    '0'.repeat(100_000),
    '一'.repeat(100_000),
    '('.repeat(100_000),
    '&amp;'.repeat(20_000),
    Symbol('x'),
    () => 1,
    new Date(Number.NaN),
    Object.create(null),
    {
      toString: () => {
        throw new Error('hostile');
      },
    },
  ),
);
