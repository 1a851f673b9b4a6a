import type { Condition } from '../../schema/condition.js';
import type { Kept } from './array-reader.js';
import { allowWhere, maskWhere } from './hand-made-access.js';

export const inHall = (hallNo: string): Condition => ({ op: 'eq', field: 'hallNo', value: hallNo });

export const book = (isbn: string, hallNo: string, more: Partial<Kept['values']> = {}): Kept => ({
  adapter: 'shelves',
  id: isbn,
  values: { isbn, title: `书${isbn}`, author: `作者${isbn}`, shelf: `架${isbn}`, sexCode: '1', hallNo, ...more },
  flags: { author: ['WHITESPACE'], shelf: ['FULL_WIDTH'] },
});
export const books = [book('1', 'A'), book('2', 'B'), book('3', 'C'), book('4', 'A')];
/** Seen in hall A, masked in hall B, denied in hall C. */
export const byHall = { 'Book.author': [allowWhere(inHall('A')), maskWhere(inHall('B'))] };
